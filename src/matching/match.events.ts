import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const payload = z.object({ id: z.string(), version: z.int(), bankTransactionId: z.string(), method: z.string() })

export const matchCreated = defineEvent(
  'match.created',
  'A bank transaction was matched and its payment posted',
  payload,
)
export const matchUndone = defineEvent(
  'match.undone',
  'A match was undone: its entry is reversed, its items are open',
  payload,
)
