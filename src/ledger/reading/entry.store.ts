import type { BookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Dimensions, JournalEntry, JournalLine } from '../journal-entry.ts'

interface EntryRow {
  readonly id: string
  readonly companyId: string
  readonly journal: string
  readonly seriesId: string
  readonly series: string
  readonly fiscalYear: string
  readonly number: number
  readonly bookedOn: string
  readonly description: string
  readonly baseCurrency: string
  readonly voucherKind: string
  readonly voucherId: string | null
  readonly documentId: string | null
  readonly reverses: string | null
  readonly reversedBy: string | null
  readonly previousHash: string
  readonly hash: string
  readonly recordedAt: Date
}

interface LineRow extends Omit<JournalLine, 'dimensions'> {
  readonly entryId: string
  readonly dimensions: Dimensions | null
}

const ENTRIES = `
  select e.id, e.company_id as "companyId", e.journal, e.series_id as "seriesId", s.code as series,
         e.fiscal_year as "fiscalYear", e.number, e.booked_on as "bookedOn", e.description,
         e.base_currency as "baseCurrency", e.voucher_kind as "voucherKind", e.voucher_id as "voucherId",
         e.document_id as "documentId", e.reverses, r.id as "reversedBy", encode(e.previous_hash, 'hex') as "previousHash",
         encode(e.hash, 'hex') as hash, e.recorded_at as "recordedAt"
    from journal_entries e
    join series s on s.company_id = e.company_id and s.id = e.series_id
    left join journal_entries r on r.company_id = e.company_id and r.reverses = e.id`

export interface EntryFilter {
  readonly journal?: string | undefined
  readonly seriesId?: string | undefined
  readonly fiscalYear?: string | undefined
  readonly from?: BookDate | undefined
  readonly to?: BookDate | undefined
  readonly voucherId?: string | undefined
  readonly account?: string | undefined
  readonly partyId?: string | undefined
  readonly recordedSince?: Date | undefined
  /** Id of the last entry of the page before; the newest come first unless `recordedSince` is given. */
  readonly after?: string | undefined
  readonly limit: number
}

export async function listEntryRows(cx: Cx, filter: EntryFilter): Promise<JournalEntry[]> {
  const values: unknown[] = [cx.companyId]
  const conditions = ['e.company_id = $1']
  const where = (sql: (place: string) => string, value: unknown): void => {
    if (value === undefined) return
    values.push(value)
    conditions.push(sql(`$${values.length}`))
  }
  const isMirroring = filter.recordedSince !== undefined
  where((p) => `e.journal = ${p}`, filter.journal)
  where((p) => `e.series_id = ${p}`, filter.seriesId)
  where((p) => `e.fiscal_year = ${p}`, filter.fiscalYear)
  where((p) => `e.booked_on >= ${p}::date`, filter.from)
  where((p) => `e.booked_on <= ${p}::date`, filter.to)
  where((p) => `e.voucher_id = ${p}`, filter.voucherId)
  where((p) => `e.recorded_at >= ${p}`, filter.recordedSince)
  where((p) => `e.id ${isMirroring ? '>' : '<'} ${p}`, filter.after)
  const ofLine = (column: string) => (p: string) =>
    `exists (select from journal_lines l where l.company_id = e.company_id and l.entry_id = e.id and l.${column} = ${p})`
  where(ofLine('account'), filter.account)
  where(ofLine('party_id'), filter.partyId)
  const rows = await cx.sql<EntryRow>(
    `${ENTRIES} where ${conditions.join(' and ')} order by e.id ${isMirroring ? 'asc' : 'desc'} limit ${filter.limit}`,
    values,
  )
  return withLines(cx, rows)
}

/** Entries of a series and year by number: what a proof walks over. */
export async function listSeriesEntries(
  cx: Cx,
  seriesId: string,
  fiscalYear: string,
  afterNumber: number,
  limit: number,
): Promise<JournalEntry[]> {
  const rows = await cx.sql<EntryRow>(
    `${ENTRIES} where e.company_id = $1 and e.series_id = $2 and e.fiscal_year = $3 and e.number > $4
      order by e.number limit $5`,
    [cx.companyId, seriesId, fiscalYear, afterNumber, limit],
  )
  return withLines(cx, rows)
}

export async function loadEntry(cx: Cx, id: string): Promise<JournalEntry> {
  const rows = await cx.sql<EntryRow>(`${ENTRIES} where e.company_id = $1 and e.id = $2`, [cx.companyId, id])
  const [entry] = await withLines(cx, rows)
  return entry ?? fail('not_found', 'There is no such journal entry.')
}

/** Locks the entry row against a second reversal at the same time. */
export async function loadEntryForReversal(cx: Cx, id: string): Promise<JournalEntry> {
  await cx.sql('select pg_advisory_xact_lock(hashtextextended($1, 11))', [`${cx.companyId} ${id}`])
  return loadEntry(cx, id)
}

async function withLines(cx: Cx, rows: readonly EntryRow[]): Promise<JournalEntry[]> {
  if (rows.length === 0) return []
  const lines = await cx.sql<LineRow>(
    `select l.entry_id as "entryId", l.line_number as "lineNumber", l.account, l.currency_amount_minor as "amountMinor",
            l.currency, l.amount_minor as "baseAmountMinor", l.vat_code as "vatCode", l.vat_base_minor as "vatBaseMinor",
            l.dimensions, l.party_id as "partyId", l.description, i.id as "openItemId"
       from journal_lines l
       left join open_items i on i.company_id = l.company_id and i.entry_id = l.entry_id and i.line_number = l.line_number
      where l.company_id = $1 and l.entry_id = any($2::text[])
      order by l.entry_id, l.line_number`,
    [cx.companyId, rows.map((row) => row.id)],
  )
  const byEntry = new Map<string, JournalLine[]>(rows.map((row) => [row.id, []]))
  for (const { entryId, dimensions, ...line } of lines) {
    byEntry.get(entryId)?.push({ ...line, dimensions: dimensions ?? {} })
  }
  return rows.map((row) => toEntry(row, byEntry.get(row.id) ?? []))
}

const toEntry = (row: EntryRow, lines: readonly JournalLine[]): JournalEntry => {
  const { voucherKind, voucherId, documentId, bookedOn, ...entry } = row
  return {
    ...entry,
    bookedOn: bookedOn as BookDate,
    period: bookedOn.slice(0, 7),
    voucher: { kind: voucherKind, id: voucherId, documentId },
    lines,
  }
}
