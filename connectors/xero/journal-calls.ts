import type { ConnectorContext } from '#src/connect/sdk.ts'
import { callXero, outcomeUnknown } from './client.ts'
import { numberOf, quoted, textOf } from './numbers.ts'
import type { XeroJournal, XeroJournalDraft } from './words.ts'

/** Posted manual journals with exactly this narration. */
export async function journalsByNarration(cx: ConnectorContext, narration: string): Promise<XeroJournal[]> {
  const where = `Narration==${quoted(narration)}`
  const body = await callXero(cx, (api) => api.getManualJournals(cx.organisation, undefined, where, undefined, 1))
  return (body.manualJournals ?? [])
    .flatMap((journal) => toJournal(journal) ?? [])
    .filter((journal) => journal.narration === narration && journal.status === 'POSTED')
}

export async function journalById(cx: ConnectorContext, id: string): Promise<XeroJournal | null> {
  const body = await callXero(cx, (api) => api.getManualJournal(cx.organisation, id))
  const [journal] = body.manualJournals ?? []
  return journal ? toJournal(journal) : null
}

export async function createJournal(
  cx: ConnectorContext,
  draft: XeroJournalDraft,
  requestKey: string,
): Promise<XeroJournal> {
  const body = await callXero(cx, (api, sdk) => {
    const journal = {
      narration: draft.narration,
      date: draft.date,
      lineAmountTypes: sdk.LineAmountTypes.NoTax,
      status: sdk.ManualJournal.StatusEnum.POSTED,
      journalLines: draft.lines.map((line) => ({
        description: line.description,
        lineAmount: numberOf(line.lineAmount, 'LineAmount'),
        accountCode: line.accountCode,
        ...(line.taxType ? { taxType: line.taxType } : {}),
      })),
    }
    return api.createManualJournals(cx.organisation, { manualJournals: [journal] }, undefined, requestKey)
  })
  const [created] = body.manualJournals ?? []
  const kept = created ? toJournal(created) : null
  if (!kept) throw outcomeUnknown(true)
  return kept
}

interface SdkJournal {
  manualJournalID?: string
  narration?: string
  status?: unknown
  journalLines?: { lineAmount?: number }[]
}

const toJournal = (journal: SdkJournal): XeroJournal | null =>
  journal.manualJournalID
    ? {
        manualJournalID: journal.manualJournalID,
        narration: journal.narration ?? '',
        status: String(journal.status),
        lineAmounts: (journal.journalLines ?? []).map((line) => textOf(line.lineAmount)),
      }
    : null
