import type { Hono } from 'hono'
import {
  type CreditInvoice,
  creditInvoice,
  deleteInvoice,
  issueInvoice,
  type PlanDelivery,
  planDelivery,
  retryDelivery,
} from '#src/invoices/index.ts'
import { parseDecimal } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { figure } from './figure.ts'
import { showInvoice } from './invoice-pages.tsx'
import type { PageRequest } from './page-context.ts'
import { type Submitted, submit } from './submit.ts'

type Run<Out> = (form: Submitted, invoiceId: string) => Promise<Out>

const seen = ({ seenVersion }: Submitted['fields']) => (seenVersion === undefined ? undefined : Number(seenVersion))

const issue = async ({ call, fields }: Submitted, invoiceId: string) =>
  issueInvoice(call, { invoiceId, seenVersion: seen(fields) })

const remove = async ({ call, fields }: Submitted, invoiceId: string) =>
  deleteInvoice(call, { invoiceId, seenVersion: seen(fields) })

/** The reason stands on the credit note and in the log. */
const credit = async ({ call, fields }: Submitted, invoiceId: string) => {
  const reason = fields.reason?.trim().slice(0, REASON_MAX)
  if (!reason) fail('request_invalid', 'Say why the invoice is credited.')
  return creditInvoice(call, { invoiceId, seenVersion: seen(fields), reason, ...creditedLines(fields) })
}
const REASON_MAX = 1000

/** The lines with a quantity; of a form without any, the whole invoice. */
function creditedLines(fields: Submitted['fields']): Pick<CreditInvoice, 'lines'> {
  if (fields.part === undefined) return {}
  const lines = Object.entries(fields).flatMap(([name, text]) => {
    const place = /^credit(\d{1,3})$/.exec(name)?.[1]
    if (place === undefined || text.trim() === '') return []
    const quantity = parseDecimal(figure(text))
    if (!quantity) fail('request_invalid', `"${text.slice(0, 20)}" is no quantity.`)
    return [{ lineNumber: Number(place), quantity }]
  })
  if (lines.length === 0) fail('request_invalid', 'Say how much of which line is credited.')
  return { lines }
}

const send = async ({ call, fields }: Submitted, invoiceId: string) => {
  const to = fields.to?.trim()
  return planDelivery(call, { invoiceId, channel: channelOf(fields), ...(to ? { to } : {}) })
}

function channelOf({ channel }: Submitted['fields']): PlanDelivery['channel'] {
  if (channel === 'email' || channel === 'network') return channel
  return fail('request_invalid', 'Choose e-mail or the network.')
}

const retry = async ({ call, fields }: Submitted, invoiceId: string) =>
  retryDelivery(call, { invoiceId, deliveryId: fields.deliveryId ?? '' })

/** What can be done on the page of an invoice. */
export function mountInvoiceActs(app: Hono<HttpEnv>): void {
  const post = <Out>(path: string, run: Run<Out>, next: (out: Out, invoiceId: string) => string) =>
    app.post(`/c/:companyId/invoices/:invoiceId/${path}`, (c) => act(c, run, next))
  const back = (_: unknown, invoiceId: string) => `/${invoiceId}`
  post('issuances', issue, ({ id }) => `/${id}`)
  post('deletions', remove, () => '')
  post('credit-notes', credit, ({ id }) => `/${id}`)
  post('deliveries', send, back)
  post('retries', retry, back)
}

/** A refusal is shown on the page of the invoice, beside what it is about. */
function act<Out>(c: PageRequest, run: Run<Out>, next: (out: Out, invoiceId: string) => string): Promise<Response> {
  const invoiceId = c.req.param('invoiceId') ?? ''
  return submit(c, {
    run: (form) => run(form, invoiceId),
    next: (out) => `/invoices${next(out, invoiceId)}`,
    refused: async ({ reader }, problem) => showInvoice(c, reader, problem),
  })
}
