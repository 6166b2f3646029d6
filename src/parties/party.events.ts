import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'
import { HOLD_REASONS } from './party.ts'

const versioned = z.object({ id: z.string(), version: z.int() })

export const partyCreated = defineEvent('party.created', 'A supplier or customer was created', versioned)
export const partyHeld = defineEvent(
  'party.held',
  'A change of a party holds its payments until it is decided',
  versioned.extend({ holdId: z.string(), reason: z.enum(HOLD_REASONS), approvalId: z.string() }),
)
export const partyHoldDecided = defineEvent(
  'party.holdDecided',
  'A change that held payments was found to be true, or refused',
  versioned.extend({ holdId: z.string(), reason: z.enum(HOLD_REASONS), outcome: z.enum(['released', 'refused']) }),
)
export const partyUpdated = defineEvent(
  'party.updated',
  'Facts, settings, bank accounts or holds of a party changed',
  versioned.extend({ isOnHold: z.boolean() }),
)
