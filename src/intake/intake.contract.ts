import {
  companyParams,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'
import { KINDS, OUTCOMES, WAYS } from './intake.ts'

const tag = 'Intakes'

/** Bytes of one upload, all its files together; one document has 30 MiB at the most. */
const UPLOAD_BYTES_MAX = 60 * 1024 * 1024

/** Media types of an upload; what each file is, its bytes tell. */
const UPLOAD_TYPES = [
  'application/zip',
  'message/rfc822',
  'application/xml',
  'text/xml',
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'image/avif',
  'application/octet-stream',
]

const Way = z.enum(WAYS).openapi({ example: 'mail', description: 'By which way it came' })
const Kind = z.enum(KINDS).openapi({ example: 'supplierInvoice', description: 'What an unread picture is taken for' })
const orNull = (example: string, description: string) => z.string().nullable().openapi({ example, description })

const FileSchema = z
  .object({
    id: idSchema('intakeFile'),
    parentId: orNull('itf_01k8m3q7zj5e8v9x2c4b6n8p0r', 'The archive or mail that it was in'),
    name: z.string().openapi({ example: 'faktura-1042.xml' }),
    mediaType: z.string().openapi({ example: 'application/xml', description: 'What the bytes are' }),
    size: z.int().openapi({ example: 8192, description: 'Bytes' }),
    documentId: orNull('doc_01k8m3q7zj5e8v9x2c4b6n8p0r', 'Its original bytes; null for what stayed in the mail'),
    outcome: z.enum(OUTCOMES).openapi({
      example: 'receipt',
      description:
        'pending; receipt; attached to the receipt of the same delivery whose e-invoice it shows; duplicate of a receipt that was there; refused and ignored say why; opened',
    }),
    receiptId: orNull(
      'rec_01k8m3q7zj5e8v9x2c4b6n8p0r',
      'The receipt that it became, that it is shown with, or that was there before',
    ),
    code: z.string().nullable().openapi({
      example: null,
      description:
        'Why it was refused (a problem code) or ignored (intake_picture_inline, intake_signature, intake_calendar, mail_no_receipt)',
    }),
    detail: z
      .string()
      .nullable()
      .openapi({ example: null, description: 'The same as a sentence; of what is attached, why' }),
  })
  .openapi('IntakeFile')

const verdict = z.string().openapi({ example: 'pass', description: 'In the words of RFC 8601' })

const AuthenticationSchema = z
  .object({
    spf: verdict,
    dkim: verdict,
    dmarc: verdict,
    signedBy: z.array(z.string()).openapi({ example: ['nordkraft.example'], description: 'Domains that signed it' }),
    receivedFrom: orNull('192.0.2.7', 'Address of the machine that handed it over'),
    checkedBy: z.enum(['bilag', 'provider', 'nobody']).openapi({ example: 'bilag' }),
  })
  .openapi('MailAuthentication')

export const IntakeSchema = z
  .object({
    id: idSchema('intake'),
    way: Way,
    kind: Kind,
    status: z.enum(['received', 'sorted']).openapi({ example: 'sorted', description: 'sorted: no file waits' }),
    sender: orNull('faktura@nordkraft.example', 'Who sent it; the From of a mail'),
    recipient: orNull('invoice-7k2m@in.bilag.example', 'Our address that it was sent to'),
    subject: orNull('Faktura 1042', 'Subject of the mail'),
    messageId: orNull('<1042@nordkraft.example>', 'Message-ID of the mail'),
    authentication: AuthenticationSchema.nullable().openapi({ description: 'What was found out about the sender' }),
    documentId: orNull('doc_01k8m3q7zj5e8v9x2c4b6n8p0r', 'The original mail or message'),
    receivedBy: z
      .object({
        kind: z.string().openapi({ example: 'person' }),
        name: z.string().openapi({ example: 'Kari Nordmann' }),
      })
      .openapi({ description: 'Who brought it in' }),
    files: z.array(FileSchema),
    version: z.int().openapi({ example: 2 }),
    receivedAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('Intake')

const intakeParams = companyParams.extend({ intakeId: idSchema('intake') })

export const createIntakeOp = operation({
  id: 'createIntake',
  method: 'post',
  path: '/v1/companies/{companyId}/intakes',
  tag,
  scope: 'receipts:write',
  summary: 'Upload many files at once, archives and mails among them',
  description:
    'Every part named file of the form is kept before the answer. They become receipts afterwards: read the intake again, or hear intake.sorted. A ZIP or a mail (message/rfc822) is opened and each file in it becomes a receipt of its own.',
  params: companyParams,
  query: z.object({
    kind: Kind.optional(),
    pages: z.enum(['each', 'one']).default('each').openapi({
      example: 'one',
      description:
        'one: the files are pictures, the pages of one receipt in the order of the parts; they become one PDF that is read, and are kept as attachments of it',
    }),
  }),
  file: {
    mediaTypes: UPLOAD_TYPES,
    maxBytes: UPLOAD_BYTES_MAX,
    description: 'Up to 50 files: XML, PDF, JPEG, PNG, ZIP, mails',
  },
  answer: { status: 202, schema: IntakeSchema },
  problems: [
    'intake_empty',
    'pictures_only',
    'picture_heic',
    'pages_too_many',
    'picture_broken',
    'picture_too_large',
    'document_unread',
    'reading_unavailable',
  ],
})

export const listIntakesOp = operation({
  id: 'listIntakes',
  method: 'get',
  path: '/v1/companies/{companyId}/intakes',
  tag,
  scope: 'receipts:read',
  summary: 'List what came in, oldest first',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    way: Way.optional(),
    status: z.enum(['received', 'sorted']).optional(),
    outcome: z
      .enum(OUTCOMES)
      .optional()
      .openapi({ description: 'Those with a file that became this, such as refused' }),
    receiptId: idSchema('receipt').optional(),
    documentId: idSchema('document').optional(),
    text: z.string().trim().min(1).max(200).optional().openapi({
      example: 'nordkraft',
      description: 'Those whose sender, subject or name of a file contains it, whatever the case',
    }),
  }),
  answer: { status: 200, schema: pageOf(IntakeSchema) },
})

export const getIntakeOp = operation({
  id: 'getIntake',
  method: 'get',
  path: '/v1/companies/{companyId}/intakes/{intakeId}',
  tag,
  scope: 'receipts:read',
  summary: 'Read what came in and what became of each file',
  params: intakeParams,
  answer: { status: 200, schema: IntakeSchema },
})

export const takeAsReceiptOp = operation({
  id: 'takeIntakeFileAsReceipt',
  method: 'post',
  path: '/v1/companies/{companyId}/intakes/{intakeId}/files/{intakeFileId}/receipts',
  tag,
  scope: 'receipts:write',
  summary: 'Make a receipt of what was taken for none',
  description:
    'For a mail that seemed to hold no receipt (mail_no_receipt, mail_without_document; its text becomes a PDF), a picture or part that was left in its mail, and a file that was attached to the receipt of an e-invoice. It becomes an intake of its own, with the sender and the mail of the first one; what became of the first stays written. The same file again gives the intake that is there.',
  params: intakeParams.extend({ intakeFileId: idSchema('intakeFile') }),
  answer: { status: 202, schema: IntakeSchema },
  problems: ['intake_file_settled', 'mail_without_document', 'document_deleted', 'print_unavailable'],
})

export const retryFileOp = operation({
  id: 'retryIntakeFile',
  method: 'post',
  path: '/v1/companies/{companyId}/intakes/{intakeId}/files/{intakeFileId}/retries',
  tag,
  scope: 'receipts:write',
  summary: 'Take a refused file in once more',
  description:
    'What refused it may be mended by now. It becomes an intake of its own, with the sender and the mail of the first one; what became of the first stays written. The same file again gives the intake that the first try made.',
  params: intakeParams.extend({ intakeFileId: idSchema('intakeFile') }),
  answer: { status: 202, schema: IntakeSchema },
  problems: ['intake_file_settled', 'document_deleted'],
})
