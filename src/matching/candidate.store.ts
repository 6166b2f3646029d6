import { toJson } from '#src/kernel/json.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Decision, Method, Reason } from './match.ts'

/** A candidate as it was judged; amounts are of the item's currency, positive. */
export interface KeptCandidate {
  readonly position: number
  readonly method: Method
  readonly confidence: number
  readonly allocations: readonly {
    readonly openItemId: string
    readonly partyId: string | null
    readonly documentNumber: string | null
    readonly paymentReference: string | null
    /** Decimal digits of minor units. */
    readonly amountMinor: string
    readonly remainingMinor: string
    readonly currency: string
  }[]
  readonly evidence: readonly Reason[]
  /** Empty for the one that was matched. */
  readonly whyNot: readonly Reason[]
}

/** Keeps what was thought of the transactions, in place of what was thought before. */
export async function replaceCandidates(cx: Cx, decisions: readonly Decision[]): Promise<void> {
  const ids = decisions.map(({ transaction }) => transaction.id)
  await cx.sql('delete from match_candidates where company_id = $1 and bank_transaction_id = any($2::text[])', [
    cx.companyId,
    ids,
  ])
  const rows = decisions.flatMap(({ transaction, candidates }) =>
    candidates.map((candidate, index) => ({
      bank_transaction_id: transaction.id,
      position: index + 1,
      method: candidate.method,
      confidence: Math.round(candidate.confidence),
      allocations: candidate.shares.map(({ item, amountMinor }) => ({
        openItemId: item.id,
        partyId: item.partyId,
        documentNumber: item.documentNumber,
        paymentReference: item.paymentReference,
        amountMinor,
        remainingMinor: item.remainingMinor,
        currency: item.currency,
      })),
      evidence: candidate.evidence,
      why_not: candidate.whyNot,
    })),
  )
  if (rows.length === 0) return
  await cx.sql(
    `insert into match_candidates (company_id, judged_at, bank_transaction_id, position, method, confidence, allocations, evidence, why_not)
     select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r (bank_transaction_id text, position smallint, method text,
       confidence smallint, allocations jsonb, evidence jsonb, why_not jsonb)`,
    [cx.companyId, cx.now, toJson(rows)],
    'insert_match_candidates',
  )
}

export const candidatesOf = (cx: Cx, transactionId: string): Promise<KeptCandidate[]> =>
  cx.sql<KeptCandidate>(
    `select position, method, confidence, allocations, evidence, why_not as "whyNot" from match_candidates
     where company_id = $1 and bank_transaction_id = $2 order by position`,
    [cx.companyId, transactionId],
  )
