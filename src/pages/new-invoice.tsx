import type { Hono } from 'hono'
import { changeInvoice, createInvoice, getInvoice, readInvoiceForm, wireInvoice } from '#src/invoices/index.ts'
import { fail, type Problem } from '#src/kernel/problem.ts'
import { listVatCodes } from '#src/ledger/index.ts'
import { listParties } from '#src/parties/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import {
  ADJUSTMENTS,
  adjustmentCount,
  attachmentsOf,
  bodyOfForm,
  formOfInvoice,
  type InvoiceForm,
  LINES,
  lineCount,
} from './invoice-form.ts'
import { keepUpload } from './keep-upload.ts'
import { type CompanyReader, companyReaderOf, type PageRequest, show } from './page-context.ts'
import { carryOut, type Submitted, submittedOf } from './submit.ts'
import { InvoiceFormPage } from './views/invoice-form.tsx'

/** Customers to choose from in a list; who has more starts at the customer's page or in the API. */
const CUSTOMERS = 1000

/** Drafts by a form, new and changed: judged by the same schema and commands as the API's. */
export function mountNewInvoice(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/invoices/new', async (c) => {
    const { customer = '' } = c.req.query()
    return showForm(c, await companyReaderOf(c), { form: { customer } })
  })
  app.post('/c/:companyId/invoices/new', (c) =>
    taken(c, (form) => ({
      keep: ({ call }, said) => createInvoice(call, readInvoiceForm(bodyOfForm(said))),
      page: { form },
    })),
  )

  app.get('/c/:companyId/invoices/:invoiceId/edit', async (c) => {
    const reader = await companyReaderOf(c)
    const draft = await draftOf(c, reader)
    const form = { ...formOfInvoice(draft), seenVersion: String(draft.version) }
    return showForm(c, reader, { form, invoiceId: draft.id })
  })
  app.post('/c/:companyId/invoices/:invoiceId/edit', (c) => {
    const invoiceId = c.req.param('invoiceId')
    return taken(c, (form) => ({
      keep: async ({ call, reader }, said) => {
        const before = await draftOf(c, reader)
        const seenVersion = Number(said.seenVersion)
        // What the form does not show is taken from the draft that it was made of.
        if (before.version !== seenVersion) fail('version_stale', 'The invoice has changed since you opened it.')
        return changeInvoice(call, { invoiceId, seenVersion, ...readInvoiceForm(bodyOfForm(said, before)) })
      },
      page: { form, invoiceId },
    }))
  })
}

async function draftOf(c: PageRequest, { call }: CompanyReader) {
  const invoice = wireInvoice(await getInvoice(call, c.req.param('invoiceId') ?? ''))
  if (invoice.status === 'draft') return invoice
  return fail('invoice_issued', `The invoice is issued as ${invoice.number}; correct it with a credit note.`)
}

interface FormPage {
  readonly form: InvoiceForm
  /** Of the draft that is changed. */
  readonly invoiceId?: string
}

interface Taking {
  readonly keep: (form: Submitted, said: InvoiceForm) => Promise<{ id: string }>
  readonly page: FormPage
}

/** Keeps what the form says, or shows it again: with more lines, or with what it is refused for. */
async function taken(c: PageRequest, of: (form: InvoiceForm) => Taking): Promise<Response> {
  const submitted = await submittedOf(c)
  const { reader, fields } = submitted
  if (fields.act === 'more') {
    const lines = String(lineCount(fields) + LINES)
    const adjustments = String(adjustmentCount(fields) + ADJUSTMENTS)
    return showForm(c, reader, of({ ...(await withFiles(submitted)), lines, adjustments }).page)
  }
  let said: InvoiceForm = fields
  return carryOut(submitted, {
    run: async (form) => {
      said = await withFiles(submitted)
      return of(said).keep(form, said)
    },
    next: ({ id }) => `/invoices/${id}`,
    refused: (_, problem) => showForm(c, reader, of(said).page, problem),
  })
}

/** The form with the files that were picked, which are documents of the company from then on: ids between spaces. */
async function withFiles({ reader, fields, files }: Submitted): Promise<InvoiceForm> {
  const ids = attachmentsOf(fields)
  for (const file of files) ids.push(await keepUpload(reader, file))
  return { ...fields, attachments: [...new Set(ids)].join(' ') }
}

async function showForm(c: PageRequest, reader: CompanyReader, { form, invoiceId }: FormPage, problem?: Problem) {
  const customers = await listParties(reader.call, { kind: 'customer', status: 'active', limit: CUSTOMERS })
  const codes = await listVatCodes(reader.call, undefined)
  const page = (
    <InvoiceFormPage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      customers={customers.toSorted((a, b) => a.name.localeCompare(b.name, reader.locale))}
      vatCodes={codes.filter(({ direction, isActive }) => direction === 'output' && isActive)}
      form={form}
      invoiceId={invoiceId}
      lines={lineCount(form)}
      adjustments={adjustmentCount(form)}
      problem={problem}
    />
  )
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}
