import type { Hono } from 'hono'
import { type DocumentDetails, getDocument, lookAtPages } from '#src/documents/index.ts'
import { listIntakes } from '#src/intake/index.ts'
import { isProblem, type Problem } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import {
  changeReceipt,
  codeAndSubmit,
  dismissDuplicate,
  getReceipt,
  listReceipts,
  RECEIPT_STATUSES,
  rejectReceipt,
  wireReceipt,
} from '#src/receipts/index.ts'
import { type SubjectView, waitingFor } from './approval-pages.tsx'
import { type CodingRow, codingOf, ROWS_MAX, rowsOf, rowsOfForm, withRow } from './code-receipt.ts'
import { codingListsOf, mayCode } from './coding-lists.ts'
import { correctionOf, type RefusedCorrection } from './correct-receipt.ts'
import { type CompanyReader, companyReaderOf, cut, type PageRequest, said, show } from './page-context.ts'
import { pagesBeside, type ShownPage } from './read-fields.ts'
import { carryOut, submit, submittedOf } from './submit.ts'
import type { CodingForm } from './views/code-receipt.tsx'
import { searched } from './views/filter.tsx'
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
  const document = isMine ? await getDocument(call, documentId) : undefined
  const carried = document && (await carriedIn(call, receipt, document))
  const [intake] = await listIntakes(call, { receiptId, outcome: 'receipt', after: undefined, limit: 1 })
  return { receipt, attachments: document?.attachments ?? [], carried, intake }
}

/** The pages around an e-invoice that came inside a PDF; undefined for what is shown otherwise, or cannot be drawn. */
async function carriedIn(
  call: Call,
  receipt: ReturnType<typeof wireReceipt>,
  { id, mediaType, contentDeletedAt }: DocumentDetails,
): Promise<readonly ShownPage[] | undefined> {
  const isCarried = receipt.origin === 'einvoice' && mediaType === 'application/pdf' && contentDeletedAt === null
  if (!isCarried) return undefined
  try {
    return pagesBeside(receipt, await lookAtPages(call, id))
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}

export function mountReceiptPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/receipts', async (c) => {
    const reader = await companyReaderOf(c)
    const { text, status, after } = c.req.query()
    const choice = {
      text: searched(text),
      status: RECEIPT_STATUSES.find((one) => one === status),
    }
    const rows = await listReceipts(reader.call, { ...choice, after, limit: ROWS + 1, isNewestFirst: true })
    const { page, next } = cut(rows, ROWS)
    const found = { choice, receipts: page.map(wireReceipt), next, waiting: (await waitingFor(reader)).length }
    return show(c, <ReceiptsPage reader={reader} {...found} />)
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
      refused: (_, problem) => showReceipt(c, reader, { refused: { form: fields, problem } }),
    })
  })

  app.post('/c/:companyId/receipts/:receiptId/coding', (c) => codeLines(c))

  app.post('/c/:companyId/receipts/:receiptId/rejections', (c) =>
    submit(c, {
      run: async ({ call, fields: { reason, seenVersion } }) =>
        rejectReceipt(call, {
          receiptId: c.req.param('receiptId'),
          reason: said(reason),
          seenVersion: Number(seenVersion),
        }),
      next: ({ id }) => `/receipts/${id}`,
      refused: ({ reader }, problem) => showReceipt(c, reader, { problem }),
    }),
  )

  app.post('/c/:companyId/receipts/:receiptId/not-duplicate', (c) =>
    submit(c, {
      run: ({ call, fields: { otherId = '', reason } }) =>
        dismissDuplicate(call, { receiptId: c.req.param('receiptId'), otherId, reason: said(reason) }),
      next: ({ id }) => `/receipts/${id}`,
    }),
  )
}

/** The lines as a form says them: kept, kept and put up for approval, or shown again with room for more. */
async function codeLines(c: PageRequest): Promise<Response> {
  const form = await submittedOf(c)
  const { reader, fields } = form
  const { act = 'keep' } = fields
  const receiptId = c.req.param('receiptId') ?? ''
  const rows = rowsOfForm(fields)
  if (act === 'add' || act.startsWith('split-')) return showReceipt(c, reader, { rows: withRow(rows, act) })
  const receipt = wireReceipt(await getReceipt(reader.call, receiptId))
  return carryOut(form, {
    run: async ({ call }) => {
      const { change } = codingOf(receipt, rows)
      const seenVersion = Number(fields.seenVersion)
      if (act === 'submit') return codeAndSubmit(call, { receiptId, seenVersion, change })
      return change ? changeReceipt(call, { ...change, receiptId, seenVersion }) : receipt
    },
    next: () => `/receipts/${receiptId}`,
    refused: (_, problem) => showReceipt(c, reader, { rows, problem }),
  })
}

/** What was sent and is shown again: a correction, or the rows of the lines. */
interface Again {
  readonly refused?: RefusedCorrection
  readonly rows?: readonly CodingRow[]
  readonly problem?: Problem
}

/** The page of a receipt, with what was refused. */
async function showReceipt(c: PageRequest, reader: CompanyReader, again: Again = {}) {
  const { refused, rows, problem = refused?.problem } = again
  const found = await shown(reader, c.req.param('receiptId') ?? '')
  const waiting = (await waitingFor(reader)).length
  const coding = await codingForm(reader, found.receipt, { ...(rows ? { rows, problem } : {}) })
  const isTold = refused !== undefined || (coding !== undefined && rows !== undefined)
  const nextDraftId = await nextDraft(reader, found.receipt.id)
  const told = { coding, refused, nextDraftId, problem: isTold ? undefined : problem }
  const page = <ReceiptPage reader={reader} waiting={waiting} {...found} {...told} />
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}

/** Undefined where the lines are only shown. */
async function codingForm(
  reader: CompanyReader,
  receipt: ReturnType<typeof wireReceipt>,
  { rows: sent, problem }: { rows?: readonly CodingRow[]; problem?: Problem | undefined },
): Promise<CodingForm | undefined> {
  if (!mayCode(reader, receipt)) return undefined
  const lists = await codingListsOf(reader, receipt)
  const rows = sent ?? rowsOf(receipt, lists.vatCodes)
  if (rows.length === 0 || rows.length > ROWS_MAX) return undefined
  return { rows, lists, problem, wrongRows: wrongRows(receipt, rows, problem) }
}

/** Rows whose lines the problem points at. */
function wrongRows(
  receipt: ReturnType<typeof wireReceipt>,
  rows: readonly CodingRow[],
  problem: Problem | undefined,
): ReadonlySet<number> {
  const places = (problem?.options.errors ?? []).flatMap(({ pointer }) => /^\/lines\/(\d+)\//.exec(pointer)?.[1] ?? [])
  if (places.length === 0) return new Set()
  // What is missing is told by the lines of the receipt, what is wrong in the form by those that it changes.
  const isOfReceipt = problem?.code === 'receipt_incomplete'
  const { rowOfLine } = isOfReceipt ? { rowOfLine: [] } : codingOf(receipt, rows)
  const rowOf = (place: number) =>
    isOfReceipt ? rows.findIndex(({ key }) => key === `l${place + 1}`) : (rowOfLine[place] ?? -1)
  return new Set(places.map((place) => rowOf(Number(place))))
}

/** The draft that came before this one, else the newest other; undefined when there is none. */
async function nextDraft({ call }: CompanyReader, receiptId: string): Promise<string | undefined> {
  const drafts = { status: 'draft', isNewestFirst: true } as const
  const [older] = await listReceipts(call, { ...drafts, after: receiptId, limit: 1 })
  if (older) return older.id
  const newest = await listReceipts(call, { ...drafts, after: undefined, limit: 2 })
  return newest.find(({ id }) => id !== receiptId)?.id
}
