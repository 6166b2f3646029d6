import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

export const journalEntryPosted = defineEvent(
  'journalEntry.posted',
  'An entry was posted: it has its number and is final',
  z.object({
    id: z.string(),
    version: z.int(),
    series: z.string(),
    fiscalYear: z.string(),
    number: z.int(),
    bookedOn: z.string(),
    /** Whoever keeps the hashes can prove later that the series was not rewritten. */
    hash: z.string(),
    reverses: z.string().nullable(),
    voucher: z.object({ kind: z.string(), id: z.string().nullable() }),
  }),
)

const itemPayload = z.object({
  id: z.string(),
  version: z.int(),
  /** What is left, decimal text in the currency of the item. */
  remaining: z.string(),
  currency: z.string(),
})

export const openItemSettled = defineEvent('openItem.settled', 'Nothing is left of an open item', itemPayload)
export const openItemReopened = defineEvent('openItem.reopened', 'An allocation was undone', itemPayload)

const periodPayload = z.object({ id: z.string(), version: z.int(), fiscalYear: z.string(), reason: z.string() })

export const periodClosed = defineEvent('period.closed', 'A period was closed; it can be reopened', periodPayload)
export const periodLocked = defineEvent('period.locked', 'A period was locked for good', periodPayload)
export const periodReopened = defineEvent('period.reopened', 'A closed period was opened again', periodPayload)
