import { companyParams, InstantText, idSchema, listQuery, operation, pageOf, z } from '#src/platform/http/contract.ts'

const tag = 'Webhooks'
const Status = z
  .enum(['pending', 'delivered', 'failed', 'cancelled'])
  .openapi({ description: 'failed: the last attempt of the schedule failed; cancelled: its endpoint was disabled' })

export const DeliverySchema = z
  .object({
    id: idSchema('webhookDelivery'),
    endpointId: idSchema('webhookEndpoint'),
    kind: z.enum(['event', 'replay', 'test']),
    eventId: idSchema('event').openapi({ description: 'The webhook-id header, the same at every attempt' }),
    eventType: z.string().openapi({ example: 'receipt.posted' }),
    sequence: z.int().openapi({ description: 'Of the event; 0 for a test', example: 42 }),
    status: Status,
    attempts: z.int().openapi({ example: 1 }),
    nextAttemptAt: InstantText.nullable(),
    createdAt: InstantText,
    finishedAt: InstantText.nullable(),
  })
  .openapi('WebhookDelivery')

const AttemptSchema = z
  .object({
    number: z.int().openapi({ example: 1 }),
    startedAt: InstantText,
    durationMs: z.int().openapi({ example: 87 }),
    status: z.int().nullable().openapi({ description: 'HTTP status; null when no answer came', example: 200 }),
    error: z.string().nullable().openapi({ description: 'Why no answer came', example: null }),
    responseBody: z.string().nullable().openapi({ description: 'First 2 KiB of the answer', example: 'ok' }),
  })
  .openapi('WebhookAttempt')

export const listDeliveriesOp = operation({
  id: 'listWebhookDeliveries',
  method: 'get',
  path: '/v1/companies/{companyId}/webhook-deliveries',
  tag,
  scope: 'webhooks:read',
  summary: 'List webhook deliveries, newest first',
  params: companyParams,
  query: listQuery.extend({
    endpointId: idSchema('webhookEndpoint').optional(),
    eventId: idSchema('event').optional(),
    status: Status.optional(),
  }),
  answer: { status: 200, schema: pageOf(DeliverySchema) },
})

export const getDeliveryOp = operation({
  id: 'getWebhookDelivery',
  method: 'get',
  path: '/v1/companies/{companyId}/webhook-deliveries/{webhookDeliveryId}',
  tag,
  scope: 'webhooks:read',
  summary: 'Read a webhook delivery with its body and its attempts',
  params: companyParams.extend({ webhookDeliveryId: idSchema('webhookDelivery') }),
  answer: {
    status: 200,
    schema: DeliverySchema.extend({
      body: z.string().openapi({ description: 'The body that is sent, byte for byte', example: '{"id":"evt_..."}' }),
      log: z.array(AttemptSchema),
    }).openapi('WebhookDeliveryDetail'),
  },
})
