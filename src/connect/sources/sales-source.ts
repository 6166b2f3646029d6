import { getInvoice, type InvoiceAdjustment, type InvoiceLine } from '#src/invoices/index.ts'
import { decimal, multiply, round, ZERO } from '#src/kernel/decimal.ts'
import { fromMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import type { ReadSource, SourceLine } from './source.ts'

const PPM_OF_PERCENT = decimal('10000')

/** An invoice or credit note that we have issued. */
export const readSalesInvoice: ReadSource<'salesInvoice'> = async (cx, invoiceId) => {
  const invoice = await getInvoice(cx, invoiceId)
  const { number, issuedOn, totals } = invoice
  if (number === null || issuedOn === null) return fail('state_conflict', 'Only an issued invoice goes out.')
  return {
    id: invoice.id,
    kind: invoice.kind,
    number,
    partyId: invoice.customer.partyId,
    issuedOn,
    dueOn: invoice.dueOn,
    currency: invoice.currency,
    lines: [...invoice.lines.map(lineOf), ...invoice.adjustments.map((one) => adjustmentOf(one, invoice.currency))],
    netMinor: totals.netMinor,
    vatMinor: totals.vatMinor,
    grossMinor: totals.grossMinor,
    paymentReference: invoice.paymentReference,
  }
}

/** Vendors know lines only: an allowance is one of a negative price. */
function adjustmentOf(one: InvoiceAdjustment, currency: string): SourceLine {
  const sign = one.kind === 'allowance' ? -1n : 1n
  return {
    description: one.reason ?? one.kind,
    quantity: decimal('1'),
    unitPrice: fromMinor(sign * one.netMinor, currency),
    netMinor: sign * one.netMinor,
    vatMinor: sign * one.vatMinor,
    account: one.account,
    vatCode: one.vatCode,
    vatRatePpm: Number(round(multiply(one.vatRate ?? ZERO, PPM_OF_PERCENT), 0).units),
    dimensions: one.dimensions,
  }
}

const lineOf = (line: InvoiceLine): SourceLine => ({
  description: line.description,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  netMinor: line.netMinor,
  vatMinor: line.vatMinor,
  account: line.account,
  vatCode: line.vatCode,
  vatRatePpm: Number(round(multiply(line.vatRate ?? ZERO, PPM_OF_PERCENT), 0).units),
  dimensions: line.dimensions,
})
