import { type ConnectorContext, rejected } from '#src/connect/sdk.ts'
import { callXero, outcomeUnknown, type Sdk } from './client.ts'
import { numberOf, quoted, textOf } from './numbers.ts'
import type { XeroDocument, XeroDocumentDraft, XeroDocumentType, XeroLine } from './words.ts'

/** Unit prices with four decimals (https://developer.xero.com/documentation/api/accounting/types#unitdps). */
const UNIT_DECIMALS = 4

const isCredit = (type: XeroDocumentType): boolean => type === 'ACCPAYCREDIT' || type === 'ACCRECCREDIT'

/** Standing documents of a contact with this number: what was deleted or voided does not count. */
export async function documentsByNumber(
  cx: ConnectorContext,
  type: XeroDocumentType,
  contactID: string,
  number: string,
): Promise<XeroDocument[]> {
  const field = isCredit(type) ? 'CreditNoteNumber' : 'InvoiceNumber'
  const where = `Type==${quoted(type)} AND ${field}==${quoted(number)} AND Contact.ContactID==guid(${quoted(contactID)})`
  const found = isCredit(type)
    ? (await callXero(cx, (api) => api.getCreditNotes(cx.organisation, undefined, where, undefined, 1))).creditNotes
    : (
        await callXero(cx, (api) =>
          api.getInvoices(cx.organisation, undefined, where, undefined, undefined, undefined, undefined, undefined, 1),
        )
      ).invoices
  return (found ?? [])
    .flatMap((document) => toDocument(document) ?? [])
    .filter((document) => document.type === type && document.number === number)
    .filter((document) => document.contactID === contactID && !['VOIDED', 'DELETED'].includes(document.status))
}

export async function documentById(
  cx: ConnectorContext,
  type: XeroDocumentType,
  id: string,
): Promise<XeroDocument | null> {
  const found = isCredit(type)
    ? (await callXero(cx, (api) => api.getCreditNote(cx.organisation, id, UNIT_DECIMALS))).creditNotes
    : (await callXero(cx, (api) => api.getInvoice(cx.organisation, id, UNIT_DECIMALS))).invoices
  const [document] = found ?? []
  return document ? toDocument(document) : null
}

/** Creates an authorised document. Throws `rejected` with Xero's messages when it is refused. */
export async function createDocument(
  cx: ConnectorContext,
  draft: XeroDocumentDraft,
  requestKey: string,
): Promise<XeroDocument> {
  const created = isCredit(draft.type)
    ? (
        await callXero(cx, (api, sdk) => {
          const creditNote = {
            ...common(sdk, draft),
            ...numbers(draft, 'creditNoteNumber'),
            type: creditType(sdk, draft.type),
            status: sdk.CreditNote.StatusEnum.AUTHORISED,
          }
          return api.createCreditNotes(
            cx.organisation,
            { creditNotes: [creditNote] },
            undefined,
            UNIT_DECIMALS,
            requestKey,
          )
        })
      ).creditNotes
    : (
        await callXero(cx, (api, sdk) => {
          const invoice = {
            ...common(sdk, draft),
            ...numbers(draft, 'invoiceNumber'),
            type: invoiceType(sdk, draft.type),
            status: sdk.Invoice.StatusEnum.AUTHORISED,
          }
          return api.createInvoices(cx.organisation, { invoices: [invoice] }, undefined, UNIT_DECIMALS, requestKey)
        })
      ).invoices
  const [document] = created ?? []
  const kept = document ? toDocument(document) : null
  if (!kept) throw outcomeUnknown(true)
  return kept
}

const invoiceType = (sdk: Sdk, type: XeroDocumentType) =>
  type === 'ACCREC' ? sdk.Invoice.TypeEnum.ACCREC : sdk.Invoice.TypeEnum.ACCPAY
const creditType = (sdk: Sdk, type: XeroDocumentType) =>
  type === 'ACCRECCREDIT' ? sdk.CreditNote.TypeEnum.ACCRECCREDIT : sdk.CreditNote.TypeEnum.ACCPAYCREDIT
const numbers = <K extends string>(draft: XeroDocumentDraft, field: K) =>
  ({ [field]: draft.number }) as Record<K, string>

function common(sdk: Sdk, draft: XeroDocumentDraft) {
  const currencyCode = sdk.CurrencyCode[draft.currencyCode as keyof Sdk['CurrencyCode']]
  if (currencyCode === undefined)
    throw rejected('CurrencyCode', `Xero does not know the currency ${draft.currencyCode}.`)
  return {
    contact: { contactID: draft.contactID },
    date: draft.date,
    lineAmountTypes: sdk.LineAmountTypes.Exclusive,
    currencyCode,
    lineItems: draft.lines.map(toLineItem),
    ...(draft.dueDate ? { dueDate: draft.dueDate } : {}),
    ...(draft.reference ? { reference: draft.reference } : {}),
  }
}

const toLineItem = (line: XeroLine) => ({
  description: line.description,
  quantity: numberOf(line.quantity, 'Quantity'),
  unitAmount: numberOf(line.unitAmount, 'UnitAmount'),
  lineAmount: numberOf(line.lineAmount, 'LineAmount'),
  taxAmount: numberOf(line.taxAmount, 'TaxAmount'),
  accountCode: line.accountCode,
  ...(line.taxType ? { taxType: line.taxType } : {}),
  ...(line.tracking.length > 0 ? { tracking: line.tracking.map(({ name, option }) => ({ name, option })) } : {}),
})

interface SdkDocument {
  invoiceID?: string
  creditNoteID?: string
  invoiceNumber?: string
  creditNoteNumber?: string
  type?: unknown
  status?: unknown
  currencyCode?: unknown
  contact?: { contactID?: string }
  total?: number
  totalTax?: number
}

function toDocument(document: SdkDocument): XeroDocument | null {
  const id = document.creditNoteID ?? document.invoiceID
  if (!id) return null
  return {
    id,
    type: String(document.type),
    number: document.creditNoteNumber ?? document.invoiceNumber ?? '',
    contactID: document.contact?.contactID ?? '',
    status: String(document.status),
    currencyCode: String(document.currencyCode),
    total: textOf(document.total),
    totalTax: textOf(document.totalTax),
  }
}
