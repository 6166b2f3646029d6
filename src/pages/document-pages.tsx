import type { Hono } from 'hono'
import { type Invoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { getDocument, getDocumentContent } from '#src/documents/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { file } from '#src/platform/http/answer.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { companyReaderOf, show } from './page-context.ts'
import { EInvoicePage } from './views/einvoice.tsx'

const isXml = (mediaType: string): boolean => /xml/.test(mediaType)

/** Browsers show these; XML is shown as text, so that nothing in it can act as a page of ours. */
const shownAs = (mediaType: string): string => (isXml(mediaType) ? 'text/plain; charset=utf-8' : mediaType)

/** The original for the frame beside a receipt or entry: an e-invoice as a sheet, all else (and ?raw=1) as its bytes. */
export function mountDocumentPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/documents/:documentId', async (c) => {
    const reader = await companyReaderOf(c)
    const documentId = c.req.param('documentId')
    const { document, bytes } = await getDocumentContent(reader.call, documentId)
    const invoice = isXml(document.mediaType) && c.req.query('raw') === undefined ? invoiceIn(bytes) : undefined
    if (!invoice) {
      const answer = file(bytes, shownAs(document.mediaType), document.name)
      return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200, { ...answer.headers })
    }
    const hrefOf = (id: string) => `/c/${reader.companyId}/documents/${id}`
    const { attachments } = await getDocument(reader.call, documentId)
    return show(
      c,
      <EInvoicePage
        locale={reader.locale}
        invoice={invoice}
        attachments={attachments}
        hrefOf={hrefOf}
        rawHref={`${hrefOf(documentId)}?raw=1`}
      />,
    )
  })
}

/** Undefined for XML that is no e-invoice; such a document is shown as it is. */
function invoiceIn(bytes: Uint8Array): Invoice | undefined {
  try {
    return readEInvoice(bytes).invoice
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}
