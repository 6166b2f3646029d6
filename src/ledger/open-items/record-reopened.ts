import { formatMinor } from '#src/kernel/money.ts'
import type { Cx } from '#src/platform/cx.ts'
import { openItemReopened } from '../ledger.events.ts'
import { findOpenItemRows } from './open-item.store.ts'

/** Tells of items of which more is left than before. */
export async function recordReopened(cx: Cx, openItemIds: readonly string[]): Promise<void> {
  const items = await findOpenItemRows(cx, { ids: [...new Set(openItemIds)], status: 'all' })
  for (const item of items) {
    const remaining = formatMinor(item.remainingMinor, item.currency)
    cx.emit(openItemReopened, { id: item.id, version: 1, remaining, currency: item.currency })
  }
}
