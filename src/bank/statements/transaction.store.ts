import type { BookDate } from '#src/kernel/book-date.ts'
import { toJson } from '#src/kernel/json.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { BankStatement, BankTransaction, TransactionStatus } from './bank-statement.ts'
import type { DraftTransaction } from './draft-transactions.ts'

defineConstraint(
  'bank_transactions_identity',
  'state_conflict',
  'The same movement came in by another upload just now; send the file again.',
)

interface TransactionRow {
  id: string
  bank_account_id: string
  statement_id: string
  entry_reference: string | null
  booked_on: BookDate
  value_on: BookDate | null
  amount_minor: bigint
  currency: string
  reference: string | null
  end_to_end_id: string | null
  uetr: string | null
  payment_information_id: string | null
  invoice_numbers: string[]
  remittance: string | null
  counterparty_name: string | null
  counterparty_account: string | null
  bank_reference: string | null
  bank_code: string | null
  is_reversal: boolean
  instructed_minor: bigint | null
  instructed_currency: string | null
  exchange_rate: string | null
  charges_minor: bigint | null
  charges_currency: string | null
  status: TransactionStatus
  match_id: string | null
  version: number
  imported_at: Date
  updated_at: Date
}

const amountOf = (amountMinor: bigint | null, currency: string | null) =>
  amountMinor === null || currency === null ? null : { amountMinor, currency }

const toTransaction = (row: TransactionRow): BankTransaction => ({
  id: row.id,
  bankAccountId: row.bank_account_id,
  statementId: row.statement_id,
  entryReference: row.entry_reference,
  bookedOn: row.booked_on,
  valueOn: row.value_on,
  amountMinor: row.amount_minor,
  currency: row.currency,
  reference: row.reference,
  endToEndId: row.end_to_end_id,
  uetr: row.uetr,
  paymentInformationId: row.payment_information_id,
  invoiceNumbers: row.invoice_numbers,
  remittance: row.remittance,
  counterpartyName: row.counterparty_name,
  counterpartyAccount: row.counterparty_account,
  bankReference: row.bank_reference,
  bankCode: row.bank_code,
  isReversal: row.is_reversal,
  instructed: amountOf(row.instructed_minor, row.instructed_currency),
  exchangeRate: row.exchange_rate,
  charges: amountOf(row.charges_minor, row.charges_currency),
  status: row.status,
  matchId: row.match_id,
  version: row.version,
  importedAt: row.imported_at,
  updatedAt: row.updated_at,
})

/** Which of these identities the account has already, and from what kind of statement. */
export async function knownIdentities(
  cx: Cx,
  bankAccountId: string,
  identities: readonly string[],
): Promise<Map<string, BankStatement['kind']>> {
  const rows = await cx.sql<{ identity: string; kind: BankStatement['kind'] }>(
    `select t.identity, s.kind from bank_transactions t
     join bank_statements s on s.company_id = t.company_id and s.id = t.statement_id
     where t.company_id = $1 and t.bank_account_id = $2 and t.identity = any($3::text[])`,
    [cx.companyId, bankAccountId, identities],
    'known_identities',
  )
  return new Map(rows.map(({ identity, kind }) => [identity, kind]))
}

/** Sums of what has come in under the bank's references, by "date reference". */
export async function sumsByReference(
  cx: Cx,
  bankAccountId: string,
  references: readonly string[],
): Promise<Map<string, bigint>> {
  if (references.length === 0) return new Map()
  const rows = await cx.sql<{ booked_on: string; bank_reference: string; total: string }>(
    `select booked_on, bank_reference, sum(amount_minor)::text as total from bank_transactions
     where company_id = $1 and bank_account_id = $2 and bank_reference = any($3::text[]) group by 1, 2`,
    [cx.companyId, bankAccountId, references],
    'sums_by_reference',
  )
  return new Map(rows.map((row) => [`${row.booked_on} ${row.bank_reference}`, BigInt(row.total)]))
}

export interface NewTransaction extends DraftTransaction {
  readonly id: string
}

export async function insertTransactions(
  cx: Cx,
  bankAccountId: string,
  statementId: string,
  drafts: readonly NewTransaction[],
): Promise<void> {
  if (drafts.length === 0) return
  const rows = drafts.map((draft, position) => ({
    position: position + 1,
    id: draft.id,
    identity: draft.identity,
    entry_reference: draft.entryReference,
    booked_on: draft.bookedOn,
    value_on: draft.valueOn,
    amount_minor: draft.amountMinor,
    currency: draft.currency,
    reference: draft.reference,
    end_to_end_id: draft.endToEndId,
    uetr: draft.uetr,
    payment_information_id: draft.paymentInformationId,
    invoice_numbers: draft.invoiceNumbers,
    remittance: draft.remittance,
    counterparty_name: draft.counterpartyName,
    counterparty_account: draft.counterpartyAccount,
    bank_reference: draft.bankReference,
    bank_code: draft.bankCode,
    is_reversal: draft.isReversal,
    instructed_minor: draft.instructed?.amountMinor ?? null,
    instructed_currency: draft.instructed?.currency ?? null,
    exchange_rate: draft.exchangeRate,
    charges_minor: draft.charges?.amountMinor ?? null,
    charges_currency: draft.charges?.currency ?? null,
  }))
  await cx.sql(
    `insert into bank_transactions (company_id, bank_account_id, statement_id, imported_at, updated_at, position, id, identity,
       entry_reference, booked_on, value_on, amount_minor, currency, reference, end_to_end_id, uetr, payment_information_id,
       invoice_numbers, remittance, counterparty_name, counterparty_account, bank_reference, bank_code, is_reversal,
       instructed_minor, instructed_currency, exchange_rate, charges_minor, charges_currency)
     select $1, $2, $3, $4, $4, r.* from jsonb_to_recordset($5::jsonb) as r (position int, id text, identity text,
       entry_reference text, booked_on date, value_on date, amount_minor bigint, currency text, reference text,
       end_to_end_id text, uetr text, payment_information_id text, invoice_numbers text[], remittance text,
       counterparty_name text, counterparty_account text, bank_reference text, bank_code text, is_reversal boolean,
       instructed_minor bigint, instructed_currency text, exchange_rate numeric, charges_minor bigint, charges_currency text)`,
    [cx.companyId, bankAccountId, statementId, cx.now, toJson(rows)],
    'insert_bank_transactions',
  )
}

export async function loadTransaction(cx: Cx, id: string): Promise<BankTransaction> {
  const [row] = await loadTransactions(cx, [id])
  return row ?? fail('not_found', 'There is no such bank transaction in this company.')
}

export async function loadTransactions(cx: Cx, ids: readonly string[]): Promise<BankTransaction[]> {
  const rows = await cx.sql<TransactionRow>(
    'select * from bank_transactions where company_id = $1 and id = any($2::text[]) order by id',
    [cx.companyId, ids],
    'load_bank_transactions',
  )
  return rows.map(toTransaction)
}

/** The same with the rows locked, in the order of ids, so that two matchers wait for each other. */
export async function lockTransactions(cx: Cx, ids: readonly string[]): Promise<BankTransaction[]> {
  const rows = await cx.sql<TransactionRow>(
    'select * from bank_transactions where company_id = $1 and id = any($2::text[]) order by id for update',
    [cx.companyId, ids],
    'lock_bank_transactions',
  )
  return rows.map(toTransaction)
}

export interface TransactionFilter {
  readonly bankAccountId?: string | undefined
  readonly statementId?: string | undefined
  readonly status?: TransactionStatus | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly updatedSince?: string | undefined
  readonly after: string | undefined
  readonly limit: number
  /** For people: the last one imported first; `after` counts in the same order. */
  readonly isNewestFirst?: boolean | undefined
}

export async function listTransactionRows(cx: Cx, filter: TransactionFilter): Promise<BankTransaction[]> {
  const { isNewestFirst = false } = filter
  const rows = await cx.sql<TransactionRow>(
    `select * from bank_transactions where company_id = $1 and ($2::text is null or id ${isNewestFirst ? '<' : '>'} $2)
       and ($3::text is null or bank_account_id = $3) and ($4::text is null or statement_id = $4)
       and ($5::text is null or status = $5) and ($6::date is null or booked_on >= $6)
       and ($7::date is null or booked_on <= $7) and ($8::timestamptz is null or updated_at >= $8)
     order by id ${isNewestFirst ? 'desc' : ''} limit $9`,
    [
      cx.companyId,
      filter.after ?? null,
      filter.bankAccountId ?? null,
      filter.statementId ?? null,
      filter.status ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.updatedSince ?? null,
      filter.limit,
    ],
  )
  return rows.map(toTransaction)
}

export interface TransactionMove {
  readonly id: string
  /** The status that the row must still have. */
  readonly from: readonly TransactionStatus[]
  readonly to: TransactionStatus
  readonly matchId: string | null
}

/** Moves transactions between states, each only from a state it is expected in; answers the ids that moved. */
export async function moveTransactionRows(cx: Cx, moves: readonly TransactionMove[]): Promise<Set<string>> {
  if (moves.length === 0) return new Set()
  const rows = await cx.sql<{ id: string }>(
    `update bank_transactions t set status = m.to_status, match_id = m.match_id, version = t.version + 1, updated_at = $2
     from jsonb_to_recordset($3::jsonb) as m (id text, from_statuses text[], to_status text, match_id text)
     where t.company_id = $1 and t.id = m.id and t.status = any(m.from_statuses)
       and (t.status <> m.to_status or t.match_id is distinct from m.match_id)
     returning t.id`,
    [
      cx.companyId,
      cx.now,
      toJson(moves.map(({ id, from, to, matchId }) => ({ id, from_statuses: from, to_status: to, match_id: matchId }))),
    ],
    'move_bank_transactions',
  )
  return new Set(rows.map(({ id }) => id))
}

/** Counts by status over the transactions of some statements. */
export async function statusCounts(cx: Cx, statementIds: readonly string[]): Promise<Map<TransactionStatus, number>> {
  const rows = await cx.sql<{ status: TransactionStatus; count: number }>(
    `select status, count(*)::int as count from bank_transactions
     where company_id = $1 and statement_id = any($2::text[]) group by 1`,
    [cx.companyId, statementIds],
    'bank_transaction_counts',
  )
  return new Map(rows.map(({ status, count }) => [status, count]))
}
