import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

export const retentionProposed = defineEvent(
  'retention.proposed',
  'Documents were found whose time has passed',
  z.object({ id: z.string(), version: z.int(), count: z.int() }),
)
export const documentDeleted = defineEvent(
  'document.deleted',
  'The content of a document was deleted after its time',
  z.object({ id: z.string(), version: z.int(), deletionId: z.string(), class: z.enum(['primary', 'secondary']) }),
)
