import { completeInvoice } from '#src/documents/einvoice/compute-totals.ts'
import type { AllowanceCharge, Invoice, InvoiceLine, Party } from '#src/documents/einvoice/invoice-model.ts'
import { addDays, bookDate } from '#src/kernel/book-date.ts'
import { type Decimal, multiply, round } from '#src/kernel/decimal.ts'
import { fc } from '#test/support/property.ts'

/** Text as people write it, trimmed, with the letters and signs that need escaping. */
export const text = fc
  .array(fc.constantFrom(...'abcÆØÅé<>&"\'#-,. 019€漢'), { minLength: 1, maxLength: 20 })
  .map((letters) => letters.join('').trim())
  .filter((one) => one !== '' && !/^#[A-Z]{3}#/.test(one))

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const amount = (max: number): fc.Arbitrary<Decimal> => fc.bigInt(0n, BigInt(max)).map((units) => ({ units, scale: 2 }))
const decimal = (scale: number): fc.Arbitrary<Decimal> => fc.bigInt(1n, 99_999n).map((units) => ({ units, scale }))
const date = fc
  .integer({ min: 0, max: 3000 })
  .map((days) => bookDate(new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10)))

const period = fc
  .tuple(date, maybe(fc.nat(90)))
  .map(([from, days]) => ({ from, to: days === undefined ? undefined : addDays(from, days) }))

const rates = fc.constantFrom(
  { vatCode: 'S', vatRate: { units: 25n, scale: 0 } },
  { vatCode: 'S', vatRate: { units: 15n, scale: 0 } },
  { vatCode: 'S', vatRate: { units: 1111n, scale: 2 } },
  { vatCode: 'E', vatRate: { units: 0n, scale: 0 } },
  { vatCode: 'Z', vatRate: { units: 0n, scale: 0 } },
  { vatCode: 'AE', vatRate: { units: 0n, scale: 0 } },
  { vatCode: 'G', vatRate: { units: 0n, scale: 1 } },
)

export const REASONS = [
  { vatCode: 'E', exemptionReason: 'Unntatt', exemptionCode: 'VATEX-EU-132' },
  { vatCode: 'AE', exemptionReason: 'Omvendt avgiftsplikt', exemptionCode: 'VATEX-EU-AE' },
  { vatCode: 'G', exemptionReason: 'Utførsel', exemptionCode: 'VATEX-EU-G' },
  { vatCode: 'O', exemptionReason: 'Utenfor avgiftsområdet', exemptionCode: 'VATEX-EU-O' },
]

const party: fc.Arbitrary<Party> = fc
  .record({
    name: text,
    tradingName: maybe(text),
    identifiers: fc.array(fc.record({ id: text, scheme: maybe(fc.constant('0088')) }), { maxLength: 1 }),
    legalId: fc.record({ id: digits(9), scheme: fc.constant('0192') }),
    vatNumber: digits(9).map((number) => `NO${number}MVA`),
    taxRegistrations: fc.array(fc.constant({ id: 'Foretaksregisteret', scheme: 'TAX' }), { maxLength: 1 }),
    legalForm: maybe(text),
    endpoint: fc.record({ id: digits(9), scheme: fc.constant('0192') }),
    address: fc.record({
      street: maybe(text),
      additionalStreet: maybe(text),
      addressLine: maybe(text),
      city: text,
      postalCode: maybe(digits(4)),
      subdivision: maybe(text),
      country: fc.constant('NO'),
    }),
    contact: maybe(fc.record({ name: text, phone: maybe(digits(8)), email: maybe(text) })),
  })
  .map((one) => ({ ...one, organisationNumber: one.legalId.id }))

/** Codes are of UNTDID 5189 for allowances (95 discount) and 7161 for charges (FC freight). */
const withReason = (reasonCode: '95' | 'FC'): fc.Arbitrary<AllowanceCharge> =>
  fc.record({
    amount: amount(9_999),
    baseAmount: maybe(amount(99_999)),
    percent: maybe(decimal(2)),
    reason: text,
    reasonCode: maybe(fc.constant(reasonCode)),
  })
const onDocument = (reasonCode: '95' | 'FC') =>
  fc.tuple(withReason(reasonCode), rates).map(([one, rate]) => ({ ...one, ...rate }))

const line: fc.Arbitrary<InvoiceLine> = fc
  .record({
    id: digits(2),
    note: maybe(text),
    object: maybe(fc.record({ id: text, scheme: maybe(fc.constant('AAA')) })),
    quantity: fc.oneof(decimal(0), decimal(3)),
    unit: fc.constantFrom('C62', 'HUR', 'KGM'),
    orderLine: maybe(digits(3)),
    accountingCost: maybe(digits(4)),
    period: maybe(fc.record({ from: date })),
    allowances: fc.array(withReason('95'), { maxLength: 2 }),
    charges: fc.array(withReason('FC'), { maxLength: 1 }),
    unitPrice: fc.oneof(decimal(2), decimal(4)),
    discount: maybe(fc.record({ priceDiscount: maybe(decimal(2)), grossPrice: maybe(decimal(2)) })),
    description: text,
    details: maybe(text),
    sellersItemId: maybe(text),
    buyersItemId: maybe(text),
    standardItemId: maybe(fc.record({ id: digits(13), scheme: fc.constant('0160') })),
    classifications: fc.array(fc.record({ code: digits(8), list: fc.constant('STI'), listVersion: maybe(text) }), {
      maxLength: 2,
    }),
    originCountry: maybe(fc.constant('NO')),
    attributes: fc.array(fc.record({ name: text, value: text }), { maxLength: 2 }),
    base: maybe(fc.record({ priceBaseQuantity: decimal(0), priceBaseUnit: fc.constant('C62') })),
    rate: rates,
  })
  .map(({ base, discount, rate, ...one }) => ({
    ...one,
    ...base,
    ...rate,
    net: round(multiply(one.quantity, one.unitPrice), 2),
  }))

const paymentMeans = fc.record({
  code: fc.constant('30'),
  text: maybe(text),
  reference: maybe(digits(9)),
  account: fc.record({
    id: fc.constant('NO9386011117947'),
    form: fc.constant('iban' as const),
    name: maybe(text),
    bank: maybe(fc.constant('DNBANOKK')),
  }),
})

/** A text that looks like a coded one only comes back with a code of its own. */
const note = fc
  .record({ text, subjectCode: maybe(fc.constant('AAI')) })
  .filter((one) => one.subjectCode !== undefined || !/#.{3}#/.test(one.text))

const header = {
  kind: fc.constantFrom('invoice' as const, 'creditNote' as const),
  customizationId: fc.constant('urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'),
  profileId: fc.constant('urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'),
  number: text,
  issuedOn: date,
  dueOn: date,
  currency: fc.constant('NOK'),
  taxPointOn: maybe(date),
  buyerReference: maybe(text),
  taxPointCode: fc.constant(undefined),
  accountingCost: maybe(text),
  notes: fc.array(note, { maxLength: 2 }),
  period: maybe(period),
  precedingInvoices: fc.array(fc.record({ number: text, issuedOn: maybe(date) }), { maxLength: 2 }),
  paymentTerms: maybe(text),
}

const references = fc.record({
  project: maybe(text),
  contract: maybe(text),
  purchaseOrder: maybe(text),
  salesOrder: maybe(text),
  receivingAdvice: maybe(text),
  despatchAdvice: maybe(text),
  tender: maybe(text),
  invoicedObject: maybe(fc.record({ id: text, scheme: maybe(fc.constant('AAA')) })),
})

const attachment = fc.record({
  id: text,
  description: maybe(text),
  mediaType: fc.constant('application/pdf'),
  fileName: text,
  content: fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
})
const linked = fc.record({
  id: text,
  description: maybe(text),
  url: fc.constant('https://example.com/vedlegg?a=1&b=2'),
})

/** Invoices and credit notes that could be sent: odd quantities, discounts, several VAT rates, prepayment and rounding. */
export const invoices: fc.Arbitrary<Invoice> = fc
  .record({
    ...header,
    references,
    attachments: fc.array(fc.oneof(attachment, linked), { maxLength: 2 }),
    supplier: party,
    customer: party,
    payee: fc.constant(undefined),
    delivery: maybe(
      fc.record({
        deliveredOn: date,
        name: maybe(text),
        location: maybe(fc.record({ id: text, scheme: fc.constant('0088') })),
      }),
    ),
    paymentMeans: fc.array(paymentMeans, { minLength: 1, maxLength: 2 }),
    allowances: fc.array(onDocument('95'), { maxLength: 2 }),
    charges: fc.array(onDocument('FC'), { maxLength: 2 }),
    prepaid: maybe(amount(9_999)),
    rounding: maybe(fc.bigInt(-50n, 50n).map((units) => ({ units, scale: 2 }))),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  })
  .map(({ prepaid, rounding, kind, ...rest }) =>
    completeInvoice({
      ...rest,
      paymentMeans: rest.paymentMeans.map((means, index) => ({
        ...means,
        // The rules want one reference and one name for all of them.
        reference: rest.paymentMeans[0]?.reference,
        text: index === 0 ? means.text : undefined,
      })),
      kind,
      typeCode: kind === 'invoice' ? '380' : '381',
      paymentReference: rest.paymentMeans[0]?.reference,
      bankAccount: rest.paymentMeans[0]?.account.id,
      vatBreakdown: REASONS,
      declared: { prepaid, rounding },
    }),
  )
