import { loadTransaction } from '#src/bank/index.ts'
import { query } from '#src/platform/command/index.ts'
import { candidatesOf } from './candidate.store.ts'
import { loadMatch } from './match.store.ts'

export const getMatch = query('match.get', { can: 'bank:read' }, (cx, { matchId }: { matchId: string }) =>
  loadMatch(cx, matchId),
)

/** What the match desk thought of the transaction when it last looked, the best first. */
export const listCandidates = query(
  'match.candidates',
  { can: 'bank:read' },
  async (cx, { bankTransactionId }: { bankTransactionId: string }) => {
    const transaction = await loadTransaction(cx, bankTransactionId)
    return { transaction, candidates: await candidatesOf(cx, bankTransactionId) }
  },
)
