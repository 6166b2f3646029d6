import { ConnectorError, type JournalModel, type Push } from '#src/connect/sdk.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { createJournal, journalById, journalsByNarration } from './journal-calls.ts'
import { differences, journalNarration, toJournalDraft } from './map.ts'
import type { XeroJournal } from './words.ts'

const recordOf = ({ manualJournalID, narration }: XeroJournal) => ({ externalId: manualJournalID, label: narration })

/** A journal entry without a document becomes a posted manual journal; its narration carries our id. */
export const pushJournalEntry: Push<JournalModel> = {
  async find(cx, journal) {
    const [ours] = await journalsByNarration(cx, journalNarration(journal))
    return ours ? recordOf(ours) : null
  },
  async create(cx, journal, requestKey) {
    return recordOf(await createJournal(cx, toJournalDraft(journal), requestKey))
  },
  async verify(cx, journal, externalId) {
    const theirs = await journalById(cx, externalId)
    if (!theirs) throw new ConnectorError({ kind: 'not_found' })
    const ours = journal.lines.map((line) => formatMinor(line.amountMinor, journal.currency))
    const lines = ours.map(
      (amount, index) => [`JournalLines/${index}`, amount, theirs.lineAmounts[index] ?? ''] as const,
    )
    return differences([['Status', 'POSTED', theirs.status], ...lines])
  },
}
