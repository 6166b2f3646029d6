import {
  companyParams,
  DateText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'
import { HOLD_TARGETS } from './legal-hold.ts'
import { RETENTION_CLASSES } from './retention-rules.ts'

const tag = 'Retention'
const root = '/v1/companies/{companyId}/retention'
const Class = z.enum(RETENTION_CLASSES).openapi({ example: 'primary' })
const Reason = z.string().trim().min(1).max(500).openapi({ example: 'Dispute about the delivery of May.' })
const Months = z.int().min(1).max(1200).openapi({ example: 120 })
const By = z.string().openapi({ example: 'Kari Nordmann' })

const TermSchema = z
  .object({
    class: Class,
    lawMonths: z.int().nullable().openapi({ description: 'Of the law in force; null where it is not written down' }),
    lawSource: z.string().nullable().openapi({ example: 'Bokføringsloven (LOV-2004-11-19-73) § 13 annet ledd' }),
    company: z
      .object({ months: Months, reason: Reason, setBy: By, setAt: InstantText })
      .nullable()
      .openapi({ description: 'What the company has set' }),
    months: z.int().nullable().openapi({ description: 'What counts: the longer' }),
    unbooked: z
      .object({ months: z.int().openapi({ example: 120 }), lawSource: z.string() })
      .nullable()
      .openapi({
        description:
          'What counts for documents that nobody booked, where the law has books and annual accounts kept longer than vouchers',
      }),
  })
  .openapi('RetentionTerm')

export const listRetentionTermsOp = operation({
  id: 'listRetentionTerms',
  method: 'get',
  path: `${root}/terms`,
  tag,
  scope: 'documents:read',
  summary: 'How long documents of each class are kept, by law and by the company',
  params: companyParams,
  answer: { status: 200, schema: z.object({ data: z.array(TermSchema), nextCursor: z.null() }) },
})

export const setRetentionTermOp = operation({
  id: 'setRetentionTerm',
  method: 'post',
  path: `${root}/terms`,
  tag,
  scope: 'documents:delete',
  summary: 'Keep a class of documents longer than the law asks',
  params: companyParams,
  body: z.strictObject({ class: Class, months: Months, reason: Reason }),
  answer: { status: 201, schema: TermSchema },
  problems: ['retention_too_short', 'retention_rule_missing'],
})

const LegalHoldSchema = z
  .object({
    id: idSchema('legalHold'),
    targetKind: z.enum(HOLD_TARGETS).openapi({ example: 'party' }),
    targetId: z.string().openapi({ example: 'par_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    reason: Reason,
    until: DateText.nullable().openapi({ description: 'The last day; null = until it is released' }),
    placedBy: By,
    placedAt: InstantText,
    releasedAt: InstantText.nullable(),
    releasedBy: By.nullable(),
    releaseReason: Reason.nullable(),
    version: z.int(),
  })
  .openapi('LegalHold')

export const listLegalHoldsOp = operation({
  id: 'listLegalHolds',
  method: 'get',
  path: `${root}/legal-holds`,
  tag,
  scope: 'documents:read',
  summary: 'List legal holds, released ones among them',
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(LegalHoldSchema) },
})

export const placeLegalHoldOp = operation({
  id: 'placeLegalHold',
  method: 'post',
  path: `${root}/legal-holds`,
  tag,
  scope: 'documents:write',
  summary: 'Keep a document, or those of a party or fiscal year, beyond their time',
  params: companyParams,
  body: z.strictObject({
    targetKind: z.enum(HOLD_TARGETS),
    targetId: z.string().min(1).max(60).openapi({ description: 'Id of the document or party, or the fiscal year' }),
    reason: Reason,
    until: DateText.nullable().optional(),
  }),
  answer: { status: 201, schema: LegalHoldSchema },
  problems: ['legal_hold_target_unknown'],
})

export const releaseLegalHoldOp = operation({
  id: 'releaseLegalHold',
  method: 'post',
  path: `${root}/legal-holds/{legalHoldId}/releases`,
  tag,
  scope: 'documents:delete',
  summary: 'End a legal hold',
  params: companyParams.extend({ legalHoldId: idSchema('legalHold') }),
  body: z.strictObject({ reason: Reason }),
  answer: { status: 200, schema: LegalHoldSchema },
  problems: ['legal_hold_released'],
})

export const listProposalsOp = operation({
  id: 'listRetentionProposals',
  method: 'get',
  path: `${root}/proposals`,
  tag,
  scope: 'documents:read',
  summary: 'Documents that a daily job found to be past their time',
  params: companyParams,
  query: listQuery.extend({ class: Class.optional() }),
  answer: {
    status: 200,
    schema: pageOf(
      z
        .object({ documentId: idSchema('document'), class: Class, keptUntil: DateText, proposedAt: InstantText })
        .openapi('RetentionProposal'),
    ),
  },
})

const DeletionSchema = z
  .object({
    id: idSchema('deletion'),
    documentId: idSchema('document'),
    sha256: z.string(),
    name: z.string().openapi({ example: 'faktura-1042.xml' }),
    size: z.int().openapi({ description: 'Bytes' }),
    class: Class,
    keptUntil: DateText,
    reason: Reason,
    deletedBy: By,
    deletedAt: InstantText,
  })
  .openapi('DocumentDeletion')

export const listDeletionsOp = operation({
  id: 'listDocumentDeletions',
  method: 'get',
  path: `${root}/deletions`,
  tag,
  scope: 'documents:read',
  summary: 'What was deleted, by whom and why: the log is never changed',
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(DeletionSchema) },
})

export const deleteDocumentsOp = operation({
  id: 'deleteDocuments',
  method: 'post',
  path: `${root}/deletions`,
  tag,
  scope: 'documents:delete',
  summary: 'Delete the content of documents of one class whose time has passed',
  description:
    'Only what is past its time, not held, and not the voucher of an entry inside its time is deleted; everything else that was asked for is in `kept`, with the reason. The bytes leave the store unless another document has the same.',
  params: companyParams,
  body: z.strictObject({
    class: Class,
    documentIds: z
      .array(idSchema('document'))
      .min(1)
      .max(500)
      .optional()
      .openapi({ description: 'Default: what is proposed of the class' }),
    reason: Reason,
  }),
  answer: {
    status: 200,
    schema: z
      .object({
        deleted: z.array(DeletionSchema),
        kept: z.array(
          z.object({
            documentId: idSchema('document'),
            code: z.string().openapi({ example: 'retention_running' }),
            message: z.string().openapi({ example: 'It must be kept until 2031-12-31.' }),
          }),
        ),
      })
      .openapi('DeletedDocuments'),
  },
})
