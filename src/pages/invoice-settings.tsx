import type { Hono } from 'hono'
import { getCompany, updateCompany } from '#src/companies/index.ts'
import { drawPage } from '#src/documents/reading/index.ts'
import { previewTemplate, TEMPLATE_SETTINGS } from '#src/invoices/index.ts'
import { isProblem, type Problem } from '#src/kernel/problem.ts'
import { file } from '#src/platform/http/answer.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { formOfSettings, type SettingsForm, settingsOfForm, trialOf } from './invoice-settings-form.ts'
import { keepUpload } from './keep-upload.ts'
import { type CompanyReader, companyReaderOf, type PageRequest, show } from './page-context.ts'
import { carryOut, type Submitted, submittedOf } from './submit.ts'
import { InvoiceSettingsPage } from './views/invoice-settings.tsx'

/** Pixels across: a sheet of A4 beside a form, sharp on a fine screen. */
const PREVIEW_WIDTH = 1000

/** How an invoice looks, what it says of the seller and which way it goes, with a sample beside it. */
export function mountInvoiceSettings(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/invoices/settings', async (c) => showSettings(c, await companyReaderOf(c)))

  app.post('/c/:companyId/invoices/settings', async (c) => {
    const sent = await submittedOf(c)
    const { reader, fields } = sent
    let form: SettingsForm = fields
    if (fields.act === 'preview') {
      try {
        return showSettings(c, reader, await withLogo(sent))
      } catch (error) {
        if (!isProblem(error) || error.kind.status >= 500) throw error
        return showSettings(c, reader, form, error)
      }
    }
    return carryOut(sent, {
      run: async ({ call }) => {
        form = await withLogo(sent)
        return updateCompany(call, { settings: settingsOfForm(form) })
      },
      next: () => '/invoices/settings?kept=1',
      refused: (_, problem) => showSettings(c, reader, form, problem),
    })
  })

  app.get('/c/:companyId/invoices/template', async (c) => {
    const { call } = await companyReaderOf(c)
    const { bytes, name } = await previewTemplate(call, trialOf(c.req.query()))
    const answer = file(bytes, 'application/pdf', name)
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers })
  })

  app.get('/c/:companyId/invoices/template/page', async (c) => {
    const { call } = await companyReaderOf(c)
    const { bytes } = await previewTemplate(call, trialOf(c.req.query()))
    const picture = await drawPage(bytes, 'application/pdf', 1, PREVIEW_WIDTH, { format: 'webp' })
    const answer = file(picture, 'image/webp', 'preview.webp')
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers, 'cache-control': 'no-store' })
  })
}

async function showSettings(c: PageRequest, reader: CompanyReader, form?: SettingsForm, problem?: Problem) {
  const company = await getCompany(reader.call, undefined)
  const page = (
    <InvoiceSettingsPage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      form={form ?? formOfSettings(company.settings)}
      isKept={form === undefined && c.req.query('kept') !== undefined}
      problem={problem}
    />
  )
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}

/** The form with the logo that was picked, which is a document of the company from then on; or with none. */
async function withLogo({ reader, fields, files: [picked] }: Submitted): Promise<SettingsForm> {
  if (picked) return { ...fields, [TEMPLATE_SETTINGS.logo]: await keepUpload(reader, picked) }
  return fields.withoutLogo === undefined ? fields : { ...fields, [TEMPLATE_SETTINGS.logo]: '' }
}
