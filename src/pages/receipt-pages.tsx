import type { Hono } from 'hono'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { dismissDuplicate, getReceipt, listReceipts, wireReceipt } from '#src/receipts/index.ts'
import { type SubjectView, waitingFor } from './approval-pages.tsx'
import { companyReaderOf, said, show } from './page-context.ts'
import { submit } from './submit.ts'
import { ReceiptPage, ReceiptView } from './views/receipt.tsx'
import { ReceiptsPage } from './views/receipts.tsx'

const ROWS = 200

/** What an approver sees of a receipt inside its request. */
export const receiptSubject: SubjectView = async (reader, receiptId) => (
  <ReceiptView reader={reader} receipt={wireReceipt(await getReceipt(reader.call, receiptId))} />
)

export function mountReceiptPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/receipts', async (c) => {
    const reader = await companyReaderOf(c)
    const receipts = await listReceipts(reader.call, { after: undefined, limit: ROWS })
    const waiting = (await waitingFor(reader)).length
    return show(c, <ReceiptsPage reader={reader} waiting={waiting} receipts={receipts.map(wireReceipt).reverse()} />)
  })

  app.get('/c/:companyId/receipts/:receiptId', async (c) => {
    const reader = await companyReaderOf(c)
    const receipt = wireReceipt(await getReceipt(reader.call, c.req.param('receiptId')))
    return show(c, <ReceiptPage reader={reader} waiting={(await waitingFor(reader)).length} receipt={receipt} />)
  })

  app.post('/c/:companyId/receipts/:receiptId/not-duplicate', (c) =>
    submit(c, {
      run: ({ call, fields: { otherId = '', reason } }) =>
        dismissDuplicate(call, { receiptId: c.req.param('receiptId'), otherId, reason: said(reason) }),
      next: ({ id }) => `/receipts/${id}`,
    }),
  )
}
