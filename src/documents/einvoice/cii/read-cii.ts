import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { FieldReader } from '../field-reader.ts'
import type { Delivery, Exception, Invoice, Note, Party } from '../invoice-model.ts'
import { readCharges, readTotals, readVatBreakdown } from './read-amounts.ts'
import { readLine, readPeriod } from './read-line.ts'
import { readAddress, readParty } from './read-party.ts'
import { readDueDate, readPaymentMeans, readPaymentTerms } from './read-payment.ts'
import { readAttachments, readPrecedingInvoices, readReferences } from './read-references.ts'
import { readDate } from './values.ts'

/**
 * Reads a CII D16B invoice (syntax binding: CEN/TS 16931-3-3), in all profiles of Factur-X/ZUGFeRD and XRechnung.
 * Whatever is missing stays undefined.
 */
export function readCii(root: XmlElement): { invoice: Invoice; exceptions: Exception[] } {
  const fields = new FieldReader()
  const transaction = root.child('rsm:SupplyChainTradeTransaction')
  const agreement = transaction?.child('ram:ApplicableHeaderTradeAgreement')
  const delivery = transaction?.child('ram:ApplicableHeaderTradeDelivery')
  const settlement = transaction?.child('ram:ApplicableHeaderTradeSettlement')
  const currency = settlement?.textAt('ram:InvoiceCurrencyCode')
  const vatCurrency = settlement?.textAt('ram:TaxCurrencyCode')
  const { paymentMeans, paymentReference } = readPaymentMeans(settlement)
  const lines = transaction?.all('ram:IncludedSupplyChainTradeLineItem') ?? []
  const invoice: Invoice = {
    ...readHeader(fields, root),
    currency,
    vatCurrency,
    dueOn: readDueDate(fields, settlement),
    ...readTaxPoint(fields, settlement),
    buyerReference: agreement?.textAt('ram:BuyerReference'),
    accountingCost: settlement?.textAt('ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID'),
    notes: (root.child('rsm:ExchangedDocument')?.all('ram:IncludedNote') ?? []).flatMap(readNote),
    period: readPeriod(fields, settlement?.child('ram:BillingSpecifiedPeriod'), '/period'),
    references: readReferences(agreement, delivery),
    precedingInvoices: readPrecedingInvoices(fields, settlement),
    attachments: readAttachments(fields, agreement),
    ...readParties(agreement, settlement),
    delivery: readDelivery(fields, delivery),
    paymentMeans,
    paymentReference,
    bankAccount: paymentMeans.find((means) => means.account?.id !== undefined)?.account?.id,
    paymentTerms: readPaymentTerms(settlement),
    ...readCharges(fields, settlement),
    vatBreakdown: readVatBreakdown(fields, settlement),
    declared: readTotals(fields, settlement, currency, vatCurrency),
    lines: lines.map((line, index) => readLine(fields, line, `/lines/${index}`)),
  }
  return { invoice, exceptions: fields.exceptions }
}

/** UNTDID 1001 codes that make the document a credit note (EN 16931 code list BT-3). */
const CREDIT_NOTES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532'])

function readHeader(fields: FieldReader, root: XmlElement) {
  const context = root.child('rsm:ExchangedDocumentContext')
  const document = root.child('rsm:ExchangedDocument')
  const typeCode = document?.textAt('ram:TypeCode')
  return {
    kind: typeCode !== undefined && CREDIT_NOTES.has(typeCode) ? ('creditNote' as const) : ('invoice' as const),
    customizationId: context?.textAt('ram:GuidelineSpecifiedDocumentContextParameter', 'ram:ID'),
    profileId: context?.textAt('ram:BusinessProcessSpecifiedDocumentContextParameter', 'ram:ID'),
    number: document?.textAt('ram:ID'),
    issuedOn: readDate(fields, document?.child('ram:IssueDateTime'), '/issuedOn'),
    typeCode,
  }
}

/** CII names BT-8 by UNTDID 2475, the canonical invoice by UNTDID 2005 as UBL does (EN 16931 code list BT-8). */
const TAX_POINT_CODES: ReadonlyMap<string, string> = new Map(Object.entries({ '5': '3', '29': '35', '72': '432' }))

/** The code of UNTDID 2475 for one of UNTDID 2005. */
export const taxPointCodeInCii = (code: string | undefined): string | undefined =>
  [...TAX_POINT_CODES].find(([, own]) => own === code)?.[0] ?? code

function readTaxPoint(fields: FieldReader, settlement: XmlElement | undefined) {
  const taxes = settlement?.all('ram:ApplicableTradeTax') ?? []
  const code = taxes.map((tax) => tax.textAt('ram:DueDateTypeCode')).find((text) => text !== undefined)
  const date = taxes.map((tax) => tax.child('ram:TaxPointDate')).find((element) => element !== undefined)
  return {
    taxPointOn: readDate(fields, date, '/taxPointOn'),
    taxPointCode: code === undefined ? undefined : (TAX_POINT_CODES.get(code) ?? code),
  }
}

function readNote(element: XmlElement): Note[] {
  const text = element
    .all('ram:Content')
    .map((content) => content.text.trim())
    .join('\n')
  return text === '' ? [] : [{ text, subjectCode: element.textAt('ram:SubjectCode') }]
}

function readParties(agreement: XmlElement | undefined, settlement: XmlElement | undefined) {
  const supplier = readParty(agreement?.child('ram:SellerTradeParty'))
  const payee = optionalParty(settlement?.child('ram:PayeeTradeParty'))
  const creditorId = settlement?.textAt('ram:CreditorReferenceID')
  // BT-90 is an identifier of whoever is paid; the canonical invoice keeps it there, as UBL does.
  const withCreditorId = (party: Party): Party =>
    creditorId === undefined
      ? party
      : { ...party, identifiers: [...party.identifiers, { id: creditorId, scheme: 'SEPA' }] }
  return {
    supplier: payee ? supplier : withCreditorId(supplier),
    customer: readParty(agreement?.child('ram:BuyerTradeParty')),
    payee: payee && withCreditorId(payee),
    taxRepresentative: optionalParty(agreement?.child('ram:SellerTaxRepresentativeTradeParty')),
  }
}

const optionalParty = (element: XmlElement | undefined): Party | undefined => element && readParty(element)

/** BG-13 */
function readDelivery(fields: FieldReader, delivery: XmlElement | undefined): Delivery | undefined {
  const to = delivery?.child('ram:ShipToTradeParty')
  const event = delivery?.at('ram:ActualDeliverySupplyChainEvent', 'ram:OccurrenceDateTime')
  if (!to && !event) return undefined
  return {
    deliveredOn: readDate(fields, event, '/delivery/deliveredOn'),
    name: to?.textAt('ram:Name'),
    location: to && readParty(to).identifiers[0],
    address: readAddress(to?.child('ram:PostalTradeAddress')),
  }
}
