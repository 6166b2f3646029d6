import type { Cx } from '#src/platform/cx.ts'
import type { DraftTransaction } from './draft-transactions.ts'
import { knownIdentities, sumsByReference } from './transaction.store.ts'

/**
 * Drops the movements that another file has brought already: the same movement again (overlapping statements), or an
 * entry whose single transactions came with a notification under the same bank reference and add up to it (camt.054
 * before camt.053), or the other way round.
 *
 * A statement that opens with the closing balance of the one before cannot overlap it: what looks known from another
 * statement is then an equal movement of the same day, and `chainedStatementId` tells the two apart.
 */
export async function withoutKnown(
  cx: Cx,
  bankAccountId: string,
  drafts: readonly DraftTransaction[],
  chainedStatementId: string | undefined,
): Promise<DraftTransaction[]> {
  const known = await knownIdentities(
    cx,
    bankAccountId,
    drafts.map(({ identity }) => identity),
  )
  const references = drafts.flatMap((draft) => (draft.hasBankReference ? (draft.bankReference ?? []) : []))
  const sums = await sumsByReference(cx, bankAccountId, [...new Set(references)])
  const isSummed = (draft: DraftTransaction): boolean =>
    draft.hasBankReference && sums.get(`${draft.bookedOn} ${draft.bankReference}`) === draft.entryAmountMinor
  return drafts.flatMap((draft) => {
    if (isSummed(draft)) return []
    const kind = known.get(draft.identity)
    if (kind === undefined) return [draft]
    const isEqualOnly = chainedStatementId !== undefined && kind === 'statement'
    return isEqualOnly ? [{ ...draft, identity: `${draft.identity}:${chainedStatementId}` }] : []
  })
}
