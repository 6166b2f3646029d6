import { findOpenItems, type OpenItem } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { creditNotesOf } from './invoice.store.ts'
import type { Invoice, InvoiceView, PaymentStatus } from './invoice.ts'
import { atCurrentRates } from './lines/exchange.ts'

/** Invoices with what the ledger says is left of them today. */
export async function viewsOf(cx: Cx, invoices: readonly Invoice[]): Promise<InvoiceView[]> {
  const ids = invoices.flatMap(({ openItemId }) => openItemId ?? [])
  const items = ids.length === 0 ? [] : await findOpenItems(cx, { ids, status: 'all' })
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const issued = invoices.filter(({ status }) => status === 'issued').map(({ id }) => id)
  const notes = issued.length === 0 ? new Map<string, string[]>() : await creditNotesOf(cx, issued)
  const current = await atCurrentRates(cx, invoices)
  return current.map((invoice) => {
    const item = itemOf.get(invoice.openItemId ?? '')
    const isDraft = invoice.status === 'draft'
    return {
      ...invoice,
      remainingMinor: isDraft ? null : (item?.remainingMinor ?? 0n),
      paymentStatus: isDraft ? null : paymentStatusOf(item, cx.today),
      creditNotes: notes.get(invoice.id) ?? [],
    }
  })
}

export async function viewOf(cx: Cx, invoice: Invoice): Promise<InvoiceView> {
  const [view] = await viewsOf(cx, [invoice])
  if (!view) throw new Error('an invoice has a view')
  return view
}

/** A credit note that was set off as a whole has no item, and nothing left. Only what a customer owes is overdue. */
export function paymentStatusOf(item: OpenItem | undefined, today: string): PaymentStatus {
  if (!item || item.remainingMinor === 0n) return 'paid'
  if (item.remainingMinor > 0n && item.dueOn !== null && item.dueOn < today) return 'overdue'
  return item.remainingMinor === item.amountMinor ? 'unpaid' : 'partlyPaid'
}
