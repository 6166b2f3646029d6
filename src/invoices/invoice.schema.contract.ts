import { CurrencyCode, DateText, DecimalText, InstantText, idSchema, z } from '#src/platform/http/contract.ts'
import { ATTACHMENTS_MAX, INVOICE_KINDS, INVOICE_STATUSES, PAYMENT_STATUSES } from './invoice.ts'
import { adjustmentFacts, LineAdjustments, sayOne } from './lines/adjustment.contract.ts'
import { ADJUSTMENTS_MAX } from './lines/adjustment.ts'
import { Address, invoiceTerms, lineTerms } from './terms/terms.contract.ts'
import { documentText } from './terms/text.contract.ts'

export const Kind = z.enum(INVOICE_KINDS).openapi({ example: 'invoice' })
export const Status = z.enum(INVOICE_STATUSES).openapi({ example: 'issued' })

const Text = documentText(500)
const Reference = documentText(100)
const Account = z.string().min(1).max(20).openapi({ example: '3000' })
const VatCode = z.string().min(1).max(20).openapi({ example: '3', description: 'VAT code of the company, for sales' })
const Dimensions = z
  .record(z.string().max(60), z.string().max(60))
  .openapi({ example: { project: 'P-104' }, description: 'Values by dimension' })

/** Digits that an amount may have: far above any real one, and small enough for the books. */
const isShort = (text: string): boolean => /^[+-]?\d{0,12}(\.\d{0,8})?$/.test(text)
const Short = DecimalText.refine(isShort, 'has at most 12 digits before the point and 8 after it')
const NotNegative = Short.refine((text) => !text.startsWith('-') || !/[1-9]/.test(text), 'must not be negative')

export const Quantity = Short.refine((text) => /[1-9]/.test(text), 'must not be zero').openapi({ example: '2' })

const CustomerBody = z
  .strictObject({
    partyId: idSchema('party'),
    address: Address.nullable()
      .optional()
      .openapi({ description: 'Needed where the customer has no organisation number' }),
  })
  .openapi('InvoiceCustomerInput')

const LineBody = z
  .strictObject({
    description: Text.openapi({ example: 'Coffee beans, 1 kg' }),
    quantity: Quantity,
    unit: z
      .string()
      .regex(/^[A-Z0-9]{1,3}$/)
      .default('EA')
      .openapi({ example: 'KGM', description: 'UN/ECE Recommendation 20 or 21: EA each, HUR hour, KGM kilogram' }),
    unitPrice: NotNegative.openapi({ example: '240.00', description: 'Before VAT, for one unit' }),
    discountPercent: NotNegative.refine((text) => Number(text) <= 100, 'is at most 100')
      .nullable()
      .optional()
      .openapi({ example: '10' }),
    adjustments: LineAdjustments.optional().openapi({
      description: 'Allowances and charges on quantity times price, beside the discount',
    }),
    vatCode: VatCode.optional().openapi({
      description: 'By the customer, the account or the standard rate when left out',
    }),
    account: Account.optional().openapi({ description: 'The account with role sales when left out' }),
    dimensions: Dimensions.optional(),
    ...lineTerms,
  })
  .openapi('InvoiceLineInput')

const AdjustmentBody = z
  .strictObject({
    ...adjustmentFacts,
    vatCode: VatCode.optional().openapi({ description: 'Shared out over the VAT codes of the lines when left out' }),
    account: Account.optional().openapi({ description: 'That of the lines it stands on when left out' }),
    dimensions: Dimensions.optional(),
  })
  .refine(...sayOne)
  .openapi('InvoiceAdjustmentInput')

const adjustments = z
  .array(AdjustmentBody)
  .max(ADJUSTMENTS_MAX)
  .optional()
  .openapi({ description: 'Allowances and charges of the whole invoice' })

/** Entries have 500 lines at the most, and a line with VAT takes two. */
const Lines = z.array(LineBody).min(1).max(200)

const optional = {
  issuedOn: DateText.nullable().optional().openapi({ description: 'The day of issue when left out' }),
  dueOn: DateText.nullable()
    .optional()
    .openapi({ description: "By the customer's terms, else 14 days, when left out" }),
  deliveredOn: DateText.nullable().optional().openapi({ description: 'Decides the VAT rate where it is known' }),
  buyerReference: Reference.nullable()
    .optional()
    .openapi({ example: 'Kari Nordmann', description: 'What the customer asks for on an invoice (BT-10)' }),
  orderReference: Reference.nullable().optional().openapi({ example: 'PO-4711' }),
  note: documentText(1000).nullable().optional().openapi({ example: 'Delivered at the back door' }),
  ...invoiceTerms,
  attachments: z.array(idSchema('document')).max(ATTACHMENTS_MAX).optional().openapi({
    description: 'Documents of the company (PDF, PNG, JPEG) that go out inside the e-invoice, and with a mail',
  }),
}

export const InvoiceBody = z.strictObject({
  customer: CustomerBody,
  currency: CurrencyCode.optional().openapi({
    description: "The books' own when left out; another needs an exchange rate to be issued",
  }),
  ...optional,
  lines: Lines,
  adjustments,
})

export const InvoiceChange = z.strictObject({
  customer: CustomerBody.optional(),
  currency: CurrencyCode.optional(),
  ...optional,
  lines: Lines.optional().openapi({ description: 'All lines anew' }),
  adjustments: adjustments.openapi({ description: 'All of them anew' }),
})

export const CreditBody = z.strictObject({
  lines: z
    .array(
      z
        .strictObject({
          lineNumber: z.int().min(1).max(200).openapi({ example: 1 }),
          quantity: Quantity.optional().openapi({ description: 'All that is left of the line when left out' }),
        })
        .openapi('CreditedLine'),
    )
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: 'All that is left of the invoice when left out' }),
  issuedOn: DateText.optional().openapi({ description: 'Today when left out' }),
  reason: documentText(1000).optional().openapi({ example: 'Two bags were damaged' }),
})

const amount = () => DecimalText.openapi({ example: '480.00' })

const shownFacts = { ...z.object(adjustmentFacts).required().shape, amount: amount() }

const LineSchema = z
  .object({
    lineNumber: z.int().openapi({ example: 1 }),
    description: z.string().openapi({ example: 'Coffee beans, 1 kg' }),
    quantity: DecimalText.openapi({ example: '2' }),
    unit: z.string().openapi({ example: 'EA' }),
    unitPrice: DecimalText.openapi({ example: '240.00' }),
    discountPercent: DecimalText.nullable().openapi({ example: '10' }),
    adjustments: z.array(z.object(shownFacts)),
    net: amount(),
    vat: amount().openapi({ description: "Its share of the VAT that the document's breakdown states" }),
    vatCode: VatCode,
    vatCategory: z.string().openapi({ example: 'S', description: 'UNCL 5305, as on the document' }),
    vatRate: DecimalText.nullable().openapi({ example: '25', description: 'Percent' }),
    account: Account,
    dimensions: Dimensions,
    ...z.object(lineTerms).required().shape,
    creditsLine: z.int().nullable().openapi({ example: null, description: 'Line that a credit note takes back' }),
  })
  .openapi('InvoiceLine')

const ExchangeSchema = z
  .object({
    baseCurrency: CurrencyCode.openapi({ description: "The books' own currency" }),
    amount: DecimalText.openapi({ example: '1', description: "Units of the invoice's currency" }),
    baseAmount: DecimalText.openapi({ example: '11.50', description: 'What they are worth in the base currency' }),
    vat: DecimalText.openapi({
      example: '1437.50',
      description: 'VAT in the base currency, as the document states it (BT-111)',
    }),
  })
  .openapi('InvoiceExchange')

const AdjustmentSchema = z
  .object({
    ...shownFacts,
    vat: amount().openapi({ description: "Its share of the VAT that the document's breakdown states" }),
    vatCode: VatCode,
    vatCategory: z.string().openapi({ example: 'S', description: 'UNCL 5305, as on the document' }),
    vatRate: DecimalText.nullable().openapi({ example: '25', description: 'Percent' }),
    account: Account,
    dimensions: Dimensions,
  })
  .openapi('InvoiceAdjustment')

export const InvoiceSchema = z
  .object({
    id: idSchema('invoice'),
    kind: Kind,
    status: Status,
    version: z.int().openapi({ example: 1 }),
    number: z.string().nullable().openapi({ example: '10001', description: 'Given by the system when it is issued' }),
    customer: z.object({
      partyId: idSchema('party'),
      name: z.string().openapi({ example: 'Bakeriet AS' }),
      organisationNumber: z.string().nullable().openapi({ example: '991825827' }),
      address: Address.nullable(),
    }),
    issuedOn: DateText.nullable(),
    dueOn: DateText.nullable(),
    deliveredOn: DateText.nullable(),
    currency: CurrencyCode,
    exchangeRate: ExchangeSchema.nullable().openapi({
      description: "Null in the books' own currency, and for a draft while no rate of its day of issue is set",
    }),
    buyerReference: z.string().nullable().openapi({ example: 'Kari Nordmann' }),
    orderReference: z.string().nullable().openapi({ example: 'PO-4711' }),
    note: z.string().nullable().openapi({ example: null }),
    ...z.object(invoiceTerms).required().shape,
    attachments: z.array(idSchema('document')).openapi({ description: 'Documents that go out with it' }),
    lines: z.array(LineSchema),
    adjustments: z.array(AdjustmentSchema),
    totals: z.object({ net: amount(), vat: amount(), gross: amount(), payable: amount() }),
    paymentReference: z
      .string()
      .nullable()
      .openapi({ example: '100016', description: 'KID in Norway, elsewhere the number' }),
    remaining: DecimalText.nullable().openapi({
      description: 'What is left to pay; below zero for a credit that waits to be used',
    }),
    paymentStatus: z
      .enum(PAYMENT_STATUSES)
      .nullable()
      .openapi({ example: 'unpaid', description: 'By the open item and the date; null while it is a draft' }),
    credits: idSchema('invoice').nullable().openapi({ description: 'Invoice that this credit note takes back' }),
    creditNotes: z.array(idSchema('invoice')).openapi({ description: 'Credit notes of this invoice' }),
    documentId: idSchema('document').nullable(),
    journalEntryId: idSchema('journalEntry').nullable(),
    openItemId: idSchema('openItem').nullable(),
    createdAt: InstantText,
    updatedAt: InstantText,
    issuedAt: InstantText.nullable(),
  })
  .openapi('Invoice')
