import { newId } from '#src/kernel/id.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { draftContent, type WrittenInvoice } from './draft-content.ts'
import { invoiceCreated } from './invoice.events.ts'
import { insertInvoice } from './invoice.store.ts'
import { type InvoiceView, stateOf } from './invoice.ts'
import { viewOf } from './invoice-view.ts'

/** Drafts an invoice. It has no number and is nowhere in the books until it is issued. */
export const createInvoice = command(
  'invoice.create',
  { can: 'invoices:write' },
  async (cx: Cx, written: WrittenInvoice): Promise<InvoiceView> => {
    const invoice = await insertInvoice(cx, newId('invoice'), await draftContent(cx, written))
    cx.audit({ kind: 'invoice', id: invoice.id }, { customer: invoice.customer, totals: invoice.totals })
    cx.emit(invoiceCreated, stateOf(invoice))
    return viewOf(cx, invoice)
  },
)
