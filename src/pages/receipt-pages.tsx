import type { Hono } from 'hono'
import { getDocument } from '#src/documents/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { changeReceipt, dismissDuplicate, getReceipt, listReceipts, wireReceipt } from '#src/receipts/index.ts'
import { type SubjectView, waitingFor } from './approval-pages.tsx'
import { correctionOf, type RefusedCorrection } from './correct-receipt.ts'
import { type CompanyReader, companyReaderOf, cut, type PageRequest, said, show } from './page-context.ts'
import { carryOut, submit, submittedOf } from './submit.ts'
import { ReceiptPage, ReceiptView } from './views/receipt.tsx'
import { ReceiptsPage } from './views/receipts.tsx'

const ROWS = 100

/** What an approver sees of a receipt inside its request. */
export const receiptSubject: SubjectView = async (reader, receiptId) => (
  <ReceiptView reader={reader} {...(await shown(reader, receiptId))} />
)

/** The receipt as it is shown, with the files that its document was made of, or that lie in it or beside it. */
async function shown({ call }: CompanyReader, receiptId: string) {
  const receipt = wireReceipt(await getReceipt(call, receiptId))
  const { documentId } = receipt
  const isMine = documentId !== null && call.actor.scopes.has('documents:read')
  const attachments = isMine ? (await getDocument(call, documentId)).attachments : []
  return { receipt, attachments }
}

export function mountReceiptPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/receipts', async (c) => {
    const reader = await companyReaderOf(c)
    const after = c.req.query('after')
    const rows = await listReceipts(reader.call, { after, limit: ROWS + 1, isNewestFirst: true })
    const { page, next } = cut(rows, ROWS)
    const waiting = (await waitingFor(reader)).length
    return show(c, <ReceiptsPage reader={reader} waiting={waiting} receipts={page.map(wireReceipt)} next={next} />)
  })

  app.get('/c/:companyId/receipts/:receiptId', async (c) => showReceipt(c, await companyReaderOf(c)))

  app.post('/c/:companyId/receipts/:receiptId/facts', async (c) => {
    const form = await submittedOf(c)
    const { reader, fields } = form
    const receiptId = c.req.param('receiptId')
    const receipt = wireReceipt(await getReceipt(reader.call, receiptId))
    return carryOut(form, {
      run: async ({ call }) => {
        const change = correctionOf(receipt, fields)
        return change ? changeReceipt(call, { ...change, receiptId, seenVersion: Number(fields.seenVersion) }) : receipt
      },
      next: () => `/receipts/${receiptId}`,
      refused: (_, problem) => showReceipt(c, reader, { form: fields, problem }),
    })
  })

  app.post('/c/:companyId/receipts/:receiptId/not-duplicate', (c) =>
    submit(c, {
      run: ({ call, fields: { otherId = '', reason } }) =>
        dismissDuplicate(call, { receiptId: c.req.param('receiptId'), otherId, reason: said(reason) }),
      next: ({ id }) => `/receipts/${id}`,
    }),
  )
}

/** The page of a receipt, with what a correction of it was refused for. */
async function showReceipt(c: PageRequest, reader: CompanyReader, refused?: RefusedCorrection) {
  const receipt = await shown(reader, c.req.param('receiptId') ?? '')
  const waiting = (await waitingFor(reader)).length
  const page = <ReceiptPage reader={reader} waiting={waiting} {...receipt} refused={refused} />
  return show(c, page, (refused?.problem.kind.status ?? 200) as 200)
}
