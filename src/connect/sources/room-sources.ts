import { getInvoice, invoiceIssued } from '#src/invoices/index.ts'
import { matchCreated } from '#src/matching/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { getReceipt, receiptPosted } from '#src/receipts/index.ts'
import { readOriginal } from './attachment-source.ts'
import { readBill } from './bill-source.ts'
import { readContact } from './contact-source.ts'
import { paymentsOf, readPayment } from './payment-source.ts'
import { readSalesInvoice } from './sales-source.ts'
import type { PlanItem, SourceSet } from './source.ts'

/** A bill after its supplier, and after it the original. What nobody is owed, such as a shop's slip, is no bill. */
async function planBill(cx: Cx, receiptId: string): Promise<PlanItem[]> {
  const { kind, supplier, documentId } = await getReceipt(cx, receiptId)
  if (kind === 'expenseReceipt' || supplier.partyId === null) return []
  const contact = { model: 'contact', subjectId: supplier.partyId } as const
  const bill = { model: 'bill', subjectId: receiptId } as const
  const original: PlanItem[] =
    documentId === null ? [] : [{ model: 'attachment', subjectId: documentId, needs: [bill] }]
  return [{ ...contact, needs: [] }, { ...bill, needs: [contact] }, ...original]
}

async function planSalesInvoice(cx: Cx, invoiceId: string): Promise<PlanItem[]> {
  const { customer } = await getInvoice(cx, invoiceId)
  const contact = { model: 'contact', subjectId: customer.partyId } as const
  return [
    { ...contact, needs: [] },
    { model: 'salesInvoice', subjectId: invoiceId, needs: [contact] },
  ]
}

/** The payments of a match, each after the record that it settles: one that never went out goes first. */
async function planPayments(cx: Cx, matchId: string): Promise<PlanItem[]> {
  const plan: PlanItem[] = []
  for (const { id, settles } of await paymentsOf(cx, matchId)) {
    const settled = settles.model === 'bill' ? await planBill(cx, settles.id) : await planSalesInvoice(cx, settles.id)
    const record = { model: settles.model, subjectId: settles.id }
    plan.push(...settled, { model: 'payment', subjectId: id, needs: [record] })
  }
  return plan
}

/** What of our rooms goes out to the systems that a company has connected. */
export const ROOM_SOURCES: SourceSet = {
  triggers: [
    { event: receiptPosted.type, plan: planBill },
    { event: invoiceIssued.type, plan: planSalesInvoice },
    { event: matchCreated.type, plan: planPayments },
  ],
  readers: {
    contact: readContact,
    bill: readBill,
    salesInvoice: readSalesInvoice,
    attachment: readOriginal,
    payment: readPayment,
  },
}
