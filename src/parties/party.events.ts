import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const versioned = z.object({ id: z.string(), version: z.int() })

export const partyCreated = defineEvent('party.created', 'A supplier or customer was created', versioned)
export const partyUpdated = defineEvent(
  'party.updated',
  'Facts, settings, bank accounts or holds of a party changed',
  versioned.extend({ isOnHold: z.boolean() }),
)
