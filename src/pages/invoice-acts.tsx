import type { Hono } from 'hono'
import {
  creditInvoice,
  deleteInvoice,
  issueInvoice,
  type PlanDelivery,
  planDelivery,
  retryDelivery,
} from '#src/invoices/index.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { showInvoice } from './invoice-pages.tsx'
import { type CompanyReader, companyReaderOf, formOf, type PageRequest } from './page-context.ts'

interface Act {
  readonly reader: CompanyReader
  readonly invoiceId: string
  readonly form: Readonly<Record<string, string>>
}

/** Does what a form of the invoice asks for; answers the id of the invoice to go on to, or null for the list. */
type Run = (act: Act) => Promise<string | null>

const seen = ({ seenVersion }: Act['form']) => (seenVersion === undefined ? undefined : Number(seenVersion))

const issue: Run = async ({ reader: { call }, invoiceId, form }) =>
  (await issueInvoice(call, { invoiceId, seenVersion: seen(form) })).id

const remove: Run = async ({ reader: { call }, invoiceId, form }) => {
  await deleteInvoice(call, { invoiceId, seenVersion: seen(form) })
  return null
}

/** The reason stands on the credit note and in the log. */
const credit: Run = async ({ reader: { call }, invoiceId, form }) => {
  const reason = form.reason?.trim().slice(0, REASON_MAX)
  if (!reason) fail('request_invalid', 'Say why the invoice is credited.')
  return (await creditInvoice(call, { invoiceId, seenVersion: seen(form), reason })).id
}
const REASON_MAX = 1000

const send: Run = async ({ reader: { call }, invoiceId, form }) => {
  const to = form.to?.trim()
  await planDelivery(call, { invoiceId, channel: channelOf(form), ...(to ? { to } : {}) })
  return invoiceId
}

function channelOf({ channel }: Act['form']): PlanDelivery['channel'] {
  if (channel === 'email' || channel === 'network') return channel
  return fail('request_invalid', 'Choose e-mail or the network.')
}

const retry: Run = async ({ reader: { call }, invoiceId, form }) => {
  await retryDelivery(call, { invoiceId, deliveryId: form.deliveryId ?? '' })
  return invoiceId
}

const ACTS: Readonly<Record<string, Run>> = {
  issuances: issue,
  deletions: remove,
  'credit-notes': credit,
  deliveries: send,
  retries: retry,
}

/** What can be done on the page of an invoice. A refusal is shown there, beside what it is about. */
export function mountInvoiceActs(app: Hono<HttpEnv>): void {
  for (const [path, run] of Object.entries(ACTS)) {
    app.post(`/c/:companyId/invoices/:invoiceId/${path}`, (c) => act(c, run))
  }
}

async function act(c: PageRequest, run: Run): Promise<Response> {
  const reader = await companyReaderOf(c)
  const form = await formOf(c, reader)
  try {
    const next = await run({ reader, invoiceId: c.req.param('invoiceId') ?? '', form })
    return c.redirect(`/c/${reader.companyId}/invoices${next === null ? '' : `/${next}`}`, 303)
  } catch (error) {
    if (!isProblem(error) || error.kind.status >= 500 || isProblem(error, 'not_found')) throw error
    return showInvoice(c, reader, error)
  }
}
