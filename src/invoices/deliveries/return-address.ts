import { newId } from '#src/kernel/id.ts'

/** The part of a fresh id that nobody guesses: 26 letters, 74 bits of them by chance. */
export const newReturnToken = (): string => newId('delivery').slice(-26)

/** Where a mail comes back to that cannot be delivered: an address for this one delivery (VERP). */
export const returnAddressOf = (token: string, domain: string): string => `return-${token}@${domain}`

/** The token of such an address at our domain, in whatever case. */
export function returnTokenOf(address: string, domain: string): string | undefined {
  const [local = '', ...rest] = address.toLowerCase().split('@')
  return rest.join('@') === domain ? /^return-([0-9a-z]{26})$/.exec(local)?.[1] : undefined
}
