import { companyParams, DateText, InstantText, idSchema, operation, z } from '#src/platform/http/contract.ts'

export const tag = 'Documents'

/** Bytes of one uploaded document at the most. */
export const MAX_DOCUMENT_BYTES = 30 * 1024 * 1024

/** Media types under which a document may be sent; what it is, its bytes tell. */
export const SENT_TYPES = [
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

/** Problems of every way by which a file comes in. */
export const FILE_PROBLEMS = [
  'document_type_unsupported',
  'picture_heic',
  'archive_unsupported',
  'document_sealed',
  'document_infected',
  'xml_malformed',
  'xml_encoding_unsupported',
  'xml_doctype_refused',
  'xml_too_large',
  'xml_too_deep',
  'xml_too_many_elements',
  'xml_too_many_attributes',
  'xml_attribute_too_long',
  'xml_text_too_long',
]

const fileFacts = {
  id: idSchema('document'),
  name: z.string().openapi({ example: 'faktura-1042.xml' }),
  mediaType: z.string().openapi({ example: 'application/xml', description: 'What the bytes are' }),
  size: z.int().openapi({ example: 8192, description: 'Bytes' }),
}

const AttachmentSchema = z
  .object({ ...fileFacts, description: z.string().nullable().openapi({ example: 'Time sheet' }) })
  .openapi('DocumentAttachment')

const RetentionSchema = z
  .object({
    class: z.enum(['primary', 'secondary']).openapi({ description: 'primary = documents what is booked' }),
    fiscalYear: z.string().openapi({ example: '2026', description: 'The year from whose end it is counted' }),
    keptUntil: DateText.nullable().openapi({
      description: 'The last day on which it must be kept; null where the law of the country is not written down',
    }),
    months: z.int().nullable().openapi({ example: 60 }),
    source: z.string().nullable().openapi({ example: 'Bokføringsloven (LOV-2004-11-19-73) § 13 annet ledd' }),
    holdIds: z.array(idSchema('legalHold')).openapi({ description: 'Legal holds in force' }),
    isInUse: z.boolean().openapi({ description: 'A receipt of it is not booked or rejected yet' }),
  })
  .openapi('DocumentRetention')

export const DocumentSchema = z
  .object({
    ...fileFacts,
    sha256: z.string().openapi({ example: 'a3f5'.repeat(16), description: 'SHA-256 of the bytes, hex' }),
    origin: z.enum(['upload', 'attachment', 'mail']).openapi({ example: 'upload' }),
    attachments: z.array(AttachmentSchema).openapi({ description: 'Files embedded in it' }),
    attachedTo: z.array(z.string()).openapi({ description: 'Documents that it is embedded in', example: [] }),
    refusal: z
      .object({
        code: z.string().openapi({ example: 'xml_malformed' }),
        detail: z.string().openapi({ example: 'Line 3: the element is not closed.' }),
        refusedAt: InstantText,
      })
      .nullable()
      .openapi({ description: 'Why it was refused when it was last sent; null when it was taken' }),
    receivedAt: InstantText,
    contentDeletedAt: InstantText.nullable().openapi({ description: 'When its content was deleted after its time' }),
    retention: RetentionSchema,
  })
  .openapi('Document')

export const documentParams = companyParams.extend({ documentId: idSchema('document') })

export const receiveDocumentOp = operation({
  id: 'createDocument',
  method: 'post',
  path: '/v1/companies/{companyId}/documents',
  tag,
  scope: 'documents:write',
  summary: 'Upload a document',
  description:
    'The bytes are kept as they are, also when the document is refused: the problem then names it as documentId.',
  params: companyParams,
  file: {
    mediaTypes: SENT_TYPES,
    maxBytes: MAX_DOCUMENT_BYTES,
    description: 'One file: an XML document, a PDF, a JPEG, a PNG or a TIFF',
  },
  answer: { status: 201, schema: DocumentSchema },
  problems: ['document_duplicate', 'document_lost', ...FILE_PROBLEMS],
})

export const getDocumentOp = operation({
  id: 'getDocument',
  method: 'get',
  path: '/v1/companies/{companyId}/documents/{documentId}',
  tag,
  scope: 'documents:read',
  summary: 'Read what is known of a document',
  params: documentParams,
  answer: { status: 200, schema: DocumentSchema },
})

export const getDocumentContentOp = operation({
  id: 'getDocumentContent',
  method: 'get',
  path: '/v1/companies/{companyId}/documents/{documentId}/content',
  tag,
  scope: 'documents:read',
  summary: 'Download the original bytes of a document',
  params: documentParams,
  answer: {
    status: 200,
    file: [
      'application/xml',
      'application/pdf',
      'image/jpeg',
      'image/png',
      'image/tiff',
      'image/webp',
      'image/avif',
      'message/rfc822',
      'application/zip',
      'application/octet-stream',
    ],
    description: 'The bytes that were sent, unchanged',
  },
  problems: ['document_deleted'],
})

export const drawDocumentPageOp = operation({
  id: 'drawDocumentPage',
  method: 'get',
  path: '/v1/companies/{companyId}/documents/{documentId}/picture',
  tag,
  scope: 'documents:read',
  summary: 'See a page of a PDF or a picture',
  description:
    'The page as a picture for the eye. The boxes of `reading.fields` of a receipt lie on it: a page of `reading.pages` gives the width and height that they are measured in, and its `tilt` how the page would have to be turned for its lines to be level.',
  params: documentParams,
  query: z.object({
    page: z.coerce.number().int().min(1).max(100_000).default(1).openapi({ description: 'From 1', example: 1 }),
    width: z.coerce.number().int().min(100).max(2400).default(1200).openapi({
      description: 'Pixels; a picture that is narrower stays as it is',
      example: 1200,
    }),
    turn: z
      .enum(['0', '90', '180', '270'])
      .default('0')
      .transform((text) => Number(text) as 0 | 90 | 180 | 270)
      .openapi({ type: 'string', description: 'Degrees clockwise, for scans that lie on their side', example: '0' }),
  }),
  answer: { status: 200, file: ['image/webp'], description: 'The page' },
  problems: [
    'document_without_pages',
    'document_deleted',
    'document_unread',
    'page_unknown',
    'pdf_encrypted',
    'pdf_broken',
    'picture_broken',
    'picture_too_large',
    'reading_unavailable',
  ],
})

const BoxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).openapi('PageBox', {
  description: 'In the unit of its page, the origin top left',
  example: { x: 56.7, y: 80, width: 62, height: 11 },
})

const PageWordsSchema = z
  .object({
    page: z.int().openapi({ example: 1, description: 'From 1' }),
    width: z.number().openapi({ example: 595.3, description: 'Points of a PDF, pixels of a picture' }),
    height: z.number().openapi({ example: 841.9 }),
    source: z.enum(['text', 'ocr']).openapi({ example: 'text' }),
    tilt: z.number().openapi({ example: 0, description: 'Degrees clockwise by which its lines would be level' }),
    words: z.array(
      z.object({
        text: z.string().openapi({ example: 'Faktura' }),
        box: BoxSchema,
        confidence: z.number().openapi({ example: 1, description: '0 to 1; 1 in a text layer' }),
      }),
    ),
  })
  .openapi('PageWords')

export const readPageWordsOp = operation({
  id: 'readPageWords',
  method: 'get',
  path: '/v1/companies/{companyId}/documents/{documentId}/words',
  tag,
  scope: 'documents:read',
  summary: 'Read the words of a page with their places',
  description:
    'The text layer of a PDF, else what is recognised on the page; read again when it is asked for, which takes about a second without a text layer. In the unit of `reading.pages` of a receipt.',
  params: documentParams,
  query: z.object({
    page: z.coerce.number().int().min(1).max(100_000).default(1).openapi({ description: 'From 1', example: 1 }),
  }),
  answer: { status: 200, schema: PageWordsSchema },
  problems: [
    'document_without_pages',
    'document_deleted',
    'document_unread',
    'document_empty',
    'page_unknown',
    'pdf_encrypted',
    'pdf_broken',
    'picture_broken',
    'picture_too_large',
    'ocr_missing',
    'reading_unavailable',
  ],
})

export const viewDocumentOp = operation({
  id: 'viewDocument',
  method: 'get',
  path: '/v1/companies/{companyId}/documents/{documentId}/view',
  tag,
  scope: 'documents:read',
  summary: 'Read an e-invoice as a page',
  description:
    'All that the e-invoice says, on one page of HTML that needs nothing beside it, runs no script and prints on A4; of a PDF the e-invoice that is embedded in it. The language is that of Accept-Language (Norwegian or English).',
  params: documentParams,
  query: z.object({
    language: z
      .enum(['nb', 'en'])
      .optional()
      .openapi({ description: 'Language of the page, before Accept-Language', example: 'en' }),
  }),
  answer: { status: 200, file: ['text/html'], description: 'The page' },
  problems: [
    'document_not_einvoice',
    'document_deleted',
    'einvoice_unknown',
    'pdf_encrypted',
    'pdf_without_einvoice',
    ...FILE_PROBLEMS,
  ],
})
