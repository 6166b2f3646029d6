import { isCurrency } from '#src/kernel/currency.ts'
import { isIban, isNorwegianBban, normaliseBban, normaliseIban } from '#src/kernel/iban.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import type { Transfer, TransferFile } from './pain001.ts'
import './payment.problems.ts'

/** Restricted character set of identifiers in payment messages (EPC217-08): no slash at the ends, none doubled. */
const IDENTIFIER = /^(?!\/)(?!.*\/\/)(?!.*\/$)[A-Za-z0-9/\-?:().,'+ ]{1,35}$/
const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/
const BBAN = /^[A-Z0-9]{4,34}$/

/** What the schema and the banks ask of the content; fails with payment_file_invalid and a pointer for each breach. */
export function checkTransferFile(file: TransferFile): void {
  const errors: FieldError[] = []
  const expect = (isRight: boolean, pointer: string, code: string, message: string): void => {
    if (!isRight) errors.push({ pointer, code, message })
  }
  expect(IDENTIFIER.test(file.messageId), '/messageId', 'identifier', 'A message id has 1 to 35 plain characters.')
  expect(!Number.isNaN(file.createdAt.getTime()), '/createdAt', 'instant', 'The time of creation is none.')
  expect(file.debtor.name.trim() !== '', '/debtor/name', 'name', 'The payer needs a name.')
  expect(isAccount(file.debtor.account), '/debtor/account', 'account', 'The account to pay from is no account number.')
  expect(isCurrency(file.debtor.currency), '/debtor/currency', 'currency', 'The account needs a currency.')
  expect(isBic(file.debtor.bic), '/debtor/bic', 'bic', 'The BIC has 8 or 11 characters.')
  expect(file.transfers.length > 0, '/transfers', 'empty', 'There is nothing to pay.')
  expect(file.transfers.length < 100_000, '/transfers', 'many', 'A file carries fewer than 100000 payments.')
  const ids = new Set(file.transfers.map(({ endToEndId }) => endToEndId))
  expect(ids.size === file.transfers.length, '/transfers', 'duplicate', 'An end-to-end id is used twice.')
  for (const [index, transfer] of file.transfers.entries()) errors.push(...transferErrors(transfer, index))
  if (errors.length > 0) {
    fail('payment_file_invalid', `The payment file cannot be written: ${errors[0]?.message ?? ''}`, { errors })
  }
}

function transferErrors({ endToEndId, amount, creditor, reference }: Transfer, index: number): FieldError[] {
  const rules: [boolean, string, string, string][] = [
    [IDENTIFIER.test(endToEndId), 'endToEndId', 'identifier', 'An end-to-end id has 1 to 35 plain characters.'],
    [amount.amountMinor > 0n, 'amount', 'amount', 'The amount must be more than zero.'],
    [isCurrency(amount.currency), 'amount', 'currency', 'The amount needs a currency.'],
    [creditor.name.trim() !== '', 'creditor/name', 'name', 'The creditor needs a name.'],
    [isAccount(creditor.account), 'creditor/account', 'account', "The creditor's account number is not valid."],
    [isBic(creditor.bic), 'creditor/bic', 'bic', "The creditor's BIC has 8 or 11 characters."],
    [
      creditor.country === null || /^[A-Z]{2}$/.test(creditor.country),
      'creditor/country',
      'country',
      'No country code.',
    ],
    [reference === null || IDENTIFIER.test(reference), 'reference', 'reference', 'A reference has 1 to 35 characters.'],
  ]
  return rules
    .filter(([isRight]) => !isRight)
    .map(([, field, code, message]) => ({ pointer: `/transfers/${index}/${field}`, code, message }))
}

const isBic = (bic: string | null): boolean => bic === null || BIC.test(bic)

/** An IBAN with right check digits, a Norwegian account number with its own, or another national number. */
export function isAccount(number: string): boolean {
  if (isIban(number)) return true
  // What has the form of an IBAN of Europe and fails its check digits is a typing error, no national number.
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{8,}$/.test(normaliseIban(number))) return false
  const national = normaliseBban(number)
  if (/^\d{11}$/.test(national)) return isNorwegianBban(national)
  return BBAN.test(national)
}
