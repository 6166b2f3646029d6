import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'
import { sideBySide } from '#src/platform/db/array-literal.ts'
import type { JournalEntry } from '../journal-entry.ts'
import type { PeriodStatus } from '../periods/period.ts'

/** SQL of posting: always for many entries of many companies at once, in as few statements as it takes. */

export interface Place {
  readonly companyId: string
  readonly journal: string
  readonly bookedOn: BookDate
}

/** Where an entry would land. Null members say what is missing. */
export interface Landing {
  readonly baseCurrency: string | null
  readonly seriesId: string | null
  readonly series: string | null
  readonly fiscalYear: string | null
  readonly status: PeriodStatus | null
  /** Where the period is not open: the first day after it that is. */
  readonly openFrom: string | null
  readonly lastNumber: number | null
  readonly lastHash: string | null
}

/**
 * Finds books, series and period of each place and locks the heads of the series until commit (migration 0024): that
 * is what makes numbers gapless.
 */
export const lockLandings = (cx: Cx, places: readonly Place[]): Promise<Landing[]> =>
  cx.sql<Landing>(
    `select base_currency as "baseCurrency", series_id as "seriesId", series, fiscal_year as "fiscalYear", status,
            open_from as "openFrom", last_number as "lastNumber", last_hash as "lastHash"
       from app.lock_landings($1::text[], $2::text[], $3::date[]) order by place`,
    [places.map((p) => p.companyId), places.map((p) => p.journal), places.map((p) => `${p.bookedOn.slice(0, 7)}-01`)],
    'ledger_lock_landings',
  )

export interface HeadKey {
  readonly companyId: string
  readonly seriesId: string
  readonly fiscalYear: string
}

export const headKey = ({ companyId, seriesId, fiscalYear }: HeadKey): string =>
  `${companyId} ${seriesId} ${fiscalYear}`

/** Where series stand, locked until commit in the order of their keys (migration 0025). */
export async function lockHeads(
  cx: Cx,
  wanted: readonly HeadKey[],
): Promise<Map<string, { lastNumber: number; lastHash: string }>> {
  const keys = [...new Map(wanted.map((key) => [headKey(key), key])).values()]
  const rows = await cx.sql<HeadKey & { lastNumber: number; lastHash: string }>(
    `select company_id as "companyId", series_id as "seriesId", fiscal_year as "fiscalYear",
            last_number as "lastNumber", last_hash as "lastHash"
       from app.lock_heads($1::text[], $2::text[], $3::text[])`,
    [keys.map((key) => key.companyId), keys.map((key) => key.seriesId), keys.map((key) => key.fiscalYear)],
    'ledger_lock_heads',
  )
  return new Map(rows.map((row) => [headKey(row), { lastNumber: row.lastNumber, lastHash: row.lastHash }]))
}

/** Accounts among those asked for that are not in the chart or not in use, as "company number". */
export async function findUnusable(cx: Cx, accounts: ReadonlyMap<string, ReadonlySet<string>>): Promise<Set<string>> {
  const companies: string[] = []
  const numbers: string[] = []
  for (const [companyId, wanted] of accounts) {
    for (const number of wanted) {
      companies.push(companyId)
      numbers.push(number)
    }
  }
  const rows = await cx.sql<{ key: string }>(
    'select key from app.unusable_accounts($1::text[], $2::text[]) as key',
    [companies, numbers],
    'ledger_find_unusable',
  )
  return new Set(rows.map((row) => row.key))
}

const INSERT_ENTRIES = `
with entries as (
  insert into journal_entries (company_id, id, series_id, fiscal_year, number, journal, booked_on, description,
    base_currency, line_count, voucher_kind, voucher_id, document_id, reverses, recorded_at, recorded_by, previous_hash, hash)
  select ${sideBySide(1, 'text', 'text', 'text', 'text', 'int', 'text', 'date', 'text', 'text', 'smallint', 'text', 'text')},
    ${sideBySide(13, 'text', 'text', 'timestamptz', 'text')}, decode(unnest($17::text[]), 'hex'), decode(unnest($18::text[]), 'hex')
), items as (
  insert into open_items (company_id, id, kind, account, party_id, entry_id, line_number, booked_on, due_on,
    payment_reference, document_number, voucher_kind, voucher_id, currency, amount_minor, base_amount_minor,
    base_currency, remaining_minor, remaining_base_minor)
  select i.*, i.amount_minor, i.base_amount_minor
  from unnest($19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::smallint[], $26::date[],
    $27::date[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::bigint[], $34::bigint[], $35::text[])
    as i(company_id, id, kind, account, party_id, entry_id, line_number, booked_on, due_on, payment_reference,
      document_number, voucher_kind, voucher_id, currency, amount_minor, base_amount_minor, base_currency)
)
insert into journal_lines (company_id, entry_id, line_number, account, booked_on, amount_minor, currency,
  currency_amount_minor, vat_code, vat_base_minor, party_id, dimensions, description)
select ${sideBySide(36, 'text', 'text', 'smallint', 'text', 'date', 'bigint', 'text', 'bigint', 'text', 'bigint', 'text')},
  ${sideBySide(47, 'jsonb', 'text')}`

/** An open item that a line of the entry opens. */
export interface OpeningItem {
  readonly id: string
  readonly lineNumber: number
  readonly kind: string
  readonly dueOn: BookDate | null
  readonly paymentReference: string | null
  readonly documentNumber: string | null
}

export interface NewEntry {
  readonly entry: JournalEntry
  readonly items: readonly OpeningItem[]
  readonly recordedBy: string
}

/**
 * Writes entries with their lines and open items in one statement: the proofs of migration 0022 run once over all of it
 * and move the heads of the series and the balances.
 */
export async function insertEntries(cx: Cx, news: readonly NewEntry[]): Promise<void> {
  const entries = news.map(({ entry }) => entry)
  const values = [...entryColumns(news), ...itemColumns(news), ...lineColumns(entries)]
  await cx.sql(INSERT_ENTRIES, values, 'ledger_insert_entries')
}

const entryColumns = (news: readonly NewEntry[]): unknown[] => [
  news.map(({ entry }) => entry.companyId),
  news.map(({ entry }) => entry.id),
  news.map(({ entry }) => entry.seriesId),
  news.map(({ entry }) => entry.fiscalYear),
  news.map(({ entry }) => entry.number),
  news.map(({ entry }) => entry.journal),
  news.map(({ entry }) => entry.bookedOn),
  news.map(({ entry }) => entry.description),
  news.map(({ entry }) => entry.baseCurrency),
  news.map(({ entry }) => entry.lines.length),
  news.map(({ entry }) => entry.voucher.kind),
  news.map(({ entry }) => entry.voucher.id),
  news.map(({ entry }) => entry.voucher.documentId),
  news.map(({ entry }) => entry.reverses),
  news.map(({ entry }) => entry.recordedAt),
  news.map(({ recordedBy }) => recordedBy),
  news.map(({ entry }) => entry.previousHash),
  news.map(({ entry }) => entry.hash),
]

function itemColumns(news: readonly NewEntry[]): unknown[] {
  const items = news.flatMap(({ entry, items }) =>
    items.flatMap((item) => {
      const line = entry.lines[item.lineNumber - 1]
      return line ? [{ entry, item, line }] : []
    }),
  )
  return [
    items.map(({ entry }) => entry.companyId),
    items.map(({ item }) => item.id),
    items.map(({ item }) => item.kind),
    items.map(({ line }) => line.account),
    items.map(({ line }) => line.partyId),
    items.map(({ entry }) => entry.id),
    items.map(({ item }) => item.lineNumber),
    items.map(({ entry }) => entry.bookedOn),
    items.map(({ item }) => item.dueOn),
    items.map(({ item }) => item.paymentReference),
    items.map(({ item }) => item.documentNumber),
    items.map(({ entry }) => entry.voucher.kind),
    items.map(({ entry }) => entry.voucher.id),
    items.map(({ line }) => line.currency),
    items.map(({ line }) => line.amountMinor),
    items.map(({ line }) => line.baseAmountMinor),
    items.map(({ entry }) => entry.baseCurrency),
  ]
}

function lineColumns(entries: readonly JournalEntry[]): unknown[] {
  const lines = entries.flatMap((entry) => entry.lines.map((line) => ({ entry, line })))
  return [
    lines.map(({ entry }) => entry.companyId),
    lines.map(({ entry }) => entry.id),
    lines.map(({ line }) => line.lineNumber),
    lines.map(({ line }) => line.account),
    lines.map(({ entry }) => entry.bookedOn),
    lines.map(({ line }) => line.baseAmountMinor),
    lines.map(({ line }) => line.currency),
    lines.map(({ line }) => line.amountMinor),
    lines.map(({ line }) => line.vatCode),
    lines.map(({ line }) => line.vatBaseMinor),
    lines.map(({ line }) => line.partyId),
    lines.map(({ line }) => (Object.keys(line.dimensions).length > 0 ? JSON.stringify(line.dimensions) : null)),
    lines.map(({ line }) => line.description),
  ]
}
