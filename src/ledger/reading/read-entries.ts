import { query } from '#src/platform/command/index.ts'
import { type EntryFilter, listEntryRows, loadEntry } from './entry.store.ts'

export const getJournalEntry = query(
  'journalEntry.get',
  { can: 'ledger:read' },
  (cx, { journalEntryId }: { journalEntryId: string }) => loadEntry(cx, journalEntryId),
)

/** The newest first; with `recordedSince` the oldest first, for those who mirror the books. */
export const listJournalEntries = query('journalEntry.list', { can: 'ledger:read' }, (cx, filter: EntryFilter) =>
  listEntryRows(cx, filter),
)
