import {
  type AllowanceCharge,
  type Invoice,
  type InvoiceLine,
  isCounted,
  type Totals,
} from '#src/documents/einvoice/index.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import type { Coding, DeclaredTotals, LineRole, ReceiptContent, ReceiptLine, ReceiptTotals } from '../receipt.ts'

/** A receipt's lines before anybody has coded them. */
export const UNCODED: Coding = { account: null, vatCode: null, dimensions: {}, codedBy: null, provenance: null }

const orNull = <T>(value: T | undefined): T | null => value ?? null

/** What a receipt takes from an invoice in the canonical model: nothing is computed, rounded or filled in. */
export function contentOf(invoice: Invoice, computed: Totals): Omit<ReceiptContent, 'supplier' | 'documentId'> {
  const { vatCurrency, declared } = invoice
  const amount = declared.vatInVatCurrency
  return {
    origin: 'einvoice',
    documentPart: 1,
    kind: invoice.kind === 'creditNote' ? 'creditNote' : 'supplierInvoice',
    number: orNull(invoice.number),
    issuedOn: orNull(invoice.issuedOn),
    dueOn: orNull(invoice.dueOn),
    taxPointOn: orNull(invoice.taxPointOn ?? invoice.delivery?.deliveredOn),
    currency: orNull(invoice.currency),
    declared: declaredOf(declared),
    computed: totalsOf(computed),
    vatShares: invoice.vatBreakdown.flatMap(({ vatCode, vatRate, vat }) =>
      vat === undefined ? [] : [{ category: orNull(vatCode), rate: orNull(vatRate), vat }],
    ),
    vatInCurrency: vatCurrency !== undefined && amount !== undefined ? { currency: vatCurrency, amount } : null,
    paymentReference: orNull(invoice.paymentReference),
    bankAccount: orNull(invoice.bankAccount),
    lines: linesOf(invoice),
  }
}

export const totalsOf = ({ net, vat, gross, payable }: Totals): ReceiptTotals => ({
  net: orNull(net),
  vat: orNull(vat),
  gross: orNull(gross),
  payable: orNull(payable),
})

const declaredOf = (totals: Totals): DeclaredTotals => ({
  ...totalsOf(totals),
  prepaid: orNull(totals.prepaid),
  rounding: orNull(totals.rounding),
})

const linesOf = (invoice: Invoice): ReceiptLine[] => [
  ...invoice.lines.flatMap((line, index) => (isCounted(line) ? [lineOf(line, index)] : [])),
  ...invoice.allowances.map((allowance) => adjustmentOf('allowance', allowance)),
  ...invoice.charges.map((charge) => adjustmentOf('charge', charge)),
]

const lineOf = (line: InvoiceLine, index: number): ReceiptLine => ({
  ...UNCODED,
  role: 'line',
  documentLine: index + 1,
  description: orNull(line.description ?? line.details ?? line.note),
  item: orNull(line.sellersItemId),
  quantity: orNull(line.quantity),
  unit: orNull(line.unit),
  unitPrice: orNull(line.unitPrice),
  net: orNull(line.net),
  vatCategory: orNull(line.vatCode),
  vatRate: orNull(line.vatRate),
})

const adjustmentOf = (role: LineRole, { amount, reason, vatCode, vatRate }: AllowanceCharge): ReceiptLine => ({
  ...UNCODED,
  role,
  documentLine: null,
  description: orNull(reason),
  item: null,
  quantity: null,
  unit: null,
  unitPrice: null,
  net: orNull(amount),
  vatCategory: orNull(vatCode),
  vatRate: orNull(vatRate),
})

/** The lines of a receipt back in the canonical model, so that totals are computed by one piece of code only. */
export function invoiceOf(content: Pick<ReceiptContent, 'kind' | 'currency' | 'declared' | 'lines'>): Invoice {
  const party = { identifiers: [], taxRegistrations: [] }
  const adjustments = (role: LineRole): AllowanceCharge[] =>
    content.lines
      .filter((line) => line.role === role)
      .map(({ net, vatCategory, vatRate }) => ({
        amount: known(net),
        vatCode: known(vatCategory),
        vatRate: known(vatRate),
      }))
  const { prepaid, rounding } = content.declared
  return {
    kind: content.kind === 'creditNote' ? 'creditNote' : 'invoice',
    currency: known(content.currency),
    notes: [],
    references: {},
    precedingInvoices: [],
    attachments: [],
    supplier: party,
    customer: party,
    paymentMeans: [],
    allowances: adjustments('allowance'),
    charges: adjustments('charge'),
    vatBreakdown: [],
    declared: { prepaid: known(prepaid), rounding: known(rounding) },
    lines: content.lines
      .filter((line) => line.role === 'line')
      .map(({ net, vatCategory, vatRate }) => ({
        net: known(net),
        vatCode: known(vatCategory),
        vatRate: known(vatRate),
        allowances: [],
        charges: [],
        classifications: [],
        attributes: [],
      })),
  }
}

const known = <T extends string | Decimal>(value: T | null): T | undefined => value ?? undefined
