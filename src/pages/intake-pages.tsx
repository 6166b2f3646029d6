import type { Hono } from 'hono'
import {
  bare,
  getIntake,
  type IntakeKind,
  type IntakeView,
  listIntakes,
  listRefusedMails,
  OUTCOMES,
  receiveFiles,
  retryFile,
  sortIntake,
  takeAsReceipt,
  WAYS,
  type Way,
} from '#src/intake/index.ts'
import { fail, type Problem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, cut, type PageRequest, readerOf, show } from './page-context.ts'
import { type Submitted, submit } from './submit.ts'
import { searched } from './views/filter.tsx'
import { IntakePage } from './views/intake.tsx'
import { IntakesPage } from './views/intakes.tsx'
import { NewReceiptPage } from './views/new-receipt.tsx'

const ROWS = 50

/** What comes in: photos and files that are added here, and what became of everything, whatever its way. */
export function mountIntakePages(app: Hono<HttpEnv>): void {
  app.get('/receipts/new', async (c) => {
    const { companies } = await readerOf(c)
    const [only] = companies
    return c.redirect(only && companies.length === 1 ? `/c/${only.id}/receipts/new` : '/companies', 303)
  })

  app.get('/c/:companyId/receipts/new', async (c) => showForm(c, await companyReaderOf(c)))

  app.post('/c/:companyId/receipts/new', (c) =>
    submit(c, {
      run: async ({ call, fields, files }) => {
        if (files.length === 0) fail('intake_empty', 'Take a photo or pick a file first.')
        return receiveFiles(call, {
          ...bare('photo', kindOf(fields.kind)),
          parts: files,
          isOneReceipt: fields.pages === 'one',
        })
      },
      afterwards: (form, { intake }) => sortNow(form, intake),
      next: ({ intake }) => `/intakes/${intake.id}`,
      refused: ({ reader }, problem) => showForm(c, reader, problem),
    }),
  )

  app.get('/c/:companyId/intakes', async (c) => showIntakes(c, await companyReaderOf(c)))

  app.get('/c/:companyId/intakes/:intakeId', async (c) => showIntake(c, await companyReaderOf(c)))

  app.post('/c/:companyId/intakes/:intakeId/files/:fileId/receipts', (c) =>
    submit(c, {
      run: ({ call }) => takeAsReceipt(call, c.req.param()),
      afterwards: sortNow,
      next: ({ id }) => `/intakes/${id}`,
      refused: ({ reader }, problem) => showIntake(c, reader, problem),
    }),
  )

  app.post('/c/:companyId/intakes/:intakeId/files/:fileId/retries', (c) =>
    submit(c, {
      run: ({ call }) => retryFile(call, c.req.param()),
      afterwards: sortNow,
      next: ({ id }) => `/intakes/${id}`,
      refused: ({ reader }, problem) => showIntake(c, reader, problem),
    }),
  )
}

const kindOf = (kind: string | undefined): IntakeKind =>
  kind === 'supplierInvoice' ? 'supplierInvoice' : 'expenseReceipt'

/** It is kept; a reader who waits sees at once what it became. The worker does it when this one cannot. */
const sortNow = ({ reader: { call } }: Submitted, intake: IntakeView): Promise<unknown> =>
  sortIntake(call, intake.id).catch((error: unknown) => {
    call.platform.log.warn({ err: error, intakeId: intake.id }, 'files are left to the worker')
  })

async function showForm(c: PageRequest, reader: CompanyReader, problem?: Problem) {
  const page = <NewReceiptPage reader={reader} waiting={(await waitingFor(reader)).length} problem={problem} />
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}

/** A mail is one for people, whoever handed it over. */
const isMail = (way: Way): boolean => way === 'mail' || way === 'mailWebhook'

async function showIntakes(c: PageRequest, reader: CompanyReader) {
  const { text, way, outcome, after } = c.req.query()
  const choice = {
    text: searched(text),
    way: WAYS.find((one) => one === way),
    outcome: OUTCOMES.find((one) => one === outcome),
  }
  const { way: chosen, ...rest } = choice
  const ways = chosen && (isMail(chosen) ? WAYS.filter(isMail) : [chosen])
  const rows = await listIntakes(reader.call, { ...rest, ways, after, limit: ROWS + 1, isNewestFirst: true })
  const { page: intakes, next } = cut(rows, ROWS)
  const isAsked = after === undefined && (way === undefined || way === '' || way === 'mail')
  const refused =
    isAsked && [undefined, 'refused'].includes(choice.outcome) ? await listRefusedMails(reader.call, choice.text) : []
  const found = { intakes, refused, choice, next }
  return show(c, <IntakesPage reader={reader} waiting={(await waitingFor(reader)).length} {...found} />)
}

async function showIntake(c: PageRequest, reader: CompanyReader, problem?: Problem) {
  const intake = await getIntake(reader.call, c.req.param('intakeId') ?? '')
  const waiting = (await waitingFor(reader)).length
  const page = <IntakePage reader={reader} waiting={waiting} intake={intake} problem={problem} />
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}
