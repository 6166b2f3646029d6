import { element, group, leaf, writeXml, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { countedLines } from '../counted-lines.ts'
import type { Delivery, Invoice, Note } from '../invoice-model.ts'
import { PEPPOL_BILLING, PEPPOL_PROCESS } from '../specifications.ts'
import { writeAllowanceCharge, writeTaxTotals, writeTotals } from './write-amounts.ts'
import { writeLine, writePeriod } from './write-line.ts'
import { writeAddress, writeIdentifier, writeParty, writePayee, writeTaxRepresentative } from './write-party.ts'
import { writePaymentMeans } from './write-payment.ts'
import { writeReferences } from './write-references.ts'

const SCHEMAS = 'urn:oasis:names:specification:ubl:schema:xsd'

/**
 * The UBL 2.1 document of an invoice or credit note, UTF-8. Writes the totals and the breakdown that the invoice
 * declares (completeInvoice makes them from its lines); EN 16931 has no place for lines that do not count. Without identifiers of its own the document is a Peppol BIS 3.
 */
export function writeUbl(invoice: Invoice): string {
  const name = invoice.kind === 'invoice' ? 'Invoice' : 'CreditNote'
  const namespaces = {
    xmlns: `${SCHEMAS}:${name}-2`,
    'xmlns:cac': `${SCHEMAS}:CommonAggregateComponents-2`,
    'xmlns:cbc': `${SCHEMAS}:CommonBasicComponents-2`,
  }
  return writeXml(element(name, namespaces, header(invoice), writeReferences(invoice), body(invoice)))
}

function header(invoice: Invoice): XmlContent[] {
  const isInvoice = invoice.kind === 'invoice'
  const taxPoint = leaf('cbc:TaxPointDate', invoice.taxPointOn)
  const notes = invoice.notes.map((note) => leaf('cbc:Note', noteText(note)))
  const isPeppol = invoice.customizationId === undefined
  return [
    leaf('cbc:CustomizationID', invoice.customizationId ?? PEPPOL_BILLING),
    leaf('cbc:ProfileID', invoice.profileId ?? (isPeppol ? PEPPOL_PROCESS : undefined)),
    leaf('cbc:ID', invoice.number),
    leaf('cbc:IssueDate', invoice.issuedOn),
    isInvoice ? leaf('cbc:DueDate', invoice.dueOn) : taxPoint,
    isInvoice
      ? leaf('cbc:InvoiceTypeCode', invoice.typeCode ?? '380')
      : leaf('cbc:CreditNoteTypeCode', invoice.typeCode ?? '381'),
    notes,
    isInvoice ? taxPoint : undefined,
    leaf('cbc:DocumentCurrencyCode', invoice.currency),
    leaf('cbc:TaxCurrencyCode', invoice.vatCurrency),
    leaf('cbc:AccountingCost', invoice.accountingCost),
    leaf('cbc:BuyerReference', invoice.buyerReference),
    writePeriod(invoice.period, invoice.taxPointCode),
  ]
}

const LOOKS_CODED = /^[^#]*#[^#]{3}#/

/**
 * UBL has no place for BT-21: EN 16931-3-2 writes "#AAI#text". A text that would be read as such by itself goes under AAI
 * (general information), or BR-CL-08 would judge its own words as a code.
 */
function noteText({ text, subjectCode }: Note): string {
  const code = subjectCode ?? (LOOKS_CODED.test(text) ? 'AAI' : undefined)
  return code === undefined ? text : `#${code}#${text}`
}

const body = (invoice: Invoice): XmlContent[] => [
  group('cac:AccountingSupplierParty', writeParty(invoice.supplier)),
  group('cac:AccountingCustomerParty', writeParty(invoice.customer)),
  writePayee(invoice.payee),
  writeTaxRepresentative(invoice.taxRepresentative),
  writeDelivery(invoice.delivery),
  writePaymentMeans(invoice),
  group('cac:PaymentTerms', leaf('cbc:Note', invoice.paymentTerms)),
  invoice.allowances.map(writeAllowanceCharge(false, invoice.currency)),
  invoice.charges.map(writeAllowanceCharge(true, invoice.currency)),
  writeTaxTotals(invoice),
  writeTotals(invoice),
  countedLines(invoice).map(writeLine(invoice)),
]

/** BG-13 */
const writeDelivery = (delivery: Delivery | undefined): XmlNode | undefined =>
  delivery &&
  group(
    'cac:Delivery',
    leaf('cbc:ActualDeliveryDate', delivery.deliveredOn),
    group(
      'cac:DeliveryLocation',
      writeIdentifier('cbc:ID', delivery.location),
      writeAddress('cac:Address', delivery.address),
    ),
    group('cac:DeliveryParty', group('cac:PartyName', leaf('cbc:Name', delivery.name))),
  )
