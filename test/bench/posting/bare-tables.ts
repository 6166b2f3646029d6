/**
 * The comparator's tables: the same columns as the books have, with primary keys and nothing else: no row level
 * security, no proofs, no balances, no further index, no idempotency.
 */
export const BARE_COMPANIES = 100

export const BARE_TABLES = `
create schema bare;
create table bare.entries (like public.journal_entries);
alter table bare.entries drop column month, add primary key (company_id, id);
create table bare.lines (like public.journal_lines, primary key (company_id, entry_id, line_number));
create table bare.outbox (like public.outbox, primary key (company_id, id));
create table bare.audit (like public.audit_log, primary key (company_id, id));`

/** What varies: company (text), id (bigint, growing for each client), four accounts and an amount. */
export const VARIABLES = ['company', 'id', 'a', 'b', 'c', 'd', 'amount'] as const

const COMPANY = `('com_' || lpad(:company::text, 26, '0'))`
const ENTRY_ID = `('je_' || lpad(:id::text, 26, '0'))`

const ENTRY = `insert into bare.entries (company_id, id, series_id, fiscal_year, number, journal, booked_on, description,
  base_currency, line_count, voucher_kind, recorded_at, recorded_by, previous_hash, hash)
values (${COMPANY}, ${ENTRY_ID}, 'ser_01k8m3q7zj5e8v9x2c4b6n8p0r', '2026', 1, 'general', '2026-03-14', 'Office supplies',
  'NOK', 4, 'manual', now(), 'apiKey key_01k8m3q7zj5e8v9x2c4b6n8p0r', sha256('before'), sha256('after'))`

const lineValues = (number: number, account: string, amount: string): string =>
  `(${COMPANY}, ${ENTRY_ID}, ${number}, (:${account})::text, '2026-03-14'::date, ${amount}, 'NOK', ${amount})`
const SHARE = '(:amount)::bigint'
const LINES = `insert into bare.lines (company_id, entry_id, line_number, account, booked_on, amount_minor, currency,
  currency_amount_minor)
values ${[
  lineValues(1, 'a', SHARE),
  lineValues(2, 'b', `2 * ${SHARE}`),
  lineValues(3, 'c', `-${SHARE}`),
  lineValues(4, 'd', `-2 * ${SHARE}`),
].join(', ')}`

/** With a space after each colon: pgbench takes ":1" for a variable. */
const spaced = (value: object): string => JSON.stringify(value, null, 1).replaceAll('\n', '')

const PAYLOAD = spaced({
  id: 'je_01k8m3q7zj5e8v9x2c4b6n8p0r',
  version: 1,
  series: 'general',
  fiscalYear: '2026',
  number: 1,
  bookedOn: '2026-03-14',
  hash: 'f'.repeat(64),
  reverses: null,
  voucher: { kind: 'manual', id: null },
})
const OUTBOX = `insert into bare.outbox (id, company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
values ((:id)::bigint, ${COMPANY}, 'event', 'journalEntry.posted', '${PAYLOAD}', 'Europe/Oslo',
  'req_01k8m3q7zj5e8v9x2c4b6n8p0r', now(), now())`

const DETAIL = spaced({
  series: 'general',
  fiscalYear: '2026',
  number: 1,
  hash: 'f'.repeat(64),
  reverses: null,
})
const AUDIT = `insert into bare.audit (company_id, id, action, subject_kind, subject_id, detail, actor_kind, actor_id,
  actor_person_id, actor_name, request_id, occurred_at)
values (${COMPANY}, ${ENTRY_ID}, 'journalEntry.post', 'journalEntry', ${ENTRY_ID}, '${DETAIL}', 'apiKey',
  'key_01k8m3q7zj5e8v9x2c4b6n8p0r', 'per_01k8m3q7zj5e8v9x2c4b6n8p0r', 'Ola Eier (bench)',
  'req_01k8m3q7zj5e8v9x2c4b6n8p0r', now())`

export type Shape = 'six' | 'cte'

/** The statements of one posting: six round trips, or one statement that is its own transaction. */
export const SHAPES: Readonly<Record<Shape, readonly string[]>> = {
  six: ['begin', ENTRY, LINES, OUTBOX, AUDIT, 'commit'],
  cte: [`with entry as (${ENTRY}), lines as (${LINES}), outbox as (${OUTBOX}) ${AUDIT}`],
}
