import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Connections'
const connectionParams = companyParams.extend({ connectionId: idSchema('connection') })
const ConnectionId = idSchema('connection')
const Model = z
  .enum(['contact', 'bill', 'salesInvoice', 'attachment', 'payment', 'journal'])
  .openapi({ example: 'bill', description: 'Kind of the record' })
const SubjectId = z.string().max(60).openapi({
  example: 'rec_01k8m3q7zj5e8v9x2c4b6n8p0r',
  description: 'Our party, receipt, invoice, document, match or journal entry',
})
const ExternalId = z.string().max(100).openapi({ example: '243216c5-369e-4056-ac67-05388f86dc81' })
const Fault = z
  .object({
    kind: z.string().openapi({
      example: 'rejected',
      description:
        'rate_limited, unavailable, unknown_outcome: tried again; auth_expired: connect again; rejected, conflict, not_found, differs: a person has to look',
    }),
    fields: z.array(z.object({ field: z.string(), message: z.string() })),
  })
  .nullable()

const OperationStatusName = z
  .enum(['planned', 'applied', 'verified', 'failed'])
  .openapi({ description: 'applied: the vendor has the record; verified: it was read back and is what we sent' })

export const OperationSchema = z
  .object({
    id: idSchema('operation'),
    connectionId: ConnectionId,
    model: Model,
    subjectId: SubjectId,
    dependsOn: z.array(idSchema('operation')).openapi({ description: 'What has to be at the vendor first' }),
    status: OperationStatusName,
    attempts: z.int(),
    nextAt: InstantText,
    externalId: ExternalId.nullable(),
    externalLabel: z.string().nullable().openapi({ example: 'F-100' }),
    fault: Fault,
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('Operation')

export const listOperationsOp = operation({
  id: 'listOperations',
  method: 'get',
  path: '/v1/companies/{companyId}/operations',
  tag,
  scope: 'connections:read',
  summary: 'List outbound writes',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    connectionId: ConnectionId.optional(),
    status: OperationStatusName.optional(),
    subjectId: SubjectId.optional(),
  }),
  answer: { status: 200, schema: pageOf(OperationSchema) },
})

const operationParams = companyParams.extend({ operationId: idSchema('operation') })

export const getOperationOp = operation({
  id: 'getOperation',
  method: 'get',
  path: '/v1/companies/{companyId}/operations/{operationId}',
  tag,
  scope: 'connections:read',
  summary: 'Read an outbound write',
  params: operationParams,
  answer: { status: 200, schema: OperationSchema },
})

export const retryOperationOp = operation({
  id: 'retryOperation',
  method: 'post',
  path: '/v1/companies/{companyId}/operations/{operationId}/retries',
  tag,
  scope: 'connections:manage',
  summary: 'Try a failed outbound write again',
  params: operationParams,
  answer: { status: 202, schema: OperationSchema },
  problems: ['operation_not_failed', 'connection_inactive'],
})

const ReferenceSchema = z
  .object({
    id: idSchema('externalReference'),
    connectionId: ConnectionId,
    model: Model,
    subjectId: SubjectId,
    externalId: ExternalId,
    label: z.string().openapi({ example: 'F-100' }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('ExternalReference')

export const listReferencesOp = operation({
  id: 'listExternalReferences',
  method: 'get',
  path: '/v1/companies/{companyId}/external-references',
  tag,
  scope: 'connections:read',
  summary: 'List the ids that vendors gave to our records',
  params: companyParams,
  query: listQuery.extend({
    connectionId: ConnectionId.optional(),
    subjectId: SubjectId.optional(),
    externalId: ExternalId.optional(),
  }),
  answer: { status: 200, schema: pageOf(ReferenceSchema) },
})

const Pull = z
  .enum(['payment', 'document'])
  .openapi({ example: 'payment', description: 'Kind of the records that come in' })
const RunStatusName = z.enum(['queued', 'running', 'done', 'failed'])

export const SyncRunSchema = z
  .object({
    id: idSchema('run'),
    connectionId: ConnectionId,
    pull: Pull,
    cause: z.enum(['person', 'schedule', 'webhook', 'continuation']),
    status: RunStatusName,
    pages: z.int(),
    records: z.int().openapi({ description: 'Records that the vendor gave, repetitions included' }),
    changed: z.int().openapi({ description: 'Records that were new or had changed' }),
    fault: Fault,
    createdAt: InstantText,
    startedAt: InstantText.nullable(),
    finishedAt: InstantText.nullable(),
  })
  .openapi('SyncRun')

export const requestSyncOp = operation({
  id: 'requestSync',
  method: 'post',
  path: '/v1/companies/{companyId}/connections/{connectionId}/syncs',
  tag,
  scope: 'connections:manage',
  summary: 'Pull now; a pull that is queued already is given back',
  params: connectionParams,
  body: z.object({
    pull: Pull.optional().openapi({
      description: 'Payments where the connector has them, else what it pulls, when left out',
    }),
  }),
  bodyOptional: true,
  answer: { status: 202, schema: SyncRunSchema },
  problems: ['connection_inactive', 'pull_unknown'],
})

export const listRunsOp = operation({
  id: 'listSyncRuns',
  method: 'get',
  path: '/v1/companies/{companyId}/sync-runs',
  tag,
  scope: 'connections:read',
  summary: 'List pulls: what ran, what it brought, what went wrong',
  params: companyParams,
  query: listQuery.extend({ connectionId: ConnectionId.optional(), status: RunStatusName.optional() }),
  answer: { status: 200, schema: pageOf(SyncRunSchema) },
})

export const getRunOp = operation({
  id: 'getSyncRun',
  method: 'get',
  path: '/v1/companies/{companyId}/sync-runs/{runId}',
  tag,
  scope: 'connections:read',
  summary: 'Read a pull',
  params: companyParams.extend({ runId: idSchema('run') }),
  answer: { status: 200, schema: SyncRunSchema },
})

const PulledPaymentSchema = z
  .object({
    id: idSchema('pulledPayment'),
    connectionId: ConnectionId,
    externalId: ExternalId,
    settles: z.object({
      model: z.enum(['bill', 'salesInvoice']),
      externalId: ExternalId,
      subjectId: SubjectId.nullable().openapi({ description: 'Null when the document did not come from us' }),
    }),
    status: z.enum(['made', 'deleted']),
    paidOn: DateText,
    amount: DecimalText,
    currency: CurrencyCode,
    reference: z.string().nullable(),
    bankAccountCode: z.string().nullable().openapi({ example: '1920' }),
    isOurs: z.boolean().openapi({ description: 'It went out from here before' }),
    journalEntryId: idSchema('journalEntry')
      .nullable()
      .openapi({ description: 'Entry that settles our open item with it; null where it was not sure enough' }),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('PulledPayment')

export const listPulledPaymentsOp = operation({
  id: 'listPulledPayments',
  method: 'get',
  path: '/v1/companies/{companyId}/pulled-payments',
  tag,
  scope: 'connections:read',
  summary: 'List payments that were made or received at a vendor',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({ connectionId: ConnectionId.optional() }),
  answer: { status: 200, schema: pageOf(PulledPaymentSchema) },
})
