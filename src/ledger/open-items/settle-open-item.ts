import type { BookDate } from '#src/kernel/book-date.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import { POSTING_COMMANDS } from '../posting/posting-commands.ts'
import { recordSettled } from '../posting/record-posting.ts'
import { loadEntry } from '../reading/entry.store.ts'
import { insertAllocations, loadAllocation, opposite } from './allocation.store.ts'
import { lockItems } from './open-item.store.ts'
import type { Allocation, OpenItem } from './open-item.ts'
import { takeFrom } from './plan-allocations.ts'
import { recordReopened } from './record-reopened.ts'

export interface SettleOpenItem {
  readonly openItemId: string
  /** The entry that settles: a payment, a credit note, a write-off. */
  readonly journalEntryId: string
  /** Positive minor units of the item's currency; or how to read them once the currency is known. */
  readonly amountMinor: bigint | ((item: OpenItem) => bigint)
  /** Defaults to the entry's date. */
  readonly allocatedOn?: BookDate | undefined
}

/**
 * Allocates an entry that is in the books to an open item. The row lock and the database's own check make sure that
 * never more is taken than is left (`open_item_overallocated`), however many do it at once.
 */
export const settleOpenItem = command(
  'openItem.settle',
  { can: 'ledger:post', via: POSTING_COMMANDS },
  async (cx, { openItemId, journalEntryId, amountMinor, allocatedOn }: SettleOpenItem): Promise<Allocation> => {
    const items = await lockItems(cx, new Map([[cx.companyId, new Set([openItemId])]]))
    const item = items.get(`${cx.companyId} ${openItemId}`) ?? fail('not_found', 'There is no such open item.')
    const entry = await loadEntry(cx, journalEntryId)
    if (!entry.lines.some((line) => line.account === item.account)) {
      fail('open_item_differs', `The entry has no line on account ${item.account}, where the item stands.`)
    }
    const amount = typeof amountMinor === 'bigint' ? amountMinor : amountMinor(item)
    const { planned, left } = takeFrom(item, amount)
    const [allocation] = await insertAllocations(cx, [
      {
        ...planned,
        companyId: cx.companyId,
        journalEntryId,
        allocatedOn: allocatedOn ?? entry.bookedOn,
        reverses: null,
        reason: null,
        recordedBy: actorKey(cx.actor),
      },
    ])
    if (!allocation) throw new Error('the allocation was not written')
    cx.audit({ kind: 'openItem', id: item.id }, { journalEntryId, taken: formatMinor(amount, item.currency) })
    if (left.remainingMinor === 0n) recordSettled(cx, left)
    return allocation
  },
)

export interface UndoAllocation {
  readonly allocationId: string
  /** Where the caller names the item too, they must belong together. */
  readonly openItemId?: string
  readonly reason: string
  /** Defaults to today. */
  readonly on?: BookDate | undefined
}

/** Undoes an allocation by one that reverses it; the item is open again by that much. */
export const undoAllocation = command(
  'allocation.undo',
  { can: 'ledger:post', via: POSTING_COMMANDS },
  async (cx, { allocationId, openItemId, reason, on }: UndoAllocation): Promise<Allocation> => {
    const allocation = await loadAllocation(cx, allocationId)
    if (openItemId && allocation.openItemId !== openItemId) fail('not_found', 'There is no such allocation.')
    if (allocation.reverses) fail('allocation_reversed', 'This is itself the undoing of an allocation.')
    const [undone] = await insertAllocations(cx, [
      {
        ...opposite(allocation, on ?? cx.today),
        companyId: cx.companyId,
        reason,
        recordedBy: actorKey(cx.actor),
      },
    ])
    if (!undone) throw new Error('the allocation was not undone')
    cx.audit({ kind: 'openItem', id: allocation.openItemId }, { undone: allocationId, reason })
    await recordReopened(cx, [allocation.openItemId])
    return undone
  },
)
