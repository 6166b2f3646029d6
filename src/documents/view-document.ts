import type { Locale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import type { DocumentAttachment } from './document.ts'
import { type EInvoice, readEInvoice } from './einvoice/index.ts'
import { EINVOICE_TYPES } from './media-type.ts'
import { getDocument, getDocumentContent } from './read-documents.ts'
import { type SheetAttachment, type SheetLinks, sheetHtml, sheetOf } from './sheet/index.ts'

export interface ViewDocument {
  readonly documentId: string
  readonly locale: Locale
  /** Addresses from where the page stands: of the file itself and of the files embedded in it. */
  readonly originalHref: string
  hrefOf(attachmentId: string): string
  readonly isFramed?: boolean
}

/**
 * An e-invoice, in XML or inside a PDF, as a page that people read. Fails with document_not_einvoice for another type
 * of file, and with what refuses the document's XML or PDF (einvoice_unknown for XML that is no invoice).
 */
export async function viewDocument(call: Call, view: ViewDocument): Promise<string> {
  const { document, bytes } = await getDocumentContent(call, view.documentId)
  if (!EINVOICE_TYPES.includes(document.mediaType)) {
    fail('document_not_einvoice', `The document is ${document.mediaType}; only e-invoices are shown as a page.`)
  }
  const { invoice }: EInvoice = readEInvoice(bytes)
  const { attachments } = await getDocument(call, view.documentId)
  const sheet = sheetOf(invoice, view.locale)
  return sheetHtml(sheet, linksOf(view, sheet.attachments, attachments))
}

/** Files that an e-invoice carries are kept in its order; those without content are not kept. */
function linksOf(
  { originalHref, hrefOf, isFramed = false }: ViewDocument,
  named: readonly SheetAttachment[],
  kept: readonly DocumentAttachment[],
): SheetLinks {
  const carried = named.filter(({ content }) => content !== undefined && content.length > 0)
  const isWhole = carried.length === kept.length
  return {
    original: originalHref,
    isFramed,
    attachment: (one) => {
      const id = isWhole ? kept[carried.indexOf(one)]?.id : undefined
      return id === undefined ? undefined : hrefOf(id)
    },
  }
}
