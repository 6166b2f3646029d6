import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { problemCodes, problemKind } from '#src/kernel/problem.ts'
import { eventKinds } from '../events.ts'
import { SCOPES } from '../scopes.ts'
import { type Operation, ProblemDocument } from './contract.ts'

/** Problem codes that an operation can answer whatever it does. */
const EVERYWHERE = ['unauthenticated', 'scope_missing', 'not_found', 'rate_limited', 'internal_error']
const WITH_INPUT = ['request_malformed', 'request_invalid', 'body_too_large', 'media_type_unsupported']
const WITH_KEY = ['idempotency_key_reused', 'idempotency_key_invalid', 'idempotency_in_flight']

function codesOf({ method, scope, body, file, query, problems = [] }: Operation): string[] {
  const isPublic = scope === 'public'
  const isWrite = method !== 'get' && !isPublic
  const codes = [
    ...EVERYWHERE.filter((code) => !isPublic || code === 'internal_error' || code === 'rate_limited'),
    ...(body || file ? WITH_INPUT : query ? ['request_invalid'] : []),
    ...(isWrite ? WITH_KEY : []),
    ...problems,
  ]
  return [...new Set(codes)]
}

function problemResponses(operation: Operation): Record<string, object> {
  const byStatus = new Map<number, string[]>()
  for (const code of codesOf(operation)) {
    const status = problemKind(code)?.status
    if (!status) throw new Error(`${operation.id} names the unknown problem ${code}`)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const entries = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => [
      String(status),
      {
        description: `Problem: ${codes.join(', ')}`,
        content: { 'application/problem+json': { schema: ProblemDocument } },
      },
    ])
  return Object.fromEntries(entries)
}

const bytesSchema = () => z.string().openapi({ type: 'string', format: 'binary' })

function requestBody({ body, file, bodyOptional }: Operation): object | undefined {
  if (!body && !file) return undefined
  const json = body ? { 'application/json': { schema: body } } : {}
  const raw = file ? Object.fromEntries(file.mediaTypes.map((type) => [type, { schema: bytesSchema() }])) : {}
  const form = file ? { 'multipart/form-data': { schema: z.object({ file: bytesSchema() }) } } : {}
  const description = file?.description
  return {
    required: bodyOptional !== true,
    content: { ...json, ...raw, ...form },
    ...(description ? { description } : {}),
  }
}

function goodResponse({ answer }: Operation): object {
  const description =
    answer.description ?? { 200: 'Done', 201: 'Created', 202: 'Accepted', 204: 'Done, no content' }[answer.status]
  if (answer.file) {
    return { description, content: Object.fromEntries(answer.file.map((type) => [type, { schema: bytesSchema() }])) }
  }
  return answer.schema ? { description, content: { 'application/json': { schema: answer.schema } } } : { description }
}

const WRITE_HEADERS = z.object({
  'Idempotency-Key': z.string().max(200).optional().openapi({
    description: 'Makes a retry safe: the same key and body gives the first answer again, marked Idempotent-Replayed',
    example: '5f1d7c2e-order-1042',
  }),
  'If-Match': z.string().optional().openapi({ description: 'ETag of the version you read', example: '"v3"' }),
  Prefer: z
    .string()
    .optional()
    .openapi({ description: 'dry-run: the full answer, and nothing kept', example: 'dry-run' }),
})

function toRoute(operation: Operation) {
  const { params, query, method, scope } = operation
  const request = {
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(method === 'get' || scope === 'public' ? {} : { headers: WRITE_HEADERS }),
    ...(requestBody(operation) ? { body: requestBody(operation) } : {}),
  }
  return createRoute({
    operationId: operation.id,
    method,
    path: operation.path,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: scope === 'public' ? [] : [{ bearer: scope ? [scope] : [] }],
    request: request as object,
    responses: { [operation.answer.status]: goodResponse(operation), ...problemResponses(operation) } as never,
  })
}

/** The OpenAPI 3.1 document of these operations, with every event as a webhook. */
export function openApiDocument(operations: readonly Operation[], version: string): object {
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key (bk_live_..., bk_test_...) or an OAuth access token',
  })
  for (const operation of operations) app.openAPIRegistry.registerPath(toRoute(operation))
  for (const kind of [...eventKinds().values()].sort((a, b) => (a.type < b.type ? -1 : 1))) {
    app.openAPIRegistry.registerWebhook({
      path: kind.type,
      method: 'post',
      operationId: `on${kind.type.replace(/(^|\.)(\w)/g, (_all, _dot, letter: string) => letter.toUpperCase())}`,
      tags: ['Events'],
      summary: kind.summary,
      request: { body: { content: { 'application/json': { schema: eventEnvelope(kind.type, kind.schema) } } } },
      responses: { 204: { description: 'Received; any 2xx stops the retries' } },
    })
  }
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Bilag',
      version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: tagsOf(operations),
    'x-scopes': SCOPES,
    'x-problems': Object.fromEntries([...problemCodes()].sort(([a], [b]) => (a < b ? -1 : 1))),
  } as never)
}

const INTRODUCTION = `Bilag owns invoices, receipts, approvals, ledger and bank matching, and keeps other systems in step.

Amounts are decimal strings with an ISO 4217 currency. Lists page by \`cursor\`. Writes take an \`Idempotency-Key\` and
\`Prefer: dry-run\`. Refusals are \`application/problem+json\` with a stable \`code\`.`

function eventEnvelope(type: string, data: z.ZodType) {
  return z.object({
    id: z.string().openapi({ example: 'evt_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    sequence: z.number().int().openapi({ description: 'Gap-free within the company', example: 42 }),
    type: z.literal(type),
    companyId: z.string().openapi({ example: 'com_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    occurredAt: z.string().openapi({ format: 'date-time', example: '2026-11-24T09:30:00.000Z' }),
    data,
    previousId: z.string().nullable().openapi({ example: null }),
  })
}

function tagsOf(operations: readonly Operation[]): { name: string; description: string }[] {
  const names = [...new Set(operations.map(({ tag }) => tag)), 'Events']
  return [...new Set(names)].sort().map((name) => ({ name, description: `Operations on ${name.toLowerCase()}` }))
}
