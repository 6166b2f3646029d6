import { withdrawApproval } from '#src/approvals/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { dropOutcomes } from './coding/memory.store.ts'
import { demandVersion } from './demand-version.ts'
import { receiptRejected } from './receipt.events.ts'
import { loadReceipt, moveReceipt } from './receipt.store.ts'
import { type Receipt, stateOf } from './receipt.ts'

export interface RejectReceipt {
  readonly receiptId: string
  readonly reason: string
  readonly seenVersion?: number | undefined
}

/** Rejects a receipt that is not posted; a pending approval is withdrawn. The document stays. */
export const rejectReceipt = command(
  'receipt.reject',
  { can: 'receipts:write', via: ['approval.decide'] },
  async (cx: Cx, { receiptId, reason, seenVersion }: RejectReceipt): Promise<Receipt> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    demandVersion(receipt, seenVersion)
    const rejected = await moveReceipt(cx, receipt, 'rejected', { rejectionReason: reason })
    if (receipt.status === 'inReview') await withdrawApproval(cx, { kind: 'receipt', id: receiptId, reason })
    await dropOutcomes(cx, receiptId)
    cx.audit({ kind: 'receipt', id: receiptId }, { reason })
    cx.emit(receiptRejected, stateOf(rejected))
    return rejected
  },
)
