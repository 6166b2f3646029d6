import type { BookDate } from '#src/kernel/book-date.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Allocation } from './open-item.ts'

defineConstraint('allocations_reverses', 'allocation_reversed', 'The allocation has been undone already.')

interface AllocationRow extends Omit<Allocation, 'allocatedOn'> {
  readonly allocatedOn: string
}

const COLUMNS = `a.id, a.open_item_id as "openItemId", a.entry_id as "journalEntryId", a.amount_minor as "amountMinor",
  a.base_amount_minor as "baseAmountMinor", a.allocated_on as "allocatedOn", a.reverses, i.currency`
const ALLOCATIONS = `select ${COLUMNS} from allocations a
  join open_items i on i.company_id = a.company_id and i.id = a.open_item_id`

const toAllocation = (row: AllocationRow): Allocation => row as Allocation

export interface NewAllocation extends Omit<Allocation, 'id'> {
  readonly companyId: string
  readonly reason: string | null
  /** Who made it: actorKey. */
  readonly recordedBy: string
}

/** Writes allocations; the database moves what is left of their items and refuses too much. */
export async function insertAllocations(cx: Cx, news: readonly NewAllocation[]): Promise<Allocation[]> {
  if (news.length === 0) return []
  const made = news.map((allocation) => ({ ...allocation, id: newId('allocation') }))
  await cx.sql(
    `insert into allocations (company_id, id, open_item_id, entry_id, amount_minor, base_amount_minor, allocated_on,
       reverses, reason, recorded_at, recorded_by)
     select a.company_id, a.id, a.open_item_id, a.entry_id, a.amount_minor, a.base_amount_minor, a.allocated_on, a.reverses,
       a.reason, $11, a.recorded_by
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::date[], $8::text[],
       $9::text[], $10::text[]) as a(company_id, id, open_item_id, entry_id, amount_minor, base_amount_minor,
       allocated_on, reverses, reason, recorded_by)`,
    [
      made.map((a) => a.companyId),
      made.map((a) => a.id),
      made.map((a) => a.openItemId),
      made.map((a) => a.journalEntryId),
      made.map((a) => a.amountMinor),
      made.map((a) => a.baseAmountMinor),
      made.map((a) => a.allocatedOn),
      made.map((a) => a.reverses),
      made.map((a) => a.reason),
      made.map((a) => a.recordedBy),
      cx.now,
    ],
    'ledger_insert_allocations',
  )
  return made.map(({ companyId: _companyId, reason: _reason, recordedBy: _recordedBy, ...allocation }) => allocation)
}

export async function loadAllocation(cx: Cx, id: string): Promise<Allocation> {
  const [row] = await cx.sql<AllocationRow>(`${ALLOCATIONS} where a.company_id = $1 and a.id = $2`, [cx.companyId, id])
  return row ? toAllocation(row) : fail('not_found', 'There is no such allocation.')
}

export interface AllocationFilter {
  readonly openItemId?: string
  readonly journalEntryId?: string
}

/** Allocations in force: neither undone nor an undoing. */
export async function standingAllocations(cx: Cx, filter: AllocationFilter): Promise<Allocation[]> {
  const rows = await cx.sql<AllocationRow>(
    `${ALLOCATIONS}
      where a.company_id = $1 and ($2::text is null or a.open_item_id = $2) and ($3::text is null or a.entry_id = $3)
        and a.reverses is null
        and not exists (select from allocations r where r.company_id = a.company_id and r.reverses = a.id)
      order by a.id`,
    [cx.companyId, filter.openItemId ?? null, filter.journalEntryId ?? null],
  )
  return rows.map(toAllocation)
}

/** An item that an entry of a voucher settles, wholly or in part. */
export interface SettledItem {
  readonly voucherId: string
  readonly openItemId: string
  readonly documentNumber: string | null
}

/** What the entries of these vouchers settle by allocations in force. */
export async function itemsSettledByRows(cx: Cx, voucherIds: readonly string[]): Promise<SettledItem[]> {
  if (voucherIds.length === 0) return []
  return cx.sql<SettledItem>(
    `select e.voucher_id as "voucherId", i.id as "openItemId", i.document_number as "documentNumber"
     from journal_entries e
     join allocations a on a.company_id = e.company_id and a.entry_id = e.id and a.reverses is null
     join open_items i on i.company_id = a.company_id and i.id = a.open_item_id
     where e.company_id = $1 and e.voucher_id = any($2::text[])
       and not exists (select from allocations r where r.company_id = a.company_id and r.reverses = a.id)`,
    [cx.companyId, voucherIds],
    'items_settled_by_vouchers',
  )
}

export const opposite = (allocation: Allocation, allocatedOn: BookDate): Omit<Allocation, 'id'> => ({
  openItemId: allocation.openItemId,
  journalEntryId: allocation.journalEntryId,
  amountMinor: -allocation.amountMinor,
  baseAmountMinor: -allocation.baseAmountMinor,
  currency: allocation.currency,
  allocatedOn,
  reverses: allocation.id,
})
