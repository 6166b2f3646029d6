import type { Hono } from 'hono'
import { bare, getIntake, type IntakeKind, type OpenedIntake, receiveFiles, sortIntake } from '#src/intake/index.ts'
import { fail, type Problem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, type PageRequest, readerOf, show } from './page-context.ts'
import { type Submitted, submit } from './submit.ts'
import { IntakePage, NewReceiptPage } from './views/intake.tsx'

/** A photo taken with the phone, or files picked: the same record as every other way in. */
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
      afterwards: sortNow,
      next: ({ intake }) => `/intakes/${intake.id}`,
      refused: ({ reader }, problem) => showForm(c, reader, problem),
    }),
  )

  app.get('/c/:companyId/intakes/:intakeId', async (c) => {
    const reader = await companyReaderOf(c)
    const intake = await getIntake(reader.call, c.req.param('intakeId'))
    return show(c, <IntakePage reader={reader} waiting={(await waitingFor(reader)).length} intake={intake} />)
  })
}

const kindOf = (kind: string | undefined): IntakeKind =>
  kind === 'supplierInvoice' ? 'supplierInvoice' : 'expenseReceipt'

/** It is kept; a reader who waits sees at once what it became. The worker does it when this one cannot. */
const sortNow = ({ reader: { call } }: Submitted, { intake }: OpenedIntake): Promise<unknown> =>
  sortIntake(call, intake.id).catch((error: unknown) => {
    call.platform.log.warn({ err: error, intakeId: intake.id }, 'photos are left to the worker')
  })

async function showForm(c: PageRequest, reader: CompanyReader, problem?: Problem) {
  const page = <NewReceiptPage reader={reader} waiting={(await waitingFor(reader)).length} problem={problem} />
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}
