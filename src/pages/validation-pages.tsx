import type { Hono } from 'hono'
import { getDocument, MAX_JUDGED_BYTES, validateDocument, validateFile } from '#src/documents/index.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import { countAddress } from '#src/platform/http/count-request.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { companyReaderOf, localeAt, type PageRequest, show } from './page-context.ts'
import { RulesPage, ValidatePage } from './views/validation.tsx'

/** What the official rules say: of a file that anybody sends, and of a document of a company. */
export function mountValidationPages(app: Hono<HttpEnv>): void {
  app.get('/validate', async (c) => show(c, <ValidatePage locale={await localeAt(c)} />))

  app.post('/validate', async (c) => {
    const locale = await localeAt(c)
    try {
      const sent = await fileOf(c)
      const validation = await validateFile(new Uint8Array(await sent.arrayBuffer()), {})
      return show(c, <ValidatePage locale={locale} name={sent.name} validation={validation} />)
    } catch (error) {
      if (!isProblem(error)) throw error
      return show(c, <ValidatePage locale={locale} problem={error} />, error.kind.status as 422)
    }
  })

  app.get('/c/:companyId/documents/:documentId/rules', async (c) => {
    const reader = await companyReaderOf(c)
    const documentId = c.req.param('documentId')
    const { name } = await getDocument(reader.call, documentId)
    const validation = await validateDocument(reader.call, documentId)
    const shown = { reader, documentId, name, validation, waiting: (await waitingFor(reader)).length }
    return show(c, <RulesPage {...shown} />)
  })
}

/** Fails with rate_limited, body_too_large and request_invalid. */
async function fileOf(c: PageRequest): Promise<File> {
  countAddress(c)
  const { file } = await c.req.parseBody().catch(() => ({ file: undefined }))
  if (file instanceof File && file.size > MAX_JUDGED_BYTES)
    fail('body_too_large', 'An e-invoice may have 10 MiB at the most.')
  if (file instanceof File && file.size > 0) return file
  fail('request_invalid', 'Pick a file first.')
}
