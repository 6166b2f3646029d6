import { withdrawApproval } from '#src/approvals/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { paymentOrderCancelled } from '../bank.events.ts'
import { demandProposed, loadOrder, lockOrder, moveOrder } from './payment-order.store.ts'
import type { PaymentOrder } from './payment-order.ts'
import { PAYMENT_ORDER } from './payment-order-subject.ts'

export interface CancelPaymentOrder {
  readonly paymentOrderId: string
  readonly reason?: string | undefined
}

/**
 * Gives up a proposed order, and what waits for its approval; its items may be paid by another. An approved one is at the
 * bank. Fails: payment_order_state.
 */
export const cancelPaymentOrder = command(
  'paymentOrder.cancel',
  { can: 'payments:write', via: ['approval.decide'] },
  async (cx: Cx, { paymentOrderId, reason }: CancelPaymentOrder): Promise<PaymentOrder> => {
    // The approval before the order, as a decision locks them: two that come at once wait for each other in line.
    const withdrawn = { kind: PAYMENT_ORDER, id: paymentOrderId, reason: reason ?? 'The payment order was cancelled.' }
    await withdrawApproval(cx, withdrawn)
    const order = await lockOrder(cx, paymentOrderId)
    demandProposed(order)
    await moveOrder(cx, order, 'cancelled')
    cx.audit({ kind: 'paymentOrder', id: order.id }, { contentHash: order.contentHash, reason })
    cx.emit(paymentOrderCancelled, { id: order.id, version: order.version + 1 })
    return loadOrder(cx, order.id)
  },
)
