import { formatDecimal, formatShort, ZERO } from '#src/kernel/decimal.ts'
import { formatMinor } from '#src/kernel/money.ts'
import type { InvoiceExchange, InvoiceLine, InvoiceView } from './invoice.ts'
import type { Adjustment, InvoiceAdjustment } from './lines/adjustment.ts'
import { amountsOf } from './lines/line-amounts.ts'
import { lineTermsOf, termsOf } from './terms/terms.ts'

const factsOf = ({ kind, percent, reason, reasonCode }: Adjustment) => ({
  kind,
  percent: percent && formatShort(percent),
  reason,
  reasonCode,
})

function adjustmentsOf(line: InvoiceLine) {
  const amounts = amountsOf(line).adjustments
  return line.adjustments.map((one, place) => ({ ...factsOf(one), amount: formatDecimal(amounts[place] ?? ZERO) }))
}

const adjustmentOf = (one: InvoiceAdjustment, currency: string) => ({
  ...factsOf(one),
  amount: formatMinor(one.netMinor, currency),
  vat: formatMinor(one.vatMinor, currency),
  vatCode: one.vatCode,
  vatCategory: one.vatCategory,
  vatRate: one.vatRate && formatShort(one.vatRate),
  account: one.account,
  dimensions: one.dimensions,
})

const lineOf = (line: InvoiceLine, index: number, currency: string) => ({
  lineNumber: index + 1,
  description: line.description,
  quantity: formatShort(line.quantity),
  unit: line.unit,
  unitPrice: formatDecimal(line.unitPrice),
  discountPercent: line.discountPercent && formatShort(line.discountPercent),
  adjustments: adjustmentsOf(line),
  net: formatMinor(line.netMinor, currency),
  vat: formatMinor(line.vatMinor, currency),
  vatCode: line.vatCode,
  vatCategory: line.vatCategory,
  vatRate: line.vatRate && formatShort(line.vatRate),
  account: line.account,
  dimensions: line.dimensions,
  ...lineTermsOf(line),
  creditsLine: line.creditsPosition,
})

const exchangeOf = ({ baseCurrency, amount, baseAmount, vatMinor }: InvoiceExchange) => ({
  baseCurrency,
  amount: formatDecimal(amount),
  baseAmount: formatDecimal(baseAmount),
  vat: formatMinor(vatMinor, baseCurrency),
})

/** The invoice as the API shows it. */
export function toWire(invoice: InvoiceView) {
  const { currency, totals, remainingMinor } = invoice
  return {
    id: invoice.id,
    kind: invoice.kind,
    status: invoice.status,
    version: invoice.version,
    number: invoice.number,
    customer: invoice.customer,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    deliveredOn: invoice.deliveredOn,
    currency,
    exchangeRate: invoice.exchange && exchangeOf(invoice.exchange),
    buyerReference: invoice.buyerReference,
    orderReference: invoice.orderReference,
    note: invoice.note,
    ...termsOf(invoice),
    attachments: invoice.attachments,
    lines: invoice.lines.map((line, index) => lineOf(line, index, currency)),
    adjustments: invoice.adjustments.map((one) => adjustmentOf(one, currency)),
    totals: {
      net: formatMinor(totals.netMinor, currency),
      vat: formatMinor(totals.vatMinor, currency),
      gross: formatMinor(totals.grossMinor, currency),
      payable: formatMinor(totals.grossMinor, currency),
    },
    paymentReference: invoice.paymentReference,
    remaining: remainingMinor === null ? null : formatMinor(remainingMinor, currency),
    paymentStatus: invoice.paymentStatus,
    credits: invoice.credits,
    creditNotes: invoice.creditNotes,
    documentId: invoice.documentId,
    journalEntryId: invoice.journalEntryId,
    openItemId: invoice.openItemId,
    createdAt: invoice.createdAt,
    updatedAt: invoice.updatedAt,
    issuedAt: invoice.issuedAt,
  }
}
