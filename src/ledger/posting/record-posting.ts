import { formatMinor } from '#src/kernel/money.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { JournalEntry } from '../journal-entry.ts'
import { journalEntryPosted, openItemSettled } from '../ledger.events.ts'
import type { OpenItem } from '../open-items/open-item.ts'

/** Audit entry and event of a posting. */
export function recordPosting(cx: Cx, entry: JournalEntry): void {
  const { id, series, fiscalYear, number, bookedOn, hash, reverses, voucher } = entry
  cx.audit({ kind: 'journalEntry', id }, { series, fiscalYear, number, hash, reverses })
  cx.emit(journalEntryPosted, {
    id,
    version: 1,
    series,
    fiscalYear,
    number,
    bookedOn,
    hash,
    reverses,
    voucher: { kind: voucher.kind, id: voucher.id },
  })
}

export function recordSettled(cx: Cx, item: OpenItem): void {
  cx.emit(openItemSettled, {
    id: item.id,
    version: 1,
    remaining: formatMinor(item.remainingMinor, item.currency),
    currency: item.currency,
  })
}
