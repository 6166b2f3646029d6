import type { BookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { OpenItem, OpenItemKind } from './open-item.ts'

const TOO_MUCH = 'Less is left of the open item than this would take; read it again.'
defineConstraint('open_items_remaining', 'open_item_overallocated', TOO_MUCH)
defineConstraint('open_items_remaining_base', 'open_item_overallocated', TOO_MUCH)

interface OpenItemRow extends Omit<OpenItem, 'bookedOn' | 'dueOn'> {
  readonly bookedOn: string
  readonly dueOn: string | null
}

const COLUMNS = `i.id, i.kind, i.account, i.party_id as "partyId", i.entry_id as "journalEntryId",
  i.line_number as "lineNumber", i.booked_on as "bookedOn", i.due_on as "dueOn",
  i.payment_reference as "paymentReference", i.document_number as "documentNumber", i.voucher_kind as "voucherKind",
  i.voucher_id as "voucherId", i.currency, i.amount_minor as "amountMinor", i.base_amount_minor as "baseAmountMinor",
  i.base_currency as "baseCurrency"`
const LEFT = 'i.remaining_minor as "remainingMinor", i.remaining_base_minor as "remainingBaseMinor"'

/** All columns of an item as it is now, from a table called i. */
export const OPEN_ITEM_COLUMNS = `${COLUMNS}, ${LEFT}`

const toOpenItem = (row: OpenItemRow): OpenItem => row as OpenItem

/** The items of a batch of postings, locked in the order of their ids; company and id as "company id". */
export async function lockItems(
  cx: Cx,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, OpenItem>> {
  const pairs = [...wanted].flatMap(([companyId, ids]) => [...ids].map((id) => ({ companyId, id })))
  if (pairs.length === 0) return new Map()
  const rows = await cx.sql<OpenItemRow & { companyId: string }>(
    `select i.company_id as "companyId", ${COLUMNS}, ${LEFT} from open_items i
      where (i.company_id, i.id) in (select * from unnest($1::text[], $2::text[]))
      order by i.company_id, i.id for update`,
    [pairs.map((pair) => pair.companyId), pairs.map((pair) => pair.id)],
    'ledger_lock_items',
  )
  return new Map(rows.map(({ companyId, ...row }) => [`${companyId} ${row.id}`, toOpenItem(row)]))
}

export async function loadOpenItem(cx: Cx, id: string): Promise<OpenItem> {
  const [row] = await cx.sql<OpenItemRow>(
    `select ${COLUMNS}, ${LEFT} from open_items i where i.company_id = $1 and i.id = $2`,
    [cx.companyId, id],
  )
  return row ? toOpenItem(row) : fail('not_found', 'There is no such open item.')
}

export interface OpenItemFilter {
  readonly ids?: readonly string[] | undefined
  readonly kind?: OpenItemKind | undefined
  /** `open` is the default. */
  readonly status?: 'open' | 'settled' | 'all' | undefined
  readonly partyId?: string | undefined
  readonly account?: string | undefined
  readonly currency?: string | undefined
  readonly paymentReference?: string | undefined
  readonly documentNumber?: string | undefined
  /** Such as invoice: what stands behind it is known to that room. */
  readonly voucherKind?: string | undefined
  readonly voucherId?: string | undefined
  readonly journalEntryId?: string | undefined
  /** Exactly this much is left, signed, minor units of the item's currency. */
  readonly remainingMinor?: bigint | undefined
  readonly dueUntil?: BookDate | undefined
  /** What was open at the end of that day: items booked and allocations made later do not count. */
  readonly asOf?: BookDate | undefined
  /** Id of the last item of the page before. */
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

const MANY = 1000

export async function findOpenItemRows(cx: Cx, filter: OpenItemFilter): Promise<OpenItem[]> {
  const { status = 'open', asOf, limit = MANY } = filter
  const values: unknown[] = [cx.companyId]
  const conditions = ['i.company_id = $1']
  const where = (sql: (place: string) => string, value: unknown): void => {
    if (value === undefined) return
    values.push(value)
    conditions.push(sql(`$${values.length}`))
  }
  where((p) => `i.id = any(${p}::text[])`, filter.ids)
  where((p) => `i.kind = ${p}`, filter.kind)
  where((p) => `i.party_id = ${p}`, filter.partyId)
  where((p) => `i.account = ${p}`, filter.account)
  where((p) => `i.currency = ${p}`, filter.currency)
  where((p) => `i.payment_reference = ${p}`, filter.paymentReference)
  where((p) => `i.document_number = ${p}`, filter.documentNumber)
  where((p) => `i.voucher_kind = ${p}`, filter.voucherKind)
  where((p) => `i.voucher_id = ${p}`, filter.voucherId)
  where((p) => `i.entry_id = ${p}`, filter.journalEntryId)
  where((p) => `i.due_on <= ${p}::date`, filter.dueUntil)
  where((p) => `i.id > ${p}`, filter.after)
  where((p) => `i.booked_on <= ${p}::date`, asOf)
  const asOfPlace = asOf === undefined ? undefined : `$${values.length}`
  const [left, leftBase] = remainders(asOfPlace)
  where((p) => `${left} = ${p}::bigint`, filter.remainingMinor)
  if (status !== 'all') conditions.push(`${left} ${status === 'open' ? '<>' : '='} 0`)
  const rows = await cx.sql<OpenItemRow>(
    `select ${COLUMNS}, ${left} as "remainingMinor", ${leftBase} as "remainingBaseMinor" from open_items i
      where ${conditions.join(' and ')} order by i.id limit ${Math.max(1, Math.min(limit, MANY))}`,
    values,
  )
  return rows.map(toOpenItem)
}

/** What is left now, or what was left at the end of a day. */
function remainders(asOfPlace: string | undefined): [string, string] {
  if (asOfPlace === undefined) return ['i.remaining_minor', 'i.remaining_base_minor']
  const later = (column: string) =>
    `coalesce((select sum(a.${column}) from allocations a where a.company_id = i.company_id and a.open_item_id = i.id
       and a.allocated_on > ${asOfPlace}::date), 0)::bigint`
  return [`(i.remaining_minor + ${later('amount_minor')})`, `(i.remaining_base_minor + ${later('base_amount_minor')})`]
}
