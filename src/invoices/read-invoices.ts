import { getDocumentContent } from '#src/documents/index.ts'
import { addDays } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import { findOpenItems } from '#src/ledger/index.ts'
import { query } from '#src/platform/command/index.ts'
import { loadInvoice } from './invoice.store.ts'
import type { Invoice, InvoiceView } from './invoice.ts'
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

export interface OpenInvoices {
  /** Only those whose day to pay has passed. */
  readonly isOverdue: boolean
  /** Id of the last open item of the page before. */
  readonly after: string | undefined
  /** Open items to look at. */
  readonly limit: number
}

/** Receivables that nobody invoiced here, such as opening balances, would leave gaps in a page of invoices. */
const OPEN_INVOICES = { kind: 'receivable', voucherKind: 'invoice' } as const

/** Rounds to the open items for one page: what other systems posted as invoices leaves gaps as well. */
const ROUNDS = 20

/**
 * Invoices with something left to pay, in the order in which they were issued. A page is full as long as there are
 * more; `nextAfter` goes on after it.
 */
export const listOpenInvoices = query(
  'invoice.listOpen',
  can,
  async (
    cx,
    { isOverdue, after, limit }: OpenInvoices,
  ): Promise<{ readonly invoices: InvoiceView[]; readonly nextAfter: string | null }> => {
    const dueUntil = isOverdue ? addDays(cx.today, -1) : undefined
    const found: Invoice[] = []
    let last = after
    for (let round = 0; round < ROUNDS; round += 1) {
      const wanted = limit - found.length
      const items = await findOpenItems(cx, { ...OPEN_INVOICES, dueUntil, after: last, limit: wanted + 1 })
      const openItemIds = items.slice(0, wanted).map(({ id }) => id)
      found.push(...(await listInvoiceRows(cx, { openItemIds, after: undefined, limit: wanted })))
      last = openItemIds.at(-1)
      if (items.length <= wanted) return { invoices: await viewsOf(cx, found), nextAfter: null }
      if (found.length >= limit) break
    }
    return { invoices: await viewsOf(cx, found), nextAfter: last ?? null }
  },
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
