import { DIMENSION_PROBLEMS } from '#src/companies/dimension.contract.ts'
import { FILE_PROBLEMS, MAX_DOCUMENT_BYTES, SENT_TYPES } from '#src/documents/document.contract.ts'
import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'
import {
  Account,
  Dimensions,
  Kind,
  ReceiptSchema,
  ShortText,
  Status,
  Text,
  VatCode,
} from './receipt.schema.contract.ts'

const tag = 'Receipts'
const CODING_PROBLEMS = ['account_unknown', 'vat_code_unknown', ...DIMENSION_PROBLEMS]
const params = companyParams.extend({ receiptId: idSchema('receipt') })
const answer = { status: 200, schema: ReceiptSchema } as const

const Supplier = z
  .strictObject({
    partyId: idSchema('party').optional(),
    name: z.string().trim().min(1).max(200).optional().openapi({ example: 'Nordkraft AS' }),
    organisationNumber: z.string().max(30).optional().openapi({ example: '991825827' }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .openapi({ example: 'NO' }),
    vatNumber: z.string().max(30).optional().openapi({ example: 'NO991825827MVA' }),
  })
  .refine(({ partyId, name }) => partyId !== undefined || name !== undefined, 'say partyId or name')
  .openapi('ReceiptSupplierInput', { description: 'A party, or the facts to find or create it by' })

const lineFields = {
  description: Text.optional().openapi({ example: 'Power, October' }),
  quantity: DecimalText.optional(),
  unitPrice: DecimalText.optional(),
  net: DecimalText.optional(),
  vatRate: DecimalText.optional().openapi({ example: '25', description: 'Percent' }),
  vatCode: VatCode.nullable().optional(),
  account: Account.nullable().optional(),
  dimensions: Dimensions.optional(),
}
const lineNumber = z.int().min(1).max(10_000)
const ChangedLine = z
  .strictObject({
    lineNumber: lineNumber
      .optional()
      .openapi({ example: 1, description: 'From 1; its place in the list when left out' }),
    ...lineFields,
  })
  .openapi('ReceiptLineChange', {
    description: 'A line named more than once is split: every part says its net amount, together they are the line',
  })
const ChangedAdjustment = z
  .strictObject({
    adjustment: lineNumber.openapi({ example: 1 }),
    account: Account.nullable().optional(),
    vatCode: VatCode.nullable().optional(),
    dimensions: Dimensions.optional(),
  })
  .openapi('ReceiptAdjustmentChange')

const Declared = z
  .strictObject({
    net: DecimalText.optional(),
    vat: DecimalText.optional(),
    gross: DecimalText.optional(),
    payable: DecimalText.optional(),
  })
  .openapi('ReceiptTotalsInput')

const facts = {
  kind: Kind.optional(),
  supplier: Supplier.optional(),
  number: ShortText.optional().openapi({ example: '1042' }),
  issuedOn: DateText.optional(),
  currency: CurrencyCode.optional(),
  declared: Declared.optional().openapi({ description: 'What the document says; of the lines when left out' }),
}

export const createReceiptOp = operation({
  id: 'createReceipt',
  method: 'post',
  path: '/v1/companies/{companyId}/receipts',
  tag,
  scope: 'receipts:write',
  summary: 'Send a receipt: an e-invoice, a picture of one, or its fields',
  description:
    'An e-invoice (UBL invoice or credit note) is read, checked and coded in the request. A PDF or a picture is read by a job: its status is `reading`, and then `draft` with an exception for each field that is missing or uncertain. What is malformed is refused, and its bytes are kept.',
  params: companyParams,
  body: z.strictObject({
    ...facts,
    dueOn: DateText.optional(),
    paymentReference: ShortText.optional().openapi({ example: '1234567897' }),
    bankAccount: ShortText.optional().openapi({ example: 'NO9386011117947' }),
    documentId: idSchema('document').optional(),
    lines: z.array(z.strictObject(lineFields).openapi('ReceiptLineInput')).max(1000).default([]),
  }),
  file: {
    mediaTypes: SENT_TYPES,
    maxBytes: MAX_DOCUMENT_BYTES,
    description: 'One file, or the fields as JSON',
  },
  answer: { status: 201, schema: ReceiptSchema },
  problems: ['receipt_duplicate', 'einvoice_unknown', ...CODING_PROBLEMS, ...FILE_PROBLEMS],
})

export const listReceiptsOp = operation({
  id: 'listReceipts',
  method: 'get',
  path: '/v1/companies/{companyId}/receipts',
  tag,
  scope: 'receipts:read',
  summary: 'List receipts, oldest first',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    status: Status.optional(),
    supplier: z.string().max(60).optional().openapi({ description: 'Party id or organisation number' }),
    number: z.string().max(100).optional().openapi({ description: 'Number of the invoice', example: '1042' }),
    documentId: idSchema('document').optional(),
    text: z.string().trim().min(1).max(200).optional().openapi({
      description: 'Part of the supplier’s name or of the number, in any case of letters',
      example: 'kraft',
    }),
  }),
  answer: { status: 200, schema: pageOf(ReceiptSchema) },
})

export const getReceiptOp = operation({
  id: 'getReceipt',
  method: 'get',
  path: '/v1/companies/{companyId}/receipts/{receiptId}',
  tag,
  scope: 'receipts:read',
  summary: 'Read a receipt',
  params,
  answer,
})

export const updateReceiptOp = operation({
  id: 'updateReceipt',
  method: 'patch',
  path: '/v1/companies/{companyId}/receipts/{receiptId}',
  tag,
  scope: 'receipts:write',
  summary: 'Code a receipt and fill in what it lacks',
  description: 'A receipt in review, approved or rejected becomes a draft again; a pending approval is withdrawn.',
  params,
  body: z.strictObject({
    ...facts,
    dueOn: DateText.nullable().optional(),
    paymentReference: ShortText.nullable().optional(),
    bankAccount: ShortText.nullable().optional(),
    lines: z.array(ChangedLine).max(1000).optional(),
    adjustments: z.array(ChangedAdjustment).max(100).optional(),
  }),
  answer,
  problems: [
    'version_stale',
    'receipt_duplicate',
    'receipt_posted',
    'receipt_fact_declared',
    'receipt_line_unknown',
    ...CODING_PROBLEMS,
    'receipt_split_unbalanced',
    'state_conflict',
  ],
})

const POSTING_PROBLEMS = [
  ...CODING_PROBLEMS,
  'receipt_incomplete',
  'exchange_rate_missing',
  'receipt_unbalanced',
  'account_role_missing',
  'period_closed',
  'period_locked',
  'period_missing',
]

const move = { tag, scope: 'receipts:write', method: 'post', params, answer } as const
const moveProblems = ['version_stale', 'state_conflict', 'receipt_posted']

export const submitReceiptOp = operation({
  ...move,
  id: 'submitReceipt',
  path: '/v1/companies/{companyId}/receipts/{receiptId}/submissions',
  summary: 'Put a receipt up for approval',
  description: 'Where its policy asks for nobody it is approved and posted at once.',
  body: z.strictObject({}),
  bodyOptional: true,
  problems: [...moveProblems, ...POSTING_PROBLEMS, 'document_deleted'],
})

export const readReceiptOp = operation({
  ...move,
  id: 'readReceipt',
  path: '/v1/companies/{companyId}/receipts/{receiptId}/readings',
  summary: 'Have the document of a draft read again',
  description:
    'The reading runs as a job and fills in what the receipt does not say yet; `receipt.read` tells when it is done.',
  body: z.strictObject({}),
  bodyOptional: true,
  problems: ['version_stale', 'state_conflict', 'receipt_unreadable'],
})

export const rejectReceiptOp = operation({
  ...move,
  id: 'rejectReceipt',
  path: '/v1/companies/{companyId}/receipts/{receiptId}/rejections',
  summary: 'Reject a receipt',
  body: z.strictObject({ reason: Text.openapi({ example: 'We have not ordered this' }) }),
  problems: moveProblems,
})

export const dismissDuplicateOp = operation({
  ...move,
  id: 'dismissDuplicate',
  path: '/v1/companies/{companyId}/receipts/{receiptId}/duplicate-dismissals',
  summary: 'Say that a receipt which looks like another is not the same invoice',
  body: z.strictObject({ otherId: idSchema('receipt'), reason: Text.openapi({ example: 'Two deliveries' }) }),
  problems: ['receipt_duplicate_unknown', 'receipt_posted'],
})

export const postReceiptOp = operation({
  ...move,
  id: 'postReceipt',
  path: '/v1/companies/{companyId}/receipts/{receiptId}/postings',
  summary: 'Post an approved receipt in the books',
  body: z.strictObject({
    bookedOn: DateText.optional().openapi({ description: 'The date of issue when left out' }),
  }),
  bodyOptional: true,
  problems: [...moveProblems, ...POSTING_PROBLEMS],
})
