import { getPaymentOrder, paymentOrderToWire } from '#src/bank/index.ts'
import type { SubjectView } from './approval-pages.tsx'
import { PaymentOrderView } from './views/payment-order.tsx'

/** What an approver sees of a payment order inside its request. */
export const paymentOrderSubject: SubjectView = async (reader, paymentOrderId) => (
  <PaymentOrderView
    reader={reader}
    order={paymentOrderToWire(await getPaymentOrder(reader.call, { paymentOrderId }))}
  />
)
