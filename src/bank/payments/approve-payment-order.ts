import { decideApproval, getApproval } from '#src/approvals/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import '../bank.problems.ts'
import { demandProposed, loadOrder } from './payment-order.store.ts'
import type { PaymentOrder } from './payment-order.ts'
import { askForApproval } from './payment-order-subject.ts'

export interface ApprovePaymentOrder {
  readonly paymentOrderId: string
  /** The version that the approver looked at. */
  readonly seenVersion: number
}

/**
 * One person's yes to an order: the same answer as in its approval, whose policy may ask for more people. The last one
 * seals the file. Fails: payment_order_self, payment_order_state, payment_order_stale, version_stale, and what the
 * approval refuses.
 */
export const approvePaymentOrder = command(
  'paymentOrder.approve',
  { can: 'payments:approve' },
  async (cx: Cx, { paymentOrderId, seenVersion }: ApprovePaymentOrder): Promise<PaymentOrder> => {
    const order = await loadOrder(cx, paymentOrderId)
    demandProposed(order)
    if (order.version !== seenVersion) fail('version_stale', 'The order has changed since you read it; read it again.')
    demandOther(cx, order)
    const approvalId = order.approvalId ?? (await askForApproval(cx, order))
    cx.audit({ kind: 'paymentOrder', id: order.id }, { contentHash: order.contentHash, approvalId })
    const { version } = await getApproval(cx, { approvalId })
    const { contentHash } = order
    await decideApproval(cx, { approvalId, decision: 'approve', seenVersion: version, contentHash })
    return loadOrder(cx, order.id)
  },
)

function demandOther(cx: Cx, order: PaymentOrder): void {
  if (cx.actor.personId === null) {
    fail('payment_order_self', 'A person must approve payments; use a person’s credential.')
  }
  if (actorKey(cx.actor) === order.createdBy) {
    fail('payment_order_self', 'You created this payment order; somebody else must approve it.')
  }
}
