import type { Correction, LearnedField } from '#src/documents/reading/fields/index.ts'
import { type Decimal, formatDecimal, negate, round } from '#src/kernel/decimal.ts'
import { numberKey, type Receipt } from '../receipt.ts'
import { printsMinus } from './read-content.ts'

const amountText = (value: Decimal | null): string | null => value && formatDecimal(round(value, 2))

/** As it is printed: a credit note's amounts may stand on it with a minus, and are kept without. */
function amountAsPrinted({ kind, reading }: Receipt, value: Decimal | null): string | null {
  return amountText(value && printsMinus(kind, reading?.fields.gross ?? null) ? negate(value) : value)
}

/** What the receipt says of a field, in the plain form in which it is read; null = nothing. */
export function saidOf(receipt: Receipt, field: LearnedField): string | null {
  switch (field) {
    case 'account':
      return receipt.bankAccount
    case 'net':
    case 'vat':
    case 'gross':
    case 'payable':
      return amountAsPrinted(receipt, receipt.declared[field])
    default:
      return receipt[field]
  }
}

const isNumber = (field: LearnedField): boolean =>
  field === 'number' || field === 'paymentReference' || field === 'account'

/** Whether the receipt says of the field what was read. */
export function isAsRead(receipt: Receipt, field: LearnedField): boolean {
  const [said, read] = [saidOf(receipt, field), receipt.reading?.fields[field]?.value]
  if (said === null || read === undefined) return said === null && read === undefined
  // dates and amounts have one plain form; of a number only letters and digits count
  return said === read || (isNumber(field) && numberKey(said) === numberKey(read))
}

/** What a person put in place of what was read of these fields, or where nothing was. */
export const correctionsIn = (receipt: Receipt, fields: readonly LearnedField[]): Correction[] =>
  fields.flatMap((field) => {
    const value = saidOf(receipt, field)
    return value === null || isAsRead(receipt, field) ? [] : [{ field, value }]
  })
