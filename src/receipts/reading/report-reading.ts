import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { receiptReadingProgressed } from '../receipt.events.ts'
import { loadReceipt, putReading } from '../receipt.store.ts'
import { stateOf } from '../receipt.ts'
import type { Progress } from './reading.ts'

interface ReportReading extends Progress {
  readonly receiptId: string
}

/** Tells how many pages of a receipt are read. A reading that is over, or further on, stays as it is. */
export const reportReading = command(
  'receipt.reportReading',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, done, pages }: ReportReading): Promise<void> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    const { reading } = receipt
    const isLate = reading?.status !== 'reading' || (reading.progress?.done ?? 0) >= done
    cx.audit({ kind: 'receipt', id: receiptId }, { done, pages, isLate })
    if (isLate) return
    await putReading(cx, receiptId, { ...reading, progress: { done, pages } })
    cx.emit(receiptReadingProgressed, { ...stateOf(receipt), done, pages })
  },
)
