import { loadTransaction, moveTransactionRows, setPaymentState } from '#src/bank/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { reverseJournalEntry } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import { matchUndone } from './match.events.ts'
import './match.problems.ts'
import { loadMatch, type Match, markUndone } from './match.store.ts'
import { runMatching } from './run-matching.ts'

/**
 * Takes a match back: its entry is reversed, its items are open again, and the pair is remembered as wrong. The
 * transaction is judged anew, and then left to a person. Fails: match_undone.
 */
export const undoMatch = command(
  'match.undo',
  { can: 'bank:write' },
  async (cx, { matchId }: { matchId: string }): Promise<Match> => {
    const match = await loadMatch(cx, matchId, true)
    if (match.status === 'undone') fail('match_undone', 'The match was undone already.')
    const reversal = await reverseJournalEntry(cx, {
      journalEntryId: match.journalEntryId,
      reason: `Match ${matchId} undone`,
    })
    await markUndone(cx, match, reversal.id)
    const transaction = await loadTransaction(cx, match.bankTransactionId)
    await moveTransactionRows(cx, [{ id: transaction.id, from: ['matched'], to: 'unmatched', matchId: null }])
    await setPaymentState(cx, transaction.endToEndId === null ? [] : [transaction.endToEndId], 'live')
    await runMatching(cx, { transactionIds: [transaction.id], proposeOnly: true })
    cx.audit({ kind: 'match', id: matchId }, { reversalEntryId: reversal.id })
    cx.emit(matchUndone, {
      id: matchId,
      version: match.version + 1,
      bankTransactionId: transaction.id,
      method: match.method,
    })
    return loadMatch(cx, matchId)
  },
)
