import { companyParams, InstantText, idSchema, listQuery, operation, pageOf, z } from '#src/platform/http/contract.ts'

const AuditEntrySchema = z
  .object({
    id: idSchema('audit'),
    action: z.string().openapi({ description: 'The command that ran', example: 'receipt.post' }),
    subject: z.object({
      kind: z.string().openapi({ example: 'receipt' }),
      id: z.string().openapi({ example: 'rec_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    }),
    detail: z.record(z.string(), z.unknown()).openapi({ description: 'What the command noted', example: {} }),
    actor: z.object({
      kind: z.enum(['person', 'apiKey', 'connection', 'system']),
      id: z.string().openapi({ example: 'key_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
      personId: idSchema('person').nullable().openapi({ description: 'The person behind a key' }),
      name: z.string().openapi({ example: 'Kari Nordmann (laptop)' }),
    }),
    requestId: z.string().openapi({ example: 'req_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    occurredAt: InstantText,
  })
  .openapi('AuditEntry')

const Instant = z.iso.datetime({ offset: true }).optional()

export const listAuditLogOp = operation({
  id: 'listAuditLog',
  method: 'get',
  path: '/v1/companies/{companyId}/audit-log',
  tag: 'Audit',
  scope: 'audit:read',
  summary: 'Read who did what, newest first',
  description: 'Every change that a command made, written in the same transaction as the change. Entries are final.',
  params: companyParams,
  query: listQuery.extend({
    subject: z.string().max(60).optional().openapi({
      example: 'rec_01k8m3q7zj5e8v9x2c4b6n8p0r',
      description: 'Id of what was changed',
    }),
    actor: z.string().max(100).optional().openapi({
      example: 'per_01k8m3q7zj5e8v9x2c4b6n8p0r',
      description: 'Id of the person, key or connection; a person also by their keys',
    }),
    action: z.string().max(100).optional().openapi({ example: 'receipt.post' }),
    from: Instant.openapi({ description: 'At or after this instant', example: '2026-11-01T00:00:00Z' }),
    to: Instant.openapi({ description: 'Before this instant', example: '2026-12-01T00:00:00Z' }),
  }),
  answer: { status: 200, schema: pageOf(AuditEntrySchema) },
})
