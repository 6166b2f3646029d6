import type { Hono } from 'hono'
import { type AuditEntry, listAuditLog } from '#src/audit/index.ts'
import { getDocument } from '#src/documents/index.ts'
import {
  checkInvoice,
  getInvoice,
  type InvoiceStatus,
  invoicePdf,
  listDeliveries,
  listInvoices,
  listOpenInvoices,
  wireDelivery,
  wireInvoice,
} from '#src/invoices/index.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { file } from '#src/platform/http/answer.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, cut, type PageRequest, show } from './page-context.ts'
import { InvoicePage } from './views/invoice.tsx'
import { type InvoiceState, InvoicesPage, STATES, type WiredInvoice } from './views/invoices.tsx'

const ROWS = 50
const DELIVERIES = 100
const TRAIL = 50

export function mountInvoicePages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/invoices', async (c) => {
    const reader = await companyReaderOf(c)
    const { state: wanted, number = '', after } = c.req.query()
    const state = STATES.find((one) => one === wanted) ?? 'all'
    const filter = { state, number: /^\d{1,18}$/.test(number) ? number : undefined, after }
    const { invoices, next } = await invoicesOf(reader, filter)
    const waiting = (await waitingFor(reader)).length
    return show(c, <InvoicesPage reader={reader} waiting={waiting} invoices={invoices} filter={filter} next={next} />)
  })

  app.get('/c/:companyId/invoices/:invoiceId', async (c) => showInvoice(c, await companyReaderOf(c)))

  app.get('/c/:companyId/invoices/:invoiceId/pdf', async (c) => {
    const { call } = await companyReaderOf(c)
    const { bytes, name } = await invoicePdf(call, c.req.param('invoiceId'))
    const answer = file(bytes, 'application/pdf', name)
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers })
  })
}

interface Wanted {
  readonly state: InvoiceState
  readonly number: string | undefined
  readonly after: string | undefined
}

interface Found {
  readonly invoices: readonly WiredInvoice[]
  /** Where the next page goes on; null at the end. */
  readonly next: string | null
}

/** What waits for money comes with the oldest first, all else with the newest. */
async function invoicesOf({ call }: CompanyReader, { state, number, after }: Wanted): Promise<Found> {
  if (number === undefined && (state === 'open' || state === 'overdue')) {
    const { invoices, nextAfter } = await listOpenInvoices(call, { isOverdue: state === 'overdue', after, limit: ROWS })
    return { invoices: invoices.map(wireInvoice), next: nextAfter }
  }
  const status: InvoiceStatus | undefined = state === 'draft' || state === 'issued' ? state : undefined
  const rows = await listInvoices(call, { status, number, after, limit: ROWS + 1, isNewestFirst: true })
  const { page, next } = cut(rows, ROWS)
  return { invoices: page.map(wireInvoice), next }
}

/** The page of an invoice, with what an act on it was refused for. */
export async function showInvoice(c: PageRequest, reader: CompanyReader, problem?: Problem) {
  const { call } = reader
  const invoiceId = c.req.param('invoiceId') ?? ''
  const invoice = wireInvoice(await getInvoice(call, invoiceId))
  const deliveries = await listDeliveries(call, { invoiceId, after: undefined, limit: DELIVERIES })
  const page = (
    <InvoicePage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      invoice={invoice}
      deliveries={deliveries.map(wireDelivery).reverse()}
      files={await filesOf(reader, invoice)}
      trail={await trailOf(reader, invoiceId)}
      check={invoice.status === 'draft' ? await checkInvoice(call, { invoiceId }) : undefined}
      problem={problem}
    />
  )
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}

/** The files that go out with it, for those who may read documents. */
async function filesOf(
  { call }: CompanyReader,
  { attachments }: WiredInvoice,
): Promise<{ id: string; name: string }[]> {
  if (!call.actor.scopes.has('documents:read')) return []
  return Promise.all(attachments.map((documentId) => getDocument(call, documentId)))
}

/** Who did what to it, for those who may read the log. */
async function trailOf({ call }: CompanyReader, subject: string): Promise<AuditEntry[]> {
  if (!call.actor.scopes.has('audit:read')) return []
  return listAuditLog(call, { subject, after: undefined, limit: TRAIL })
}
