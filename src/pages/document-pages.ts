import type { Hono } from 'hono'
import { getDocumentContent } from '#src/documents/index.ts'
import { file } from '#src/platform/http/answer.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { companyReaderOf } from './page-context.ts'

/** Browsers show these; XML is shown as text, so that nothing in it can act as a page of ours. */
const shownAs = (mediaType: string): string => (/xml/.test(mediaType) ? 'text/plain; charset=utf-8' : mediaType)

/** The original bytes for the frame beside a receipt or entry. */
export function mountDocumentPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/documents/:documentId', async (c) => {
    const reader = await companyReaderOf(c)
    const { document, bytes } = await getDocumentContent(reader.call, c.req.param('documentId'))
    const answer = file(bytes, shownAs(document.mediaType), document.name)
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers })
  })
}
