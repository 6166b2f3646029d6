import { toJson } from '#src/kernel/json.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Method, Reason } from './match.ts'

defineConstraint(
  'matches_one_active',
  'bank_transaction_matched',
  'The bank transaction was matched by somebody else just now.',
)

export interface Allocation {
  readonly openItemId: string
  /** Positive, currency of the item. */
  readonly amountMinor: bigint
  readonly currency: string
}

export interface Match {
  readonly id: string
  readonly bankTransactionId: string
  readonly method: Method
  readonly confidence: number
  readonly evidence: readonly Reason[]
  readonly journalEntryId: string
  readonly allocations: readonly Allocation[]
  readonly status: 'active' | 'undone'
  readonly version: number
  readonly createdAt: Date
  readonly undoneAt: Date | null
  readonly reversalEntryId: string | null
}

type NewMatch = Pick<
  Match,
  'id' | 'bankTransactionId' | 'method' | 'confidence' | 'evidence' | 'journalEntryId' | 'allocations'
>

export async function insertMatches(cx: Cx, matches: readonly NewMatch[]): Promise<void> {
  if (matches.length === 0) return
  await cx.sql(
    `insert into matches (company_id, created_by, created_at, id, bank_transaction_id, method, confidence, evidence, journal_entry_id)
     select $1, $2, $3, r.* from jsonb_to_recordset($4::jsonb) as r (id text, bank_transaction_id text, method text,
       confidence smallint, evidence jsonb, journal_entry_id text)`,
    [
      cx.companyId,
      cx.actor.name,
      cx.now,
      toJson(
        matches.map((match) => ({
          id: match.id,
          bank_transaction_id: match.bankTransactionId,
          method: match.method,
          confidence: match.confidence,
          evidence: match.evidence,
          journal_entry_id: match.journalEntryId,
        })),
      ),
    ],
    'insert_matches',
  )
  await cx.sql(
    `insert into match_allocations (company_id, match_id, position, open_item_id, amount_minor, currency)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (match_id text, position int, open_item_id text,
       amount_minor bigint, currency text)`,
    [
      cx.companyId,
      toJson(
        matches.flatMap(({ id, allocations }) =>
          allocations.map(({ openItemId, amountMinor, currency }, index) => ({
            match_id: id,
            position: index + 1,
            open_item_id: openItemId,
            amount_minor: amountMinor,
            currency,
          })),
        ),
      ),
    ],
    'insert_match_allocations',
  )
}

interface MatchRow extends Omit<Match, 'allocations'> {
  readonly allocations: readonly (Omit<Allocation, 'amountMinor'> & { readonly amountMinor: string })[]
}

/** The match; its row stays locked until the transaction ends when asked for. */
export async function loadMatch(cx: Cx, id: string, lock = false): Promise<Match> {
  const [row] = await cx.sql<MatchRow>(
    `select m.id, m.bank_transaction_id as "bankTransactionId", m.method, m.confidence, m.evidence,
       m.journal_entry_id as "journalEntryId", m.status, m.version, m.created_at as "createdAt",
       m.undone_at as "undoneAt", m.reversal_entry_id as "reversalEntryId",
       (select json_agg(json_build_object('openItemId', a.open_item_id, 'amountMinor', a.amount_minor::text,
          'currency', a.currency) order by a.position)
        from match_allocations a where a.company_id = m.company_id and a.match_id = m.id) as allocations
     from matches m where m.company_id = $1 and m.id = $2 ${lock ? 'for update' : ''}`,
    [cx.companyId, id],
  )
  if (!row) return fail('not_found', 'There is no such match in this company.')
  const allocations = row.allocations.map((one) => ({ ...one, amountMinor: BigInt(one.amountMinor) }))
  return { ...row, allocations }
}

export async function markUndone(cx: Cx, match: Match, reversalEntryId: string): Promise<void> {
  const rows = await cx.sql(
    `update matches set status = 'undone', version = version + 1, undone_by = $3, undone_at = $4, reversal_entry_id = $5
     where company_id = $1 and id = $2 and status = 'active' returning id`,
    [cx.companyId, match.id, cx.actor.name, cx.now, reversalEntryId],
  )
  if (rows.length === 0) fail('match_undone', 'The match was undone already.')
  await cx.sql(
    `insert into match_dismissals (company_id, bank_transaction_id, open_item_id, dismissed_by, dismissed_at)
     select $1, $2, id, $4, $5 from unnest($3::text[]) as taken (id) on conflict do nothing`,
    [
      cx.companyId,
      match.bankTransactionId,
      match.allocations.map(({ openItemId }) => openItemId),
      cx.actor.name,
      cx.now,
    ],
  )
}

/** Items that were taken off these transactions, as "transaction item". */
export async function dismissalsOf(cx: Cx, transactionIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await cx.sql<{ bank_transaction_id: string; open_item_id: string }>(
    'select bank_transaction_id, open_item_id from match_dismissals where company_id = $1 and bank_transaction_id = any($2::text[])',
    [cx.companyId, transactionIds],
    'match_dismissals_of',
  )
  const found = new Map<string, Set<string>>()
  for (const row of rows) {
    const items = found.get(row.bank_transaction_id) ?? new Set()
    found.set(row.bank_transaction_id, items.add(row.open_item_id))
  }
  return found
}
