import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

export const documentReceived = defineEvent(
  'document.received',
  'A document was uploaded',
  z.object({ id: z.string(), version: z.int(), mediaType: z.string() }),
)
