import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { OfInvoice } from './change-invoice.ts'
import { deliverIssued } from './deliveries/plan-delivery.ts'
import { issueDocument } from './document/issue-document.ts'
import { draftContent } from './draft-content.ts'
import { invoiceIssued } from './invoice.events.ts'
import { changeContent, loadInvoice } from './invoice.store.ts'
import { demandDraft, demandVersion, type Invoice, type InvoiceView, stateOf } from './invoice.ts'
import { viewOf } from './invoice-view.ts'

/**
 * Issues a draft: it gets the next number, a KID, its UBL document, its entry in the sales journal and an open item,
 * all or none of it. Customer, VAT rates and totals are taken as they are on the day of issue. Fails with
 * invoice_issued, version_stale, invoice_seller_incomplete, invoice_incomplete, invoice_rules_broken and the ledger's codes.
 */
export const issueInvoice = command(
  'invoice.issue',
  { can: 'invoices:issue' },
  async (cx: Cx, { invoiceId, seenVersion }: OfInvoice): Promise<InvoiceView> => {
    const draft = await loadInvoice(cx, invoiceId, { lock: true })
    demandVersion(draft, seenVersion)
    demandDraft(draft)
    const dated = await changeContent(
      cx,
      draft,
      await draftContent(cx, { ...draft, issuedOn: draft.issuedOn ?? cx.today }),
    )
    const issued = await issueDocument(cx, dated)
    await recordIssued(cx, issued)
    return viewOf(cx, issued)
  },
)

/** Tells the audit log and everybody else, and sends it as the customer wants its invoices. */
export async function recordIssued(cx: Cx, issued: Invoice): Promise<void> {
  const { number, documentId, journalEntryId, openItemId } = issued
  cx.audit({ kind: 'invoice', id: issued.id }, { number, documentId, journalEntryId })
  if (number === null || documentId === null || journalEntryId === null) throw new Error(`${issued.id} is not issued`)
  cx.emit(invoiceIssued, { ...stateOf(issued), number, documentId, journalEntryId, openItemId })
  await deliverIssued(cx, issued)
}
