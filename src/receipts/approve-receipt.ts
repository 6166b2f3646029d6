import type { SubjectHandler } from '#src/approvals/index.ts'
import { getCompany } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { learnOutcomes } from './coding/learn.ts'
import { postReceipt } from './post-receipt.ts'
import { receiptApproved } from './receipt.events.ts'
import { loadReceipt, moveReceipt } from './receipt.store.ts'
import { type Receipt, stateOf } from './receipt.ts'
import { rejectReceipt } from './reject-receipt.ts'

/** Setting of a company: when true, an approved receipt waits until somebody posts it. */
export const MANUAL_POSTING = 'manualPosting'

/**
 * The receipt is approved by those whom its policy asks, and posted in the same transaction unless the company posts by
 * hand: a closed period or a missing account refuses the approval with it. Only an approval calls this.
 */
export const approveReceipt = command(
  'receipt.approve',
  { can: 'receipts:write', via: ['approval.decide', 'receipt.submit'] },
  async (cx: Cx, { receiptId, approvalId }: { receiptId: string; approvalId: string }): Promise<Receipt> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    if (receipt.approvalId !== approvalId || receipt.status !== 'inReview') {
      fail('receipt_changed', 'The receipt has changed since this approval was asked for; look at it again.')
    }
    const approved = await moveReceipt(cx, receipt, 'approved')
    await learnOutcomes(cx, approved)
    cx.audit({ kind: 'receipt', id: receiptId }, { approvalId, contentHash: receipt.contentHash })
    cx.emit(receiptApproved, stateOf(approved))
    const { settings } = await getCompany(cx, undefined)
    return settings[MANUAL_POSTING] === true ? approved : postReceipt(cx, { receiptId })
  },
)

/** What receipts do when people have decided, in the transaction of the deciding answer. */
export const receiptDecided: SubjectHandler = {
  onApproved: async (cx, { subjectId, approvalId }) => {
    await approveReceipt(cx, { receiptId: subjectId, approvalId })
  },
  onRejected: async (cx, { subjectId, reason }) => {
    await rejectReceipt(cx, { receiptId: subjectId, reason })
  },
}
