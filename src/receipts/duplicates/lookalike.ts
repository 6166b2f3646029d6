import { type BookDate, daysBetween } from '#src/kernel/book-date.ts'
import { isNearName } from '#src/parties/index.ts'
import type { ReceiptContent, ReceiptException, ReceiptOrigin } from '../receipt.ts'

export const POSSIBLE_DUPLICATE = 'receipt_possible_duplicate'

/** Days between two invoices of one supplier over one amount within which they may be one. */
const WINDOW_DAYS = 10

/** Another receipt over the same amount and currency. */
export interface SameAmount {
  readonly id: string
  readonly origin: ReceiptOrigin
  readonly partyId: string | null
  readonly supplierName: string | null
  readonly number: string | null
  readonly issuedOn: BookDate | null
}

/** Letters that a reader takes for digits. */
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** What two writings of one number have in common, misread letters, separators and leading zeros set aside. */
export const looseNumber = (number: string | null): string | null =>
  (number ?? '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[OIL]/g, (letter) => MISREAD[letter] ?? letter)
    .replace(/^0+/, '') || null

/** Numbers that the supplier's system wrote tell two invoices apart; one that was read or typed may be wrong. */
const areToldApart = (a: Pick<SameAmount, 'origin' | 'number'>, b: Pick<SameAmount, 'origin' | 'number'>): boolean =>
  a.origin === 'einvoice' && b.origin === 'einvoice' && a.number !== null && b.number !== null

/** Why the other receipt may be the same invoice; null when nothing but the amount speaks for it. */
export function evidenceOf(content: ReceiptContent, other: SameAmount): string | null {
  const isSameSupplier = other.partyId !== null && other.partyId === content.supplier.partyId
  const number = looseNumber(content.number)
  const isSameNumber = number !== null && number === looseNumber(other.number)
  if (isSameNumber && isSameSupplier) return `the same supplier and amount, and number ${other.number}`
  if (isSameNumber && isNearName(content.supplier.name, other.supplierName)) {
    return `the same amount and number ${other.number}, and a supplier with a like name (${other.supplierName})`
  }
  if (areToldApart(content, other)) return null
  if (!isSameSupplier || content.issuedOn === null || other.issuedOn === null) return null
  const days = Math.abs(daysBetween(content.issuedOn, other.issuedOn))
  return days <= WINDOW_DAYS ? `the same supplier and amount, and a date ${days} days apart` : null
}

export const asException = (other: SameAmount, evidence: string): ReceiptException => ({
  code: POSSIBLE_DUPLICATE,
  message: `Receipt ${other.number ?? other.id} may be the same invoice: ${evidence}.`,
  pointer: '/number',
  receiptId: other.id,
})
