import { batchCommand, command, type Verb } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { DraftEntry, JournalEntry } from '../journal-entry.ts'
import { draftPosting } from './draft-posting.ts'
import { postEntries } from './post-entries.ts'
import type { Posting } from './posting.ts'
import { POSTING_COMMANDS } from './posting-commands.ts'
import { prefixPointers } from './prefix-pointers.ts'
import { type WrittenEntry, writtenPosting } from './written-entry.ts'

/** Postings in one transaction at the most: more gain little and hold the heads of their series longer. */
const BATCH_MAX = 100
/** While the database works for the companies of one lane, this process judges those of the other. Four gave less than two. */
const LANES = 2

const post: Verb<Posting, JournalEntry> = batchCommand(
  'journalEntry.post',
  { can: 'ledger:post', via: POSTING_COMMANDS, max: BATCH_MAX, lanes: LANES },
  (cxs: readonly Cx[], postings: readonly Posting[]) => postEntries(cxs, postings),
)

/**
 * The way into the books: judges the draft, takes the next number of the journal's series, writes entry, lines, open
 * items, allocations and balances. Calls that arrive together share one transaction; a bad one is refused alone. Fails
 * with the codes of ledger.problems.ts.
 */
export const postJournalEntry = (call: Call, draft: DraftEntry): Promise<JournalEntry> =>
  post(call, draftPosting(draft))

/** The same from amounts as decimal text, whose decimals depend on the currency of the books. */
export const postWrittenEntry = (call: Call, written: WrittenEntry): Promise<JournalEntry> =>
  post(call, writtenPosting(written))

/**
 * Posts many entries of one company in one transaction, in the order given: all or none. The pointers of a refusal
 * begin with the place of the entry that is at fault.
 */
export const postWrittenEntries: Verb<readonly WrittenEntry[], JournalEntry[]> = command(
  'journalEntry.postBatch',
  { can: 'ledger:post' },
  async (cx, written) => {
    const settled = await postEntries(
      written.map(() => cx),
      written.map(writtenPosting),
    )
    return settled.map((outcome, place) => {
      if ('error' in outcome) throw prefixPointers(outcome.error, `/entries/${place}`)
      return outcome.ok
    })
  },
)
