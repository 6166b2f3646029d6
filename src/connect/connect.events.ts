import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const versioned = z.object({ id: z.string(), version: z.int() })
const ofConnection = versioned.extend({ connector: z.string() })

export const connectionConnected = defineEvent('connection.connected', 'A connection became active', ofConnection)
export const connectionFailed = defineEvent(
  'connection.failed',
  'The vendor no longer accepts the consent; a person has to connect again',
  ofConnection,
)
export const connectionDisconnected = defineEvent('connection.disconnected', 'A connection was ended', ofConnection)

const ofOperation = versioned.extend({ connectionId: z.string(), model: z.string(), subjectId: z.string() })

export const operationVerified = defineEvent(
  'operation.verified',
  'A record was handed to the vendor and read back equal',
  ofOperation.extend({ externalId: z.string() }),
)
export const operationFailed = defineEvent('operation.failed', 'A record could not be handed over', ofOperation)

export const paymentPulled = defineEvent(
  'payment.pulled',
  'A payment that was made or received at the vendor arrived, changed or was deleted there',
  versioned.extend({
    connectionId: z.string(),
    settlesModel: z.enum(['bill', 'salesInvoice']),
    settlesId: z.string().nullable(),
    status: z.enum(['made', 'deleted']),
  }),
)
