import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const state = z.object({ id: z.string(), version: z.int(), status: z.string(), kind: z.string() })

export const receiptReceived = defineEvent('receipt.received', 'A receipt came in', state)
export const receiptUpdated = defineEvent('receipt.updated', 'Facts or coding of a receipt changed', state)
export const receiptRead = defineEvent('receipt.read', 'The document of a receipt was read', state)
export const receiptReadingProgressed = defineEvent(
  'receipt.readingProgressed',
  'Some of the pages of a receipt were read',
  state.extend({ done: z.int(), pages: z.int() }),
)
export const receiptSubmitted = defineEvent('receipt.submitted', 'A receipt was put up for approval', state)
export const receiptApproved = defineEvent('receipt.approved', 'A receipt was approved', state)
export const receiptRejected = defineEvent('receipt.rejected', 'A receipt was rejected', state)
export const receiptPosted = defineEvent(
  'receipt.posted',
  'A receipt was posted in the books',
  state.extend({ journalEntryId: z.string(), openItemId: z.string().nullable() }),
)
