import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, equals, isZero } from '#src/kernel/decimal.ts'
import { normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { isNearName } from '#src/parties/index.ts'
import { looseNumber } from '../duplicates/lookalike.ts'

/** What a PDF or a picture shows of the invoice on it. */
export interface SeenInvoice {
  readonly number: string | null
  readonly issuedOn: BookDate | null
  readonly currency: string | null
  /** The amount to pay and the total; they are one where nothing was paid before. */
  readonly totals: readonly Decimal[]
  readonly supplierName: string | null
  readonly supplierNumber: string | null
  /** Which of these are certain; what is not is no argument against anything. */
  readonly isSure: { readonly number: boolean; readonly currency: boolean; readonly totals: boolean }
  /** Words on its pages, as `looseNumber` writes them. */
  readonly words: ReadonlySet<string>
}

/** An e-invoice of the same delivery. */
export interface DeliveredInvoice {
  readonly receiptId: string
  readonly number: string | null
  readonly issuedOn: BookDate | null
  readonly currency: string | null
  readonly totals: readonly Decimal[]
  readonly supplierName: string | null
  readonly supplierNumber: string | null
}

/** What speaks for the two beside what stands on them. */
export interface Circumstances {
  /** The e-invoice names the file among what belongs to it. */
  readonly isNamed: boolean
  /** Both files have one name before the ending, and no other e-invoice of the delivery has it. */
  readonly isNamesake: boolean
  /** The delivery is these two files. */
  readonly isPair: boolean
}

/** Of a number that stands on a page without a label: below this many signs it may be a day or a count. */
const LONE_NUMBER_MIN = 4

/**
 * Why a file shows the invoice that an e-invoice of its delivery says; null where that is not sure: a PDF that is put
 * to the wrong invoice is one that nobody books.
 */
export function sameInvoice(seen: SeenInvoice, invoice: DeliveredInvoice, around: Circumstances): string | null {
  const against = differences(seen, invoice)
  // What belongs to an invoice may have numbers and sums of its own, but is no other invoice.
  if (around.isNamed) return against.number && against.total ? null : 'The e-invoice names the file.'
  if (against.number || against.total || against.currency) return null
  const isOfSupplier = hasSupplier(seen, invoice)
  const isOfTotal = hasTotal(seen, invoice)
  const isOfDay = seen.issuedOn !== null && seen.issuedOn === invoice.issuedOn
  if (hasNumber(seen, invoice) && (isOfSupplier || (isOfTotal && isOfDay)))
    return `It shows the same number (${invoice.number}) and the same ${isOfSupplier ? 'supplier' : 'total and date'} as the e-invoice.`
  if (around.isNamesake && isOfTotal) return 'It has the name and the total of the e-invoice.'
  if (around.isPair && isOfTotal && isOfDay && isOfSupplier)
    return 'It came with the e-invoice alone, and shows the same supplier, total and date.'
  return null
}

const differences = (seen: SeenInvoice, invoice: DeliveredInvoice) => ({
  number: seen.isSure.number && !agree(seen.number, invoice.number),
  total: seen.isSure.totals && seen.totals.length > 0 && !hasTotal(seen, invoice),
  currency: seen.isSure.currency && seen.currency !== null && seen.currency !== invoice.currency,
})

const agree = (a: string | null, b: string | null): boolean => a !== null && looseNumber(a) === looseNumber(b)

function hasNumber({ number, words }: SeenInvoice, invoice: DeliveredInvoice): boolean {
  const wanted = looseNumber(invoice.number)
  if (wanted === null) return false
  return agree(number, invoice.number) || (wanted.length >= LONE_NUMBER_MIN && words.has(wanted))
}

const hasTotal = (seen: SeenInvoice, invoice: DeliveredInvoice): boolean =>
  seen.totals.some((total) => !isZero(total) && invoice.totals.some((other) => equals(total, other)))

function hasSupplier(seen: SeenInvoice, invoice: DeliveredInvoice): boolean {
  const [a, b] = [seen.supplierNumber, invoice.supplierNumber]
  if (a !== null && b !== null && normaliseOrgNumber(a) === normaliseOrgNumber(b)) return true
  return isNearName(seen.supplierName, invoice.supplierName)
}
