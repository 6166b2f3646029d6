import { isProblem } from '#src/kernel/problem.ts'
import { command, type Settled } from '#src/platform/command/index.ts'
import type { DraftEntry, JournalEntry } from '../journal-entry.ts'
import { draftPosting } from './draft-posting.ts'
import { postEntries } from './post-entries.ts'
import { POSTING_COMMANDS } from './posting-commands.ts'

/**
 * Posts many drafts in the transaction of the running command, each judged on its own: one that is refused has written
 * nothing and does not hinder the others.
 */
export const postDrafts = command(
  'journalEntry.postMany',
  { can: 'ledger:post', via: POSTING_COMMANDS },
  async (cx, drafts: readonly DraftEntry[]): Promise<Settled<JournalEntry>[]> => {
    const settled = await postEntries(
      drafts.map(() => cx),
      drafts.map(draftPosting),
    )
    const refusals = settled.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []))
    if (refusals.length > 0) {
      const codes = refusals.map((error) => (isProblem(error) ? error.code : 'internal_error'))
      cx.audit({ kind: 'company', id: cx.companyId }, { refused: codes })
    }
    return settled
  },
)
