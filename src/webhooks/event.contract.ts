import { CompanyId, companyParams, InstantText, idSchema, operation, pageOf, z } from '#src/platform/http/contract.ts'

const tag = 'Events'
const TYPE = /^[a-z][A-Za-z]*\.([a-z][A-Za-z]*|\*)$/
export const EventTypeName = z
  .string()
  .regex(TYPE)
  .openapi({ example: 'receipt.posted', description: 'An event type, or "noun.*" for all of a noun' })

export const EventSchema = z
  .object({
    id: idSchema('event'),
    sequence: z.int().openapi({ description: '1, 2, 3 ... within the company, without a gap', example: 42 }),
    type: z.string().openapi({ example: 'receipt.posted' }),
    companyId: CompanyId,
    occurredAt: InstantText,
    data: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'Ids and versions; the schema of each type is in the webhooks of this document' }),
    previousId: idSchema('event').nullable().openapi({ description: 'Id of the event with the sequence before' }),
  })
  .openapi('Event')

const Types = z
  .string()
  .max(2000)
  .optional()
  .openapi({ example: 'receipt.posted,match.*', description: 'Types or "noun.*", separated by commas; all without it' })
const After = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const listEventsOp = operation({
  id: 'listEvents',
  method: 'get',
  path: '/v1/companies/{companyId}/events',
  tag,
  scope: 'webhooks:read',
  summary: 'Read the event log',
  description:
    'Events in the order of their sequence, which has no gaps: a reader that keeps the last sequence it has seen misses nothing. nextCursor is the sequence to go on after.',
  params: companyParams,
  query: z.object({
    after: After.optional().openapi({ description: 'Only events with a higher sequence', example: 41 }),
    cursor: After.optional().openapi({ description: 'nextCursor of the page before; the same as after' }),
    limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'Events at the most, 1 to 200' }),
    types: Types,
  }),
  answer: { status: 200, schema: pageOf(EventSchema) },
  problems: ['event_type_unknown'],
})

export const streamEventsOp = operation({
  id: 'streamEvents',
  method: 'get',
  path: '/v1/companies/{companyId}/events/stream',
  tag,
  scope: 'webhooks:read',
  summary: 'Follow the event log as server-sent events',
  description:
    'text/event-stream: each message has the sequence as its id, the type as its event and the event as JSON. Goes on after Last-Event-ID (or after); without either it begins with what happens next. The server ends a stream after 15 minutes; the client comes back by itself.',
  params: companyParams,
  query: z.object({
    after: After.optional().openapi({ description: 'Begin behind this sequence', example: 41 }),
    types: Types,
  }),
  answer: { status: 200, file: ['text/event-stream'], description: 'The stream' },
  problems: ['event_type_unknown'],
})

export const getEventOp = operation({
  id: 'getEvent',
  method: 'get',
  path: '/v1/companies/{companyId}/events/{eventId}',
  tag,
  scope: 'webhooks:read',
  summary: 'Read an event',
  params: companyParams.extend({ eventId: idSchema('event') }),
  answer: { status: 200, schema: EventSchema },
})
