import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const versioned = z.object({ id: z.string(), version: z.int() })

export const endpointCreated = defineEvent('webhookEndpoint.created', 'A webhook endpoint was added', versioned)
export const endpointUpdated = defineEvent(
  'webhookEndpoint.updated',
  'A webhook endpoint changed: its address, its filter, its secret, or it was removed',
  versioned,
)
export const endpointDisabled = defineEvent(
  'webhookEndpoint.disabled',
  'Bilag stopped sending to a webhook endpoint: it answered 410 Gone, or nothing succeeded for days',
  versioned.extend({ reason: z.enum(['gone', 'failing']) }),
)
export const endpointTested = defineEvent(
  'webhookEndpoint.tested',
  'A test that was asked for; sent to the one endpoint and kept in no log, so its sequence is 0',
  z.object({ id: z.string() }),
)
