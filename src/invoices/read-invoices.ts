import { getDocumentContent } from '#src/documents/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import { loadInvoice } from './invoice.store.ts'
import type { InvoiceView } from './invoice.ts'
import { type InvoiceFilter, listInvoiceRows } from './invoice-list.store.ts'
import { viewOf, viewsOf } from './invoice-view.ts'

const can = { can: 'invoices:read' } as const

export const getInvoice = query(
  'invoice.get',
  can,
  async (cx, invoiceId: string): Promise<InvoiceView> => viewOf(cx, await loadInvoice(cx, invoiceId)),
)

/** One row more than asked for tells whether there is a next page. */
export const listInvoices = query(
  'invoice.list',
  can,
  async (cx, filter: InvoiceFilter): Promise<InvoiceView[]> => viewsOf(cx, await listInvoiceRows(cx, filter)),
)

/** The e-invoice as it was issued, byte for byte. Fails with `invoice_draft` while there is none. */
export const getInvoiceUbl = query(
  'invoice.ubl',
  can,
  async (cx, invoiceId: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
    const { documentId } = await loadInvoice(cx, invoiceId)
    if (documentId === null)
      return fail('invoice_draft', 'The invoice is a draft; it has a document once it is issued.')
    const { document, bytes } = await getDocumentContent(cx, documentId)
    return { name: document.name, bytes }
  },
)
