import type { Hono } from 'hono'
import { getPaymentOrder, paymentOrderToWire, tellItemsApart } from '#src/bank/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import type { SubjectView } from './approval-pages.tsx'
import { companyReaderOf, formOf, said } from './page-context.ts'
import { PaymentOrderView } from './views/payment-order.tsx'

/** What an approver sees of a payment order inside its request. */
export const paymentOrderSubject: SubjectView = async (reader, paymentOrderId) => (
  <PaymentOrderView
    reader={reader}
    order={paymentOrderToWire(await getPaymentOrder(reader.call, { paymentOrderId }))}
  />
)

export function mountPaymentPages(app: Hono<HttpEnv>): void {
  app.post('/c/:companyId/payment-orders/:paymentOrderId/not-duplicate', async (c) => {
    const reader = await companyReaderOf(c)
    const { openItemId = '', otherOpenItemId = '', reason } = await formOf(c, reader)
    const { approvalId } = await getPaymentOrder(reader.call, { paymentOrderId: c.req.param('paymentOrderId') })
    await tellItemsApart(reader.call, { openItemId, otherOpenItemId, reason: said(reason) })
    return c.redirect(`/c/${reader.companyId}/${approvalId ? `approvals/${approvalId}` : 'inbox'}`, 303)
  })
}
