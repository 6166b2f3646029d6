import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { draftContent, type WrittenInvoice } from './draft-content.ts'
import { invoiceDeleted, invoiceUpdated } from './invoice.events.ts'
import { changeContent, deleteDraft, loadInvoice } from './invoice.store.ts'
import { demandDraft, demandVersion, type InvoiceView, stateOf } from './invoice.ts'
import { viewOf } from './invoice-view.ts'

export interface OfInvoice {
  readonly invoiceId: string
  readonly seenVersion?: number | undefined
}

/** What is left out stays; null empties; lines are replaced as a whole. */
export type ChangeInvoice = OfInvoice & { readonly [Key in keyof WrittenInvoice]?: WrittenInvoice[Key] | undefined }

/** Changes a draft. Fails with `invoice_issued` and `version_stale`, and as a new draft would. */
export const changeInvoice = command(
  'invoice.change',
  { can: 'invoices:write' },
  async (cx: Cx, { invoiceId, seenVersion, ...change }: ChangeInvoice): Promise<InvoiceView> => {
    const before = await loadInvoice(cx, invoiceId, { lock: true })
    demandVersion(before, seenVersion)
    demandDraft(before)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const written: WrittenInvoice = { ...before, ...given }
    const after = await changeContent(cx, before, await draftContent(cx, written))
    cx.audit({ kind: 'invoice', id: after.id }, { before: before.totals, after: after.totals, change })
    cx.emit(invoiceUpdated, stateOf(after))
    return viewOf(cx, after)
  },
)

/** Deletes a draft; what is issued is credited instead (`invoice_issued`). */
export const deleteInvoice = command(
  'invoice.delete',
  { can: 'invoices:write' },
  async (cx: Cx, { invoiceId, seenVersion }: OfInvoice): Promise<void> => {
    const draft = await loadInvoice(cx, invoiceId, { lock: true })
    demandVersion(draft, seenVersion)
    demandDraft(draft)
    await deleteDraft(cx, draft)
    cx.audit({ kind: 'invoice', id: draft.id }, { customer: draft.customer, totals: draft.totals })
    cx.emit(invoiceDeleted, stateOf(draft))
  },
)
