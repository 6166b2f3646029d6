import { completeInvoice } from '#src/documents/einvoice/compute-totals.ts'
import type { Invoice, InvoiceLine } from '#src/documents/einvoice/invoice-model.ts'
import { PEPPOL_BILLING, PEPPOL_PROCESS } from '#src/documents/einvoice/specifications.ts'
import { addDays, bookDate } from '#src/kernel/book-date.ts'
import { type Decimal, decimal, multiply, round } from '#src/kernel/decimal.ts'
import { fc } from '#test/support/property.ts'
import { line, OUTSIDE, REASONS, reduction, TAXES } from './full-lines.ts'
import { attachments, delivery, party, payee, paymentMeans, representative } from './full-parties.ts'
import { cents, date, long, maybe, period, some } from './full-values.ts'
import { text } from './invoice-arbitrary.ts'

const document = fc.record({
  type: fc.constantFrom(
    ...(['380', '386', '393'] as const).map((typeCode) => ({ kind: 'invoice' as const, typeCode })),
    ...(['381', '396'] as const).map((typeCode) => ({ kind: 'creditNote' as const, typeCode })),
  ),
  number: text,
  issuedOn: date,
  dueIn: maybe(fc.nat(60)),
  currency: fc.constantFrom('NOK', 'EUR', 'SEK', 'JPY', 'HUF'),
  vatCurrency: maybe(fc.constantFrom('DKK', 'USD')),
  point: maybe(
    fc.oneof(
      date.map((taxPointOn) => ({ taxPointOn })),
      fc.constantFrom('3', '35', '432').map((taxPointCode) => ({ taxPointCode })),
    ),
  ),
  buyerReference: text,
  accountingCost: maybe(text),
  note: maybe(long),
  period: maybe(period),
  precedingInvoices: some(fc.record({ number: text, issuedOn: maybe(date) }), 1),
  references: fc.record({
    project: maybe(text),
    contract: maybe(text),
    purchaseOrder: maybe(text),
    salesOrder: maybe(text),
    receivingAdvice: maybe(text),
    despatchAdvice: maybe(text),
    tender: maybe(text),
    invoicedObject: maybe(fc.record({ id: text, scheme: maybe(fc.constant('AAA')) })),
  }),
  attachments,
  supplier: party,
  customer: party,
  payee: maybe(payee),
  taxRepresentative: maybe(representative),
  delivery,
  paymentMeans,
  paymentTerms: maybe(long),
})
const content = fc.record({
  lines: some(fc.tuple(line, fc.nat(), maybe(fc.nat(10))), 5, 1),
  allowances: some(fc.tuple(reduction('95'), fc.nat()), 2),
  charges: some(fc.tuple(reduction('FC'), fc.nat()), 2),
  isOutside: fc.boolean(),
  prepaid: maybe(cents(99_999)),
  rounding: maybe(fc.integer({ min: -99, max: 99 }).map((units): Decimal => ({ units: BigInt(units), scale: 2 }))),
})

/**
 * Invoices with all that EN 16931 knows at once, as a receiver who checks everything would take them by Peppol BIS 3:
 * every VAT category, amounts that follow from percentages, negative lines, a second currency, payee and tax
 * representative, cards and direct debits, files of every kind, texts of any length.
 */
export const fullInvoices: fc.Arbitrary<Invoice> = fc.tuple(document, content).map(([said, counted]) => {
  const { dueIn, note, point, vatCurrency, type, ...head } = said
  const taxes = counted.isOutside ? [OUTSIDE] : TAXES
  const taxed = <T extends object>([one, at]: readonly [T, number, ...unknown[]]) => ({
    ...one,
    ...taxes[at % taxes.length],
  })
  const lines = counted.lines.map((one, index) => ({
    ...taxed(one),
    id: String(index + 1),
    period: one[2] === undefined ? undefined : lineBilled(said.period, one[2]),
  }))
  const invoice = completeInvoice({
    ...head,
    ...point,
    ...(counted.isOutside && withoutVatNumbers(head)),
    ...type,
    customizationId: PEPPOL_BILLING,
    profileId: PEPPOL_PROCESS,
    dueOn: addDays(said.issuedOn, dueIn ?? 14),
    notes: note === undefined ? [] : [{ text: note }],
    paymentReference: said.paymentMeans[0]?.reference,
    lines,
    allowances: counted.allowances.map(taxed),
    charges: counted.charges.map(taxed),
    vatBreakdown: REASONS,
    declared: { prepaid: counted.prepaid, rounding: counted.rounding },
  })
  return vatCurrency === undefined ? invoice : inOwnCurrency(invoice, vatCurrency)
})

/** Within the period of the invoice where there is one (PEPPOL-EN16931-R110 and R111). */
const lineBilled = (whole: Invoice['period'], days: number): InvoiceLine['period'] =>
  whole?.from
    ? { from: whole.from, to: whole.to }
    : { from: bookDate('2026-01-01'), to: addDays(bookDate('2026-01-01'), days) }

/** Nobody has a VAT number in an invoice outside the scope of VAT (BR-O-02 to BR-O-04). */
const withoutVatNumbers = ({ supplier, customer }: Pick<Invoice, 'supplier' | 'customer'>) => ({
  supplier: { ...supplier, vatNumber: undefined },
  customer: { ...customer, vatNumber: undefined },
  taxRepresentative: undefined,
})

/** BT-6 with BT-111: the VAT of the invoice in the currency of the tax office. */
const inOwnCurrency = (invoice: Invoice, vatCurrency: string): Invoice => ({
  ...invoice,
  vatCurrency,
  declared: {
    ...invoice.declared,
    vatInVatCurrency: round(multiply(invoice.declared.vat ?? decimal(0), decimal('7.46')), 2),
  },
})
