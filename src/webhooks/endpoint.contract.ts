import { companyParams, InstantText, idSchema, listQuery, operation, pageOf, z } from '#src/platform/http/contract.ts'
import { DeliverySchema } from './delivery.contract.ts'
import { EventTypeName } from './event.contract.ts'

const tag = 'Webhooks'
const Url = z.string().max(2000).openapi({ example: 'https://hooks.example.com/bilag', description: 'https address' })
const Description = z.string().max(200).openapi({ example: 'Warehouse' })
const EventTypes = z
  .array(EventTypeName)
  .max(100)
  .openapi({ example: ['receipt.posted', 'match.*'], description: 'What the endpoint hears; empty = everything' })
const MaxInFlight = z
  .int()
  .min(1)
  .max(50)
  .openapi({ example: 10, description: 'Requests that may be under way to the endpoint at the same time' })

export const EndpointSchema = z
  .object({
    id: idSchema('webhookEndpoint'),
    url: Url,
    description: Description,
    eventTypes: EventTypes,
    maxInFlight: MaxInFlight,
    status: z.enum(['enabled', 'disabled']),
    disabledReason: z
      .enum(['manual', 'gone', 'failing'])
      .nullable()
      .openapi({ description: 'gone: it answered 410; failing: nothing succeeded for five days' }),
    failingSince: InstantText.nullable().openapi({ description: 'Since when no attempt has succeeded' }),
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('WebhookEndpoint')

const NewEndpointSchema = EndpointSchema.extend({
  secret: z
    .string()
    .nullable()
    .openapi({ description: 'Signing secret, shown this once; null in a replay', example: 'whsec_...' }),
}).openapi('NewWebhookEndpoint')

const path = '/v1/companies/{companyId}/webhook-endpoints'
const onePath = `${path}/{webhookEndpointId}`
const oneParams = companyParams.extend({ webhookEndpointId: idSchema('webhookEndpoint') })
const urlProblems = ['webhook_url_refused', 'webhook_url_unresolved', 'event_type_unknown']

export const listEndpointsOp = operation({
  id: 'listWebhookEndpoints',
  method: 'get',
  path,
  tag,
  scope: 'webhooks:read',
  summary: 'List webhook endpoints',
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(EndpointSchema) },
})

export const createEndpointOp = operation({
  id: 'createWebhookEndpoint',
  method: 'post',
  path,
  tag,
  scope: 'webhooks:write',
  summary: 'Add a webhook endpoint',
  description: 'It hears what happens from now on. Messages are signed as Standard Webhooks says.',
  params: companyParams,
  body: z.object({
    url: Url,
    description: Description.default(''),
    eventTypes: EventTypes.default([]),
    maxInFlight: MaxInFlight.default(10),
  }),
  answer: { status: 201, schema: NewEndpointSchema },
  problems: [...urlProblems, 'webhook_endpoint_limit'],
})

export const getEndpointOp = operation({
  id: 'getWebhookEndpoint',
  method: 'get',
  path: onePath,
  tag,
  scope: 'webhooks:read',
  summary: 'Read a webhook endpoint',
  params: oneParams,
  answer: { status: 200, schema: EndpointSchema },
})

export const updateEndpointOp = operation({
  id: 'updateWebhookEndpoint',
  method: 'patch',
  path: onePath,
  tag,
  scope: 'webhooks:write',
  summary: 'Change, disable or enable a webhook endpoint',
  description: 'Disabling cancels what waits. After enabling, a replay of kind missing brings what it did not hear.',
  params: oneParams,
  body: z
    .object({
      url: Url,
      description: Description,
      eventTypes: EventTypes,
      maxInFlight: MaxInFlight,
      status: z.enum(['enabled', 'disabled']),
    })
    .partial(),
  answer: { status: 200, schema: EndpointSchema },
  problems: [...urlProblems, 'version_stale'],
})

export const removeEndpointOp = operation({
  id: 'removeWebhookEndpoint',
  method: 'delete',
  path: onePath,
  tag,
  scope: 'webhooks:write',
  summary: 'Remove a webhook endpoint',
  params: oneParams,
  answer: { status: 204 },
  problems: ['version_stale'],
})

export const rotateSecretOp = operation({
  id: 'rotateWebhookSecret',
  method: 'post',
  path: `${onePath}/secret-rotations`,
  tag,
  scope: 'webhooks:write',
  summary: 'Replace the signing secret',
  description: 'For 24 hours messages carry two signatures, one by each secret.',
  params: oneParams,
  answer: { status: 201, schema: NewEndpointSchema },
})

export const testEndpointOp = operation({
  id: 'testWebhookEndpoint',
  method: 'post',
  path: `${onePath}/tests`,
  tag,
  scope: 'webhooks:write',
  summary: 'Send a test message to a webhook endpoint',
  params: oneParams,
  answer: { status: 202, schema: DeliverySchema },
  problems: ['webhook_endpoint_disabled'],
})

const Sequence = z.int().min(0)

export const replayEventsOp = operation({
  id: 'replayWebhookEvents',
  method: 'post',
  path: `${onePath}/replays`,
  tag,
  scope: 'webhooks:write',
  summary: 'Send events again',
  description:
    'one event; a range of sequences (after, exclusive, to through, inclusive); or missing: all that the endpoint hears and has not taken. At most 10 000 events a call; while isComplete is false go on after "through".',
  params: oneParams,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one'), eventId: idSchema('event') }),
    z.object({ kind: z.literal('range'), after: Sequence, through: Sequence }),
    z.object({ kind: z.literal('missing'), after: Sequence.default(0) }),
  ]),
  answer: {
    status: 202,
    schema: z
      .object({
        deliveries: z.int().openapi({ description: 'Deliveries that wait now', example: 12 }),
        through: z.int().openapi({ description: 'Sequence of the last of them, 0 without any', example: 42 }),
        isComplete: z.boolean(),
      })
      .openapi('WebhookReplay'),
  },
  problems: ['webhook_endpoint_disabled'],
})
