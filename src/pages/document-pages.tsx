import type { Hono } from 'hono'
import { getDocumentContent, SHEET_POLICY, viewDocument } from '#src/documents/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { type FileAnswer, file, page } from '#src/platform/http/answer.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { type CompanyReader, companyReaderOf } from './page-context.ts'

const isXml = (mediaType: string): boolean => /xml/.test(mediaType)

/** Browsers show these; XML is shown as text, so that nothing in it can act as a page of ours. */
const shownAs = (mediaType: string): string => (isXml(mediaType) ? 'text/plain; charset=utf-8' : mediaType)

/** The original for the frame beside a receipt or entry: an e-invoice as a sheet, all else (and ?raw=1) as its bytes. */
export function mountDocumentPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/documents/:documentId', async (c) => {
    const reader = await companyReaderOf(c)
    const documentId = c.req.param('documentId')
    const { document, bytes } = await getDocumentContent(reader.call, documentId)
    const isSheet = isXml(document.mediaType) && c.req.query('raw') === undefined
    const answer =
      (isSheet ? await sheetOf(reader, documentId) : undefined) ??
      file(bytes, shownAs(document.mediaType), document.name)
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers })
  })
}

/** Undefined for XML that is no e-invoice; such a document is shown as it is. */
async function sheetOf(
  { call, companyId, locale }: CompanyReader,
  documentId: string,
): Promise<FileAnswer | undefined> {
  const hrefOf = (id: string) => `/c/${companyId}/documents/${id}`
  const originalHref = `${hrefOf(documentId)}?raw=1`
  try {
    const html = await viewDocument(call, { documentId, locale, originalHref, hrefOf, isFramed: true })
    return page(html, locale, SHEET_POLICY)
  } catch (error) {
    if (isProblem(error) && !isProblem(error, 'not_found')) return undefined
    throw error
  }
}
