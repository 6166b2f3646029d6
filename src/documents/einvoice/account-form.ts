import { isIban, isNorwegianBban } from '#src/kernel/iban.ts'

/** Which kind of account number a text is by its check digits. */
export function formOf(account: string): 'iban' | 'bban' | undefined {
  if (isIban(account)) return 'iban'
  return isNorwegianBban(account) ? 'bban' : undefined
}
