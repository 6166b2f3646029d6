import { bookDate } from '#src/kernel/book-date.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { getJournalEntry, listJournalEntries } from '../reading/read-entries.ts'
import * as contract from './journal-entry.contract.ts'
import { postWrittenEntries, postWrittenEntry } from './post-journal-entry.ts'
import { reverseJournalEntry } from './reverse-journal-entry.ts'
import { wireEntry, wireSummary } from './wire-entry.ts'

export const journalEntryRoutes: readonly Route[] = [
  bind(contract.postJournalEntryOp, {
    call: (call, { body }) => postWrittenEntry(call, body),
    answer: (entry) => created(wireEntry(entry)),
  }),
  bind(contract.postJournalEntriesOp, {
    call: (call, { body }) => postWrittenEntries(call, body.entries),
    answer: (entries) => created({ data: entries.map(wireSummary) }),
  }),
  bind(contract.listJournalEntriesOp, {
    call: async (call, { query }) => {
      const { series, from, to, updatedSince, limit, cursor: _cursor, ...filter } = query
      const entries = await listJournalEntries(call, {
        ...filter,
        ...pageStart(query),
        seriesId: series,
        from: from ? bookDate(from) : undefined,
        to: to ? bookDate(to) : undefined,
        recordedSince: updatedSince ? new Date(updatedSince) : undefined,
      })
      const { data, nextCursor } = pageOfRows(entries, limit)
      return { data: data.map(wireEntry), nextCursor }
    },
    answer: ok,
  }),
  bind(contract.getJournalEntryOp, {
    call: (call, { params }) => getJournalEntry(call, params),
    answer: (entry) => ok(wireEntry(entry)),
  }),
  bind(contract.reverseJournalEntryOp, {
    call: (call, { params, body }) =>
      reverseJournalEntry(call, {
        journalEntryId: params.journalEntryId,
        reason: body.reason,
        bookedOn: body.bookedOn ? bookDate(body.bookedOn) : undefined,
      }),
    answer: (entry) => created(wireEntry(entry)),
  }),
]
