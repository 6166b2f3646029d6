import type { ConnectorContext } from '#src/connect/sdk.ts'
import { callXero, outcomeUnknown } from './client.ts'
import { dateOf, instantOf, numberOf, quoted, textOf } from './numbers.ts'
import type { XeroPayment, XeroPaymentDraft } from './words.ts'

/** Payments of one invoice or credit note. */
export async function paymentsOf(
  cx: ConnectorContext,
  documentID: string,
  ofCreditNote: boolean,
): Promise<XeroPayment[]> {
  const field = ofCreditNote ? 'CreditNote.CreditNoteID' : 'Invoice.InvoiceID'
  const where = `${field}==guid(${quoted(documentID)})`
  const body = await callXero(cx, (api) => api.getPayments(cx.organisation, undefined, where, undefined, 1))
  return (body.payments ?? [])
    .flatMap((payment) => toPayment(payment) ?? [])
    .filter((payment) => payment.documentID === documentID)
}

/** One page of the payments that were changed since an instant, oldest change first. */
export async function paymentsSince(
  cx: ConnectorContext,
  since: Date | null,
  page: number,
  pageSize: number,
): Promise<XeroPayment[]> {
  const body = await callXero(cx, (api) =>
    api.getPayments(cx.organisation, since ?? undefined, undefined, 'UpdatedDateUTC ASC', page, pageSize),
  )
  return (body.payments ?? []).flatMap((payment) => toPayment(payment) ?? [])
}

export async function paymentById(cx: ConnectorContext, paymentID: string): Promise<XeroPayment | null> {
  const body = await callXero(cx, (api) => api.getPayment(cx.organisation, paymentID))
  const [payment] = body.payments ?? []
  return payment ? toPayment(payment) : null
}

export async function createPayment(
  cx: ConnectorContext,
  draft: XeroPaymentDraft,
  requestKey: string,
): Promise<XeroPayment> {
  const payment = {
    ...(draft.ofCreditNote
      ? { creditNote: { creditNoteID: draft.documentID } }
      : { invoice: { invoiceID: draft.documentID } }),
    account: { code: draft.accountCode },
    date: draft.date,
    amount: numberOf(draft.amount, 'Amount'),
    reference: draft.reference,
  }
  const body = await callXero(cx, (api) =>
    api.createPayments(cx.organisation, { payments: [payment] }, undefined, requestKey),
  )
  const [created] = body.payments ?? []
  const kept = created ? toPayment(created) : null
  if (!kept) throw outcomeUnknown(true)
  return kept
}

interface SdkPayment {
  paymentID?: string
  status?: unknown
  paymentType?: unknown
  invoice?: { invoiceID?: string; currencyCode?: unknown }
  creditNote?: { creditNoteID?: string; currencyCode?: unknown }
  account?: { code?: string }
  date?: string
  amount?: number
  reference?: string
  updatedDateUTC?: Date
}

function toPayment(payment: SdkPayment): XeroPayment | null {
  if (!payment.paymentID) return null
  const currency = payment.invoice?.currencyCode ?? payment.creditNote?.currencyCode
  return {
    paymentID: payment.paymentID,
    status: String(payment.status),
    paymentType: String(payment.paymentType),
    documentID: payment.creditNote?.creditNoteID ?? payment.invoice?.invoiceID ?? null,
    date: dateOf(payment.date),
    amount: textOf(payment.amount),
    currencyCode: currency === undefined ? null : String(currency),
    reference: payment.reference || null,
    accountCode: payment.account?.code ?? null,
    updatedDateUTC: instantOf(payment.updatedDateUTC),
  }
}
