import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const state = z.object({ id: z.string(), version: z.int(), status: z.string(), kind: z.string() })

export const invoiceCreated = defineEvent('invoice.created', 'An invoice was drafted', state)
export const invoiceUpdated = defineEvent('invoice.updated', 'A draft of an invoice was changed', state)
export const invoiceDeleted = defineEvent('invoice.deleted', 'A draft of an invoice was deleted', state)
export const invoiceIssued = defineEvent(
  'invoice.issued',
  'An invoice or a credit note was issued: numbered, posted and written as an e-invoice',
  state.extend({
    number: z.string(),
    documentId: z.string(),
    journalEntryId: z.string(),
    openItemId: z.string().nullable(),
  }),
)
export const invoiceCredited = defineEvent(
  'invoice.credited',
  'A credit note was issued that takes back all or a part of an invoice',
  state.extend({ creditNoteId: z.string() }),
)
