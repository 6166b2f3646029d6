import type {
  AllowanceCharge,
  Invoice as EInvoice,
  InvoiceLine as EInvoiceLine,
} from '#src/documents/einvoice/index.ts'
import type { Currency } from '#src/kernel/currency.ts'
import { abs, isZero, ZERO } from '#src/kernel/decimal.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { fromMinor } from '#src/kernel/money.ts'
import type { CodedLine } from '../invoice.ts'
import { type Adjustment, type InvoiceAdjustment, reasonWord } from '../lines/adjustment.ts'
import { amountsOf, isDearer } from '../lines/line-amounts.ts'
import { eInvoiceLineTerms } from '../terms/write-terms.ts'
import { documentWord } from './document-words.ts'

/** UNTDID 5189: discount. */
const DISCOUNT = '95'

/**
 * The line as the e-invoice has it. A discount is an allowance of the line (BG-27), which may not be negative: on a
 * line that takes something back it is a charge (BG-28). Reasons that nobody said are in the customer's language.
 */
export function eInvoiceLine(line: CodedLine, index: number, language: Locale): EInvoiceLine {
  const { before, discount, adjustments, net } = amountsOf(line)
  const own = {
    kind: 'allowance',
    amount: null,
    percent: line.discountPercent,
    reason: null,
    reasonCode: DISCOUNT,
  } as const
  const all = [
    { one: own, amount: abs(discount) },
    ...line.adjustments.map((one, place) => ({ one, amount: adjustments[place] ?? ZERO })),
  ].filter(({ amount }) => !isZero(amount))
  const items = (isCharge: boolean): AllowanceCharge[] =>
    all
      .filter(({ one }) => isDearer(one, line.quantity) === isCharge)
      .map(({ one, amount }) => ({
        amount,
        ...(one.percent === null ? {} : { baseAmount: abs(before), percent: one.percent }),
        ...reasonsOf(one, language, isCharge),
      }))
  return {
    id: String(index + 1),
    quantity: line.quantity,
    unit: line.unit,
    net,
    allowances: items(false),
    charges: items(true),
    unitPrice: line.unitPrice,
    vatCode: line.vatCategory,
    vatRate: line.vatRate ?? undefined,
    description: line.description,
    ...eInvoiceLineTerms(line),
  }
}

/** A code is of the list of the side that it is on; the side changes where a line takes something back. */
const reasonsOf = (one: Adjustment, language: Locale, isCharge = one.kind === 'charge') => ({
  reason: one.reason ?? documentWord(language, reasonWord(one)),
  reasonCode: isCharge === (one.kind === 'charge') ? (one.reasonCode ?? undefined) : undefined,
})

/** Allowances (BG-20) and charges (BG-21) of the whole invoice. */
export function eInvoiceAdjustments(all: readonly InvoiceAdjustment[], currency: Currency, language: Locale) {
  const items = (kind: Adjustment['kind']): AllowanceCharge[] =>
    all
      .filter((one) => one.kind === kind)
      .map((one) => ({
        amount: fromMinor(one.netMinor, currency),
        ...(one.baseMinor === null
          ? {}
          : { baseAmount: fromMinor(one.baseMinor, currency), percent: one.percent ?? undefined }),
        ...reasonsOf(one, language),
        vatCode: one.vatCategory,
        vatRate: one.vatRate ?? undefined,
      }))
  return { allowances: items('allowance'), charges: items('charge') }
}

const NOBODY = { identifiers: [], taxRegistrations: [] }

/** An e-invoice that says nothing yet. */
export const EMPTY: EInvoice = {
  kind: 'invoice',
  notes: [],
  references: {},
  precedingInvoices: [],
  attachments: [],
  supplier: NOBODY,
  customer: NOBODY,
  paymentMeans: [],
  allowances: [],
  charges: [],
  vatBreakdown: [],
  declared: {},
  lines: [],
}
