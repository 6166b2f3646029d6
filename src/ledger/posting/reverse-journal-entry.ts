import type { BookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { JournalEntry, JournalLine } from '../journal-entry.ts'
import { insertAllocations, opposite, standingAllocations } from '../open-items/allocation.store.ts'
import { findOpenItemRows } from '../open-items/open-item.store.ts'
import { recordReopened } from '../open-items/record-reopened.ts'
import { loadPeriod } from '../periods/period.store.ts'
import { loadEntryForReversal } from '../reading/entry.store.ts'
import type { ValuedLine } from './base-amounts.ts'
import { postEntries } from './post-entries.ts'
import type { Posting } from './posting.ts'
import { POSTING_COMMANDS } from './posting-commands.ts'

defineConstraint('journal_entries_reverses', 'journal_entry_reversed', 'The entry has been reversed already.')

export interface ReverseJournalEntry {
  readonly journalEntryId: string
  /** Date of the reversal; the entry's own while its period is open, else today. */
  readonly bookedOn?: BookDate | undefined
  readonly reason: string
}

/**
 * Corrects the books: posts the mirror of an entry, linked to it, and undoes what the entry settled. An open item that
 * it opened is closed by the reversal; when somebody has settled that item meanwhile, the settlement comes first
 * (`open_item_settled`). An entry is reversed once (`journal_entry_reversed`).
 */
export const reverseJournalEntry = command(
  'journalEntry.reverse',
  { can: 'ledger:post', via: POSTING_COMMANDS },
  async (cx, { journalEntryId, bookedOn, reason }: ReverseJournalEntry): Promise<JournalEntry> => {
    const entry = await loadEntryForReversal(cx, journalEntryId)
    if (entry.reversedBy) {
      fail('journal_entry_reversed', 'The entry has been reversed already.', {
        members: { reversedBy: entry.reversedBy },
      })
    }
    await demandUnsettled(cx, entry)
    const on = bookedOn ?? (await reversalDate(cx, entry))
    const [settled] = await postEntries([cx], [mirror(entry, on, reason)])
    if (!settled) throw new Error('posting gave no outcome')
    if ('error' in settled) throw settled.error
    await undoSettlements(cx, entry, on, reason)
    return settled.ok
  },
)

async function demandUnsettled(cx: Cx, entry: JournalEntry): Promise<void> {
  if (!entry.lines.some(({ openItemId }) => openItemId)) return
  const items = await findOpenItemRows(cx, { journalEntryId: entry.id, status: 'all' })
  const touched = items.find((item) => item.remainingMinor !== item.amountMinor)
  if (!touched) return
  fail('open_item_settled', 'An open item of this entry has been settled; undo that settlement first.', {
    members: { openItemId: touched.id },
  })
}

async function reversalDate(cx: Cx, entry: JournalEntry): Promise<BookDate> {
  const { status } = await loadPeriod(cx, entry.period)
  return status === 'open' ? entry.bookedOn : cx.today
}

function mirror(entry: JournalEntry, bookedOn: BookDate, reason: string): Posting {
  return {
    journal: entry.journal,
    bookedOn,
    description: `${entry.series} ${entry.number}: ${reason}`.slice(0, 500),
    voucher: entry.voucher,
    reverses: entry.id,
    accounts: entry.lines.map(({ account }) => account),
    vatCodes: [],
    openItemIds: entry.lines.flatMap(({ openItemId }) => (openItemId ? [openItemId] : [])),
    dimensions: [],
    resolve: () => entry.lines.map(mirrorLine),
  }
}

/** The opposite line; where it had opened an item, the opposite settles it whole. */
const mirrorLine = (line: JournalLine): ValuedLine => ({
  account: line.account,
  amountMinor: -line.amountMinor,
  currency: line.currency,
  baseAmountMinor: -line.baseAmountMinor,
  vatCode: line.vatCode,
  vatBaseMinor: line.vatBaseMinor === null ? null : -line.vatBaseMinor,
  dimensions: line.dimensions,
  partyId: line.partyId,
  description: line.description,
  ...(line.openItemId ? { settles: { openItemId: line.openItemId } } : {}),
})

/** What the entry had settled is open again. */
async function undoSettlements(cx: Cx, entry: JournalEntry, on: BookDate, reason: string): Promise<void> {
  const standing = await standingAllocations(cx, { journalEntryId: entry.id })
  if (standing.length === 0) return
  await insertAllocations(
    cx,
    standing.map((allocation) => ({
      ...opposite(allocation, on),
      companyId: cx.companyId,
      reason,
      recordedBy: actorKey(cx.actor),
    })),
  )
  await recordReopened(
    cx,
    standing.map(({ openItemId }) => openItemId),
  )
}
