import type {
  AttachmentModel,
  BillModel,
  ContactModel,
  Difference,
  DocumentLine,
  JournalModel,
  PaymentModel,
  PulledPayment,
  SalesInvoiceModel,
} from '#src/connect/sdk.ts'
import { parseBookDate } from '#src/kernel/book-date.ts'
import { abs, decimal, equals, formatDecimal, formatShort, multiply, parseDecimal, round } from '#src/kernel/decimal.ts'
import { formatMinor, fromMinor } from '#src/kernel/money.ts'
import type {
  XeroContactDraft,
  XeroDocument,
  XeroDocumentDraft,
  XeroDocumentType,
  XeroJournalDraft,
  XeroLine,
  XeroPayment,
  XeroPaymentDraft,
} from './words.ts'

/** Longest name, number and file name that Xero takes. */
const NAME_MAX = 255
const NUMBER_MAX = 50
const UNIT_DECIMALS = 4

/** Our party id becomes the ContactNumber, which only the API can set: the surest way to find the contact again. */
export const toContactDraft = (contact: ContactModel): XeroContactDraft => ({
  name: contact.name.slice(0, NAME_MAX),
  contactNumber: contact.id,
  companyNumber: contact.organisationNumber?.slice(0, NUMBER_MAX) ?? null,
  taxNumber: contact.vatNumber?.slice(0, NUMBER_MAX) ?? null,
  emailAddress: contact.email,
})

export const billType = ({ kind }: Pick<BillModel, 'kind'>): XeroDocumentType =>
  kind === 'creditNote' ? 'ACCPAYCREDIT' : 'ACCPAY'
export const salesType = ({ kind }: Pick<SalesInvoiceModel, 'kind'>): XeroDocumentType =>
  kind === 'creditNote' ? 'ACCRECCREDIT' : 'ACCREC'

/** `Reference` exists on sales documents only, where it carries the payer's reference. */
export const toDocumentDraft = (
  document: BillModel | SalesInvoiceModel,
  type: XeroDocumentType,
): XeroDocumentDraft => ({
  type,
  number: document.number.slice(0, NAME_MAX),
  contactID: document.contact.externalId,
  date: document.issuedOn,
  dueDate: document.dueOn,
  currencyCode: document.currency,
  reference: type === 'ACCREC' || type === 'ACCRECCREDIT' ? document.paymentReference : null,
  lines: document.lines.map((line) => toLine(line, document.currency)),
})

/** Xero computes quantity × unit amount; where that would not give our net (allowances, fine prices), one piece at net. */
function toLine(line: DocumentLine, currency: string): XeroLine {
  const net = fromMinor(line.netMinor, currency)
  const unit = round(line.unitPrice, UNIT_DECIMALS)
  const isExact = equals(unit, line.unitPrice) && equals(round(multiply(line.quantity, unit), net.scale), net)
  return {
    description: line.description || '-',
    quantity: isExact ? formatShort(line.quantity) : '1',
    unitAmount: isExact ? formatShort(unit) : formatShort(net),
    lineAmount: formatDecimal(net),
    taxAmount: formatMinor(line.vatMinor, currency),
    accountCode: line.accountCode,
    taxType: line.taxCode,
    tracking: line.tracking.map(({ dimension, value }) => ({ name: dimension, option: value })),
  }
}

/** Where Xero's document is not ours. A paid document has status PAID; a voided or deleted one no longer stands. */
export function documentDifferences(
  document: BillModel | SalesInvoiceModel,
  type: XeroDocumentType,
  theirs: XeroDocument,
): Difference[] {
  const stands = ['AUTHORISED', 'PAID'].includes(theirs.status)
  return differences([
    ['Type', type, theirs.type],
    ['Status', stands ? theirs.status : 'AUTHORISED', theirs.status],
    ['Contact.ContactID', document.contact.externalId, theirs.contactID],
    ['CurrencyCode', document.currency, theirs.currencyCode],
    ['Total', formatMinor(document.grossMinor, document.currency), theirs.total],
    ['TotalTax', formatMinor(document.vatMinor, document.currency), theirs.totalTax],
  ])
}

/** Pairs that differ; decimal text is compared by value. */
export function differences(pairs: readonly (readonly [field: string, ours: string, theirs: string])[]): Difference[] {
  return pairs
    .filter(([, ours, theirs]) => ours !== theirs && !sameNumber(ours, theirs))
    .map(([field, ours, theirs]) => ({ field, ours, theirs }))
}

function sameNumber(ours: string, theirs: string): boolean {
  const [a, b] = [parseDecimal(ours), parseDecimal(theirs)]
  return a !== undefined && b !== undefined && equals(a, b)
}

/** Our id in the reference tells two equal payments of one invoice apart. */
export const paymentReferenceOf = (payment: PaymentModel): string => `Bilag ${payment.id}`

export const toPaymentDraft = (payment: PaymentModel): XeroPaymentDraft => ({
  documentID: payment.settles.externalId,
  ofCreditNote: payment.settles.kind === 'creditNote',
  accountCode: payment.bankAccountCode,
  date: payment.paidOn,
  amount: formatMinor(payment.amountMinor, payment.currency),
  reference: paymentReferenceOf(payment),
})

export const journalNarration = (journal: JournalModel): string => `${journal.narration} (Bilag ${journal.id})`

export const toJournalDraft = (journal: JournalModel): XeroJournalDraft => ({
  narration: journalNarration(journal),
  date: journal.bookedOn,
  lines: journal.lines.map((line) => ({
    description: line.description,
    lineAmount: formatMinor(line.amountMinor, journal.currency),
    accountCode: line.accountCode,
    taxType: line.taxCode,
  })),
})

/** A file name as Xero accepts it: without the characters that it refuses, and not too long. */
export function fileNameOf({ fileName }: Pick<AttachmentModel, 'fileName'>): string {
  const clean = fileName.replace(/[<>:"/\\|?*[\]%#&+]|\p{Cc}/gu, '-').trim()
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 ? clean.slice(dot) : ''
  const stem = dot > 0 ? clean.slice(0, dot) : clean
  return `${stem.slice(0, 100) || 'document'}${ending.slice(0, 20)}`
}

/** Which of our documents a payment of Xero settles; payments of prepayments and overpayments settle none. */
const SETTLES: Readonly<Record<string, Pick<PulledPayment['settles'], 'model' | 'kind'>>> = {
  ACCPAYPAYMENT: { model: 'bill', kind: 'invoice' },
  APCREDITPAYMENT: { model: 'bill', kind: 'creditNote' },
  ACCRECPAYMENT: { model: 'salesInvoice', kind: 'invoice' },
  ARCREDITPAYMENT: { model: 'salesInvoice', kind: 'creditNote' },
}

/** Null for a payment that settles no document of ours by its kind, or has no date. */
export function toPulledPayment(payment: XeroPayment): PulledPayment | null {
  const settles = SETTLES[payment.paymentType]
  const paidOn = parseBookDate(payment.date)
  if (!settles || !paidOn || !payment.documentID) return null
  return {
    externalId: payment.paymentID,
    settles: { ...settles, externalId: payment.documentID },
    status: payment.status === 'DELETED' ? 'deleted' : 'made',
    paidOn,
    amount: abs(decimal(payment.amount)),
    currency: payment.currencyCode,
    reference: payment.reference,
    bankAccountCode: payment.accountCode,
    updatedAt: payment.updatedDateUTC,
  }
}
