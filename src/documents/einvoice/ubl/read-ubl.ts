import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { isCreditorId } from '../canonical-form.ts'
import { FieldReader } from '../field-reader.ts'
import type { Delivery, Exception, Invoice, Note, Party } from '../invoice-model.ts'
import { readAllowanceCharges, readTotals, readVatBreakdown } from './read-amounts.ts'
import { readLine, readPeriod } from './read-line.ts'
import { readAddress, readIdentifier, readParty } from './read-party.ts'
import { readPaymentMeans, readPaymentTerms } from './read-payment.ts'
import { readAttachments, readPrecedingInvoices, readReferences } from './read-references.ts'

/** Reads a UBL 2.1 invoice or credit note (syntax binding: CEN/TS 16931-3-2). Whatever is missing stays undefined. */
export function readUbl(root: XmlElement): { invoice: Invoice; exceptions: Exception[] } {
  const fields = new FieldReader()
  const currency = root.textAt('cbc:DocumentCurrencyCode')
  const vatCurrency = root.textAt('cbc:TaxCurrencyCode')
  const paymentMeans = root.all('cac:PaymentMeans').map(readPaymentMeans)
  const lines = [...root.all('cac:InvoiceLine'), ...root.all('cac:CreditNoteLine')]
  const invoice: Invoice = {
    ...readHeader(fields, root),
    currency,
    vatCurrency,
    notes: root.all('cbc:Note').flatMap(readNote),
    period: readPeriod(fields, root.child('cac:InvoicePeriod'), '/period'),
    references: readReferences(root),
    precedingInvoices: readPrecedingInvoices(fields, root),
    attachments: readAttachments(fields, root),
    customer: readParty(root.at('cac:AccountingCustomerParty', 'cac:Party')),
    ...readPaid(root),
    taxRepresentative: namedParty(root.child('cac:TaxRepresentativeParty')),
    delivery: readDelivery(fields, root.child('cac:Delivery')),
    paymentMeans,
    paymentReference: paymentMeans.find((means) => means.reference !== undefined)?.reference,
    bankAccount: paymentMeans.find((means) => means.account?.id !== undefined)?.account?.id,
    paymentTerms: readPaymentTerms(root),
    allowances: readAllowanceCharges(fields, root, false, '/allowances'),
    charges: readAllowanceCharges(fields, root, true, '/charges'),
    vatBreakdown: readVatBreakdown(fields, root),
    declared: readTotals(fields, root, currency, vatCurrency),
    lines: lines.map((line, index) => readLine(fields, line, `/lines/${index}`)),
  }
  return { invoice, exceptions: fields.exceptions }
}

function readHeader(fields: FieldReader, root: XmlElement) {
  // A UBL credit note has no due date of its own; EN 16931 puts it at the payment means.
  const dueDate = root.child('cbc:DueDate') ?? root.at('cac:PaymentMeans', 'cbc:PaymentDueDate')
  return {
    kind: root.name === 'cn:CreditNote' ? ('creditNote' as const) : ('invoice' as const),
    customizationId: root.textAt('cbc:CustomizationID'),
    profileId: root.textAt('cbc:ProfileID'),
    number: root.textAt('cbc:ID'),
    issuedOn: fields.date(root.child('cbc:IssueDate'), '/issuedOn'),
    dueOn: fields.date(dueDate, '/dueOn'),
    typeCode: root.textAt('cbc:InvoiceTypeCode') ?? root.textAt('cbc:CreditNoteTypeCode'),
    taxPointOn: fields.date(root.child('cbc:TaxPointDate'), '/taxPointOn'),
    taxPointCode: root.textAt('cac:InvoicePeriod', 'cbc:DescriptionCode'),
    buyerReference: root.textAt('cbc:BuyerReference'),
    accountingCost: root.textAt('cbc:AccountingCost') ?? root.textAt('cbc:AccountingCostCode'),
  }
}

/** BG-10, BG-11: their cac:PartyName is the name itself (BT-59, BT-62), no trading name beside it. */
const namedParty = (element: XmlElement | undefined): Party | undefined =>
  element && { ...readParty(element), tradingName: undefined }

const SUBJECT = /^#([A-Z]{3})#/

/** UBL has no place for BT-21: EN 16931-3-2 writes "#AAI#text". */
function readNote(element: XmlElement): Note[] {
  const text = element.text.trim()
  if (text === '') return []
  const subjectCode = SUBJECT.exec(text)?.[1]
  return [{ text: subjectCode === undefined ? text : text.slice(5), subjectCode }]
}

/** BG-4 and BG-10; a creditor identifier (BT-90) belongs to whoever is paid, also where it stands at the seller. */
function readPaid(root: XmlElement): Pick<Invoice, 'supplier' | 'payee'> {
  const supplier = readParty(root.at('cac:AccountingSupplierParty', 'cac:Party'))
  const payee = namedParty(root.child('cac:PayeeParty'))
  if (!payee) return { supplier, payee }
  const moved = payee.identifiers.some(isCreditorId) ? [] : supplier.identifiers.filter(isCreditorId)
  return {
    supplier: { ...supplier, identifiers: supplier.identifiers.filter((one) => !moved.includes(one)) },
    payee: { ...payee, identifiers: [...payee.identifiers, ...moved] },
  }
}

/** BG-13 */
function readDelivery(fields: FieldReader, element: XmlElement | undefined): Delivery | undefined {
  if (!element) return undefined
  const location = element.child('cac:DeliveryLocation')
  return {
    deliveredOn: fields.date(element.child('cbc:ActualDeliveryDate'), '/delivery/deliveredOn'),
    name: element.textAt('cac:DeliveryParty', 'cac:PartyName', 'cbc:Name'),
    location: readIdentifier(location?.child('cbc:ID')),
    address: readAddress(location?.child('cac:Address')),
  }
}
