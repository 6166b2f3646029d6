import type { Hono } from 'hono'
import { bare, getIntake, type IntakeKind, receiveFiles, sortIntake } from '#src/intake/index.ts'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { companyReaderOf, demandToken, type PageRequest, readerOf, show } from './page-context.ts'
import { IntakePage, NewReceiptPage } from './views/intake.tsx'

/** Files of one form; more come in a second one. */
const FILES_MAX = 50

/** A photo taken with the phone, or files picked: the same record as every other way in. */
export function mountIntakePages(app: Hono<HttpEnv>): void {
  app.get('/receipts/new', async (c) => {
    const { companies } = await readerOf(c)
    const [only] = companies
    return c.redirect(only && companies.length === 1 ? `/c/${only.id}/receipts/new` : '/companies', 303)
  })

  app.get('/c/:companyId/receipts/new', async (c) => {
    const reader = await companyReaderOf(c)
    return show(c, <NewReceiptPage reader={reader} waiting={(await waitingFor(reader)).length} />)
  })

  app.post('/c/:companyId/receipts/new', async (c) => {
    const reader = await companyReaderOf(c)
    const { csrf, kind, files } = await photosOf(c)
    demandToken(reader, csrf)
    if (files.length === 0) fail('intake_empty', 'Take a photo or pick a file first.')
    const { intake } = await receiveFiles(reader.call, { ...bare('photo', kind), parts: files })
    // It is kept; a reader who waits sees at once what it became. The worker does it when this one cannot.
    await sortIntake(reader.call, intake.id).catch((error: unknown) => {
      reader.call.platform.log.warn({ err: error, intakeId: intake.id }, 'photos are left to the worker')
    })
    return c.redirect(`/c/${reader.companyId}/intakes/${intake.id}`, 303)
  })

  app.get('/c/:companyId/intakes/:intakeId', async (c) => {
    const reader = await companyReaderOf(c)
    const intake = await getIntake(reader.call, c.req.param('intakeId'))
    return show(c, <IntakePage reader={reader} waiting={(await waitingFor(reader)).length} intake={intake} />)
  })
}

/** A browser sends an empty file where none was picked. */
async function photosOf(c: PageRequest) {
  const form = await c.req.parseBody({ all: true })
  const picked = [form.file].flat().filter((value): value is File => value instanceof File && value.size > 0)
  if (picked.length > FILES_MAX) fail('body_too_large', `Send at most ${FILES_MAX} files at once.`)
  const files = await Promise.all(
    picked.map(async (file) => ({
      name: file.name,
      mediaType: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  const kind: IntakeKind = form.kind === 'supplierInvoice' ? 'supplierInvoice' : 'expenseReceipt'
  return { csrf: form.csrf, kind, files }
}
