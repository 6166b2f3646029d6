import type { Hono } from 'hono'
import { createInvoice, readInvoiceForm } from '#src/invoices/index.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { listVatCodes } from '#src/ledger/index.ts'
import { listParties } from '#src/parties/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { figure } from './figure.ts'
import { keepUpload } from './keep-upload.ts'
import { type CompanyReader, companyReaderOf, type PageRequest, show } from './page-context.ts'
import { carryOut, type Submitted, submittedOf } from './submit.ts'
import { NewInvoicePage } from './views/new-invoice.tsx'

/** Customers to choose from in a list; who has more starts at the customer's page or in the API. */
const CUSTOMERS = 1000
const LINES = 4
const LINES_MAX = 200

/** A draft by a form: it is judged by the same schema and command as the API's. */
export function mountNewInvoice(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/invoices/new', async (c) => {
    const { customer = '' } = c.req.query()
    return showForm(c, await companyReaderOf(c), { customer })
  })

  app.post('/c/:companyId/invoices/new', async (c) => {
    const form = await submittedOf(c)
    const { reader, fields } = form
    let said: Form = fields
    if (fields.act === 'more') {
      said = await withFiles(form)
      return showForm(c, reader, { ...said, lines: String(lineCount(fields) + LINES) })
    }
    return carryOut(form, {
      run: async ({ call }) => {
        said = await withFiles(form)
        return createInvoice(call, readInvoiceForm(bodyOf(said)))
      },
      next: ({ id }) => `/invoices/${id}`,
      refused: (_, problem) => showForm(c, reader, said, problem),
    })
  })
}

type Form = Readonly<Record<string, string>>

/** The form with the files that were picked, which are documents of the company from then on: ids between spaces. */
async function withFiles({ reader, fields, files }: Submitted): Promise<Form> {
  const ids = attachmentsOf(fields)
  for (const file of files) ids.push(await keepUpload(reader, file))
  return { ...fields, attachments: [...new Set(ids)].join(' ') }
}

const attachmentsOf = ({ attachments = '' }: Form): string[] => attachments.split(' ').filter(Boolean)

async function showForm(c: PageRequest, reader: CompanyReader, form: Form, problem?: Problem) {
  const customers = await listParties(reader.call, { kind: 'customer', status: 'active', limit: CUSTOMERS })
  const codes = await listVatCodes(reader.call, undefined)
  const page = (
    <NewInvoicePage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      customers={customers.toSorted((a, b) => a.name.localeCompare(b.name, reader.locale))}
      vatCodes={codes.filter(({ direction, isActive }) => direction === 'output' && isActive)}
      form={form}
      lines={lineCount(form)}
      problem={problem}
    />
  )
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}

const lineCount = ({ lines = '' }: Form): number => {
  const count = Number(lines)
  return Number.isInteger(count) && count >= LINES ? Math.min(count, LINES_MAX) : LINES
}

/** The form as the body of createInvoice; an empty field is one left out, a line of empty fields is none. */
function bodyOf(form: Form): object {
  const said = (name: string) => form[name]?.trim() || undefined
  const lines = Array.from({ length: lineCount(form) }, (_, index) => {
    const field = (name: string) => said(`${name}${index}`)
    const [description, quantity, price] = [field('description'), field('quantity'), field('unitPrice')]
    if (description === undefined && price === undefined) return undefined
    return {
      description: description ?? '',
      quantity: figure(quantity ?? '1'),
      unitPrice: figure(price ?? ''),
      ...optional({ discountPercent: field('discount') && figure(field('discount') ?? ''), vatCode: field('vatCode') }),
    }
  })
  return {
    customer: { partyId: said('customer') ?? '' },
    ...optional({ dueOn: said('dueOn'), buyerReference: said('buyerReference') }),
    ...optional({ orderReference: said('orderReference'), note: said('note') }),
    attachments: attachmentsOf(form),
    lines: lines.filter((line) => line !== undefined),
  }
}

const optional = (fields: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))
