import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Dimensions, JournalLine } from '../journal-entry.ts'

/** A line of the books with what the reader of an account needs to know of its entry. */
export interface LedgerLine extends Omit<JournalLine, 'openItemId'> {
  readonly journalEntryId: string
  readonly series: string
  readonly number: number
  readonly bookedOn: BookDate
  readonly entryDescription: string
  readonly baseCurrency: string
  readonly voucherKind: string
  readonly voucherId: string | null
  readonly documentId: string | null
}

export interface LineFilter {
  readonly account?: string | undefined
  readonly from?: BookDate | undefined
  readonly to?: BookDate | undefined
  readonly partyId?: string | undefined
  readonly vatCode?: string | undefined
  readonly voucherId?: string | undefined
  readonly journalEntryId?: string | undefined
  readonly dimensions?: Dimensions | undefined
  /** Place of the last line of the page before. */
  readonly after?:
    | { readonly bookedOn: string; readonly journalEntryId: string; readonly lineNumber: number }
    | undefined
  readonly limit: number
}

interface LineRow extends Omit<LedgerLine, 'bookedOn' | 'dimensions'> {
  readonly bookedOn: string
  readonly dimensions: Dimensions | null
}

export async function listLineRows(cx: Cx, filter: LineFilter): Promise<LedgerLine[]> {
  const values: unknown[] = [cx.companyId]
  const conditions = ['l.company_id = $1']
  const where = (sql: (place: string) => string, value: unknown): void => {
    if (value === undefined) return
    values.push(value)
    conditions.push(sql(`$${values.length}`))
  }
  where((p) => `l.account = ${p}`, filter.account)
  where((p) => `l.booked_on >= ${p}::date`, filter.from)
  where((p) => `l.booked_on <= ${p}::date`, filter.to)
  where((p) => `l.party_id = ${p}`, filter.partyId)
  where((p) => `l.vat_code = ${p}`, filter.vatCode)
  where((p) => `e.voucher_id = ${p}`, filter.voucherId)
  where((p) => `l.entry_id = ${p}`, filter.journalEntryId)
  where((p) => `l.dimensions @> ${p}::jsonb`, filter.dimensions && JSON.stringify(filter.dimensions))
  if (filter.after) {
    const { bookedOn, journalEntryId, lineNumber } = filter.after
    const at = values.push(bookedOn, journalEntryId, lineNumber)
    conditions.push(`(l.booked_on, l.entry_id, l.line_number) > ($${at - 2}::date, $${at - 1}::text, $${at}::smallint)`)
  }
  const rows = await cx.sql<LineRow>(
    `select l.entry_id as "journalEntryId", l.line_number as "lineNumber", l.account, l.booked_on as "bookedOn",
            l.currency_amount_minor as "amountMinor", l.currency, l.amount_minor as "baseAmountMinor",
            l.vat_code as "vatCode", l.vat_base_minor as "vatBaseMinor", l.dimensions, l.party_id as "partyId",
            l.description, s.code as series, e.number, e.description as "entryDescription",
            e.base_currency as "baseCurrency", e.voucher_kind as "voucherKind", e.voucher_id as "voucherId",
            e.document_id as "documentId"
       from journal_lines l
       join journal_entries e on e.company_id = l.company_id and e.id = l.entry_id
       join series s on s.company_id = e.company_id and s.id = e.series_id
      where ${conditions.join(' and ')}
      order by l.booked_on, l.entry_id, l.line_number limit ${filter.limit}`,
    values,
  )
  return rows.map((row) => ({ ...row, bookedOn: row.bookedOn as BookDate, dimensions: row.dimensions ?? {} }))
}
