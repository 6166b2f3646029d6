import { CurrencyCode, DateText, DecimalText, InstantText, idSchema, z } from '#src/platform/http/contract.ts'
import { BASES, CODING_SOURCES } from './coding/provenance.ts'
import { RECEIPT_KINDS, RECEIPT_STATUSES } from './receipt.ts'

export const Kind = z.enum(RECEIPT_KINDS).openapi({ example: 'supplierInvoice' })
export const Status = z.enum(RECEIPT_STATUSES).openapi({ example: 'inReview' })
export const Text = z.string().trim().min(1).max(500)
export const ShortText = z.string().trim().min(1).max(100)
export const Account = z.string().min(1).max(20).openapi({ example: '6340' })
export const VatCode = z.string().min(1).max(20).openapi({ example: '1', description: 'VAT code of the company' })
export const Dimensions = z
  .record(z.string().max(60), z.string().max(60))
  .openapi({ example: { project: 'P-104' }, description: 'Values by dimension' })

const amount = () => DecimalText.nullable()
const totals = {
  net: amount(),
  vat: amount(),
  gross: amount(),
  payable: amount(),
}

export const SourceName = z.enum(CODING_SOURCES).openapi({ example: 'rule' })

export const ConfidenceSchema = z
  .object({
    precision: z.string().nullable().openapi({ example: '0.9600', description: '`right` of `count`' }),
    right: z.int().openapi({ example: 48 }),
    count: z.int().openapi({ example: 50, description: 'Codings of this source that a person has looked at' }),
    scope: z.enum(['rule', 'supplier', 'company']).openapi({
      description: "Whose outcomes were counted: the rule's, the source's with this supplier, or in the whole company",
    }),
  })
  .openapi('CodingConfidence')

const proposal = {
  ruleId: idSchema('codingRule').nullable(),
  ruleVersion: z.int().nullable().openapi({ example: 1 }),
  receiptIds: z.array(idSchema('receipt')).openapi({ description: 'The receipts that history rests on' }),
  basis: z.enum(BASES).nullable().openapi({ example: 'text', description: 'What of the past speaks for it' }),
  confidence: ConfidenceSchema.nullable().openapi({ description: 'null = nobody has looked at a coding of it yet' }),
  proposed: z
    .object({ account: Account, vatCode: VatCode.nullable(), dimensions: Dimensions })
    .nullable()
    .openapi({ description: 'What the source proposed' }),
}

export const ProvenanceSchema = z
  .object({
    source: z.enum([...CODING_SOURCES, 'person']).openapi({ example: 'rule' }),
    at: InstantText,
    by: z.string().nullable().openapi({ example: 'Kari Nordmann', description: 'The person, where one coded it' }),
    ...proposal,
    replaces: z
      .object({ source: SourceName, at: InstantText, ...proposal })
      .nullable()
      .openapi({ description: 'The proposal in whose place a person put this' }),
  })
  .openapi('CodingProvenance')

const coding = {
  vatCode: VatCode.nullable(),
  account: Account.nullable(),
  dimensions: Dimensions,
  provenance: ProvenanceSchema.nullable().openapi({ description: 'Why it is coded so' }),
  codedBy: z
    .enum([...CODING_SOURCES, 'person'])
    .nullable()
    .openapi({ example: 'supplier', description: 'Where the account comes from' }),
}

export const CodingSchema = z.object(coding).openapi('ReceiptCoding')

const LineSchema = z
  .object({
    description: z.string().nullable().openapi({ example: 'Power, October' }),
    item: z.string().nullable().openapi({ description: "The seller's item number", example: 'EL-1' }),
    quantity: amount(),
    unit: z.string().nullable().openapi({ example: 'KWH' }),
    unitPrice: amount(),
    net: amount(),
    vatCategory: z.string().nullable().openapi({ example: 'S', description: 'UNCL 5305, as on the document' }),
    vatRate: amount().openapi({ example: '25', description: 'Percent' }),
    ...coding,
  })
  .openapi('ReceiptLine')

const AdjustmentSchema = z
  .object({
    kind: z.enum(['allowance', 'charge']).openapi({ example: 'charge' }),
    reason: z.string().nullable().openapi({ example: 'Freight' }),
    amount: amount(),
    vatCategory: z.string().nullable().openapi({ example: 'S' }),
    vatRate: amount(),
    ...coding,
  })
  .openapi('ReceiptAdjustment', {
    description:
      'An allowance or charge of the whole document; without an account it follows the lines of its VAT rate',
  })

const ExceptionSchema = z
  .object({
    code: z.string().openapi({ example: 'coding_missing', description: 'Official rule ids where a rule is broken' }),
    message: z.string().openapi({ example: 'Nothing tells the account of the line; give it one.' }),
    pointer: z.string().openapi({ example: '/lines/0/account', description: 'JSON pointer into the receipt' }),
    receiptId: idSchema('receipt').optional().openapi({ description: 'Another receipt that it is about' }),
    was: z.string().nullable().optional().openapi({ description: 'What was known before a change' }),
    becomes: z.string().optional().openapi({ description: 'What the change is to' }),
    holdId: idSchema('hold').optional().openapi({ description: 'The hold of the supplier that the change opened' }),
    approvalId: idSchema('approval').nullable().optional().openapi({ description: 'Where people decide about it' }),
  })
  .openapi('ReceiptException')

const BoxSchema = z
  .object({
    x: z.number().openapi({ example: 412.5 }),
    y: z.number().openapi({ example: 96.2 }),
    width: z.number().openapi({ example: 48 }),
    height: z.number().openapi({ example: 10.4 }),
  })
  .openapi('PageBox', { description: 'In the unit of the page, from its top left corner' })

const ReadFieldSchema = z
  .object({
    value: z.string().openapi({ example: '1042' }),
    confidence: z.number().openapi({ example: 0.97, description: '0 to 1; an exception tells of what is uncertain' }),
    page: z.int().nullable().openapi({ example: 1 }),
    box: BoxSchema.nullable(),
    source: z.enum(['text', 'ocr']).openapi({ example: 'text', description: 'Text layer of the PDF, or OCR' }),
    layout: z
      .object({
        lessonId: idSchema('layoutLesson'),
        right: z.int().openapi({ example: 3 }),
        used: z.int().openapi({ example: 3, description: 'Receipts of which people said whether it was right' }),
      })
      .optional()
      .openapi({
        description: "What corrections of this supplier's receipts taught, where it gave or agrees with the value",
      }),
  })
  .openapi('ReadField')

const readField = () => ReadFieldSchema.nullable()

const ReadingSchema = z
  .object({
    status: z.enum(['reading', 'done', 'failed']).openapi({ example: 'done' }),
    problem: z
      .object({ code: z.string().openapi({ example: 'pdf_encrypted' }), message: z.string() })
      .nullable()
      .openapi({ description: 'Why nothing could be read' }),
    readAt: InstantText.nullable(),
    progress: z
      .object({ done: z.int().openapi({ example: 3 }), pages: z.int().openapi({ example: 12 }) })
      .nullable()
      .openapi({ description: 'Pages that are read, while a document of several is' }),
    pages: z.array(
      z
        .object({
          page: z.int().openapi({ example: 1 }),
          width: z.number().openapi({ example: 595.3 }),
          height: z.number().openapi({ example: 841.9 }),
          source: z.enum(['text', 'ocr']).openapi({ example: 'text' }),
          tilt: z.number().optional().openapi({
            example: 0.4,
            description: 'Degrees clockwise by which its lines become level; left out or 0 where they are',
          }),
        })
        .openapi('ReadPage'),
    ),
    fields: z.object({
      issuer: readField(),
      organisationNumber: readField(),
      number: readField(),
      issuedOn: readField(),
      dueOn: readField(),
      currency: readField(),
      net: readField(),
      vat: readField(),
      gross: readField(),
      payable: readField(),
      paymentReference: readField(),
      account: readField(),
    }),
  })
  .openapi('ReceiptReading', { description: 'What was read from the PDF or picture, and where it stands' })

export const ReceiptSchema = z
  .object({
    id: idSchema('receipt'),
    kind: Kind,
    status: Status,
    version: z.int().openapi({ example: 3 }),
    origin: z.enum(['einvoice', 'file', 'manual']).openapi({ example: 'einvoice' }),
    supplier: z.object({
      partyId: idSchema('party').nullable(),
      name: z.string().nullable().openapi({ example: 'Nordkraft AS' }),
      organisationNumber: z.string().nullable().openapi({ example: '991825827' }),
      country: z.string().nullable().openapi({ example: 'NO' }),
    }),
    number: z.string().nullable().openapi({ example: '1042' }),
    issuedOn: DateText.nullable(),
    dueOn: DateText.nullable(),
    currency: CurrencyCode.nullable(),
    declared: z
      .object({ ...totals, prepaid: amount(), rounding: amount() })
      .openapi({ description: 'As the document says; never overwritten' }),
    computed: z.object(totals).openapi({ description: 'As it follows from the lines' }),
    paymentReference: z.string().nullable().openapi({ example: '1234567897', description: 'KID or RF reference' }),
    bankAccount: z.string().nullable().openapi({ example: 'NO9386011117947' }),
    lines: z.array(LineSchema),
    adjustments: z.array(AdjustmentSchema),
    documentId: idSchema('document').nullable(),
    exceptions: z.array(ExceptionSchema),
    reading: ReadingSchema.nullable().openapi({ description: 'Null when there is nothing to read' }),
    rejectionReason: z.string().nullable().openapi({ example: null }),
    bookedOn: DateText.nullable(),
    journalEntryId: idSchema('journalEntry').nullable(),
    openItemId: idSchema('openItem').nullable(),
    approvalId: idSchema('approval').nullable(),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('Receipt')
