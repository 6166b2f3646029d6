import { query } from '#src/platform/command/index.ts'
import { itemsSettledByRows, type SettledItem, standingAllocations } from './allocation.store.ts'
import { findOpenItemRows, loadOpenItem, type OpenItemFilter } from './open-item.store.ts'
import type { Allocation, OpenItem } from './open-item.ts'

/** Open items by what is known about them, in the order in which they were opened; at most 1000 at a time. */
export const findOpenItems = query(
  'openItem.list',
  { can: 'ledger:read' },
  (cx, filter: OpenItemFilter): Promise<OpenItem[]> => findOpenItemRows(cx, filter),
)

export const getOpenItem = query(
  'openItem.get',
  { can: 'ledger:read' },
  (cx, { openItemId }: { openItemId: string }): Promise<OpenItem> => loadOpenItem(cx, openItemId),
)

/** What the entries of vouchers, such as bank transactions, settle. */
export const itemsSettledBy = query(
  'openItem.settledBy',
  { can: 'ledger:read' },
  (cx, { voucherIds }: { voucherIds: readonly string[] }): Promise<SettledItem[]> => itemsSettledByRows(cx, voucherIds),
)

/** Allocations in force of an item or of an entry. */
export const listAllocations = query(
  'allocation.list',
  { can: 'ledger:read' },
  (cx, filter: { openItemId?: string; journalEntryId?: string }): Promise<Allocation[]> =>
    standingAllocations(cx, filter),
)
