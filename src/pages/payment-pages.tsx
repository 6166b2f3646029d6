import type { Hono } from 'hono'
import { getPaymentOrder, paymentOrderToWire, tellItemsApart } from '#src/bank/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import type { SubjectView } from './approval-pages.tsx'
import { said } from './page-context.ts'
import { carryOut, submittedOf } from './submit.ts'
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
    const form = await submittedOf(c)
    const { approvalId } = await getPaymentOrder(form.reader.call, { paymentOrderId: c.req.param('paymentOrderId') })
    return carryOut(form, {
      run: async ({ call, fields: { openItemId = '', otherOpenItemId = '', reason } }) =>
        tellItemsApart(call, { openItemId, otherOpenItemId, reason: said(reason) }),
      next: () => (approvalId ? `/approvals/${approvalId}` : '/inbox'),
    })
  })
}
