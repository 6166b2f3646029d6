import { element, group, leaf, writeXml, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { isCreditorId } from '../canonical-form.ts'
import { countedLines } from '../counted-lines.ts'
import type { Delivery, Invoice, Party } from '../invoice-model.ts'
import { EN16931 } from '../specifications.ts'
import { writeAllowanceCharge, writeTotals, writeVatBreakdown } from './write-amounts.ts'
import { writeLine, writePeriod } from './write-line.ts'
import { writeAddress, writeParty } from './write-party.ts'
import { creditorIdOf, writePaymentMeans, writePaymentTerms } from './write-payment.ts'
import { writePrecedingInvoice, writeReferences } from './write-references.ts'
import { reference, under, writeDate, writeIdentifier } from './write-values.ts'

const STANDARD = 'urn:un:unece:uncefact:data:standard'
const NAMESPACES = {
  'xmlns:rsm': `${STANDARD}:CrossIndustryInvoice:100`,
  'xmlns:ram': `${STANDARD}:ReusableAggregateBusinessInformationEntity:100`,
  'xmlns:udt': `${STANDARD}:UnqualifiedDataType:100`,
  'xmlns:qdt': `${STANDARD}:QualifiedDataType:100`,
}

/**
 * The CII D16B document of an invoice or credit note (syntax binding: CEN/TS 16931-3-3), UTF-8. Writes the totals and
 * the breakdown that the invoice declares; EN 16931 has no place for lines that do not count. Without a specification
 * of its own the document is a plain EN 16931. What it cannot say is listed by `writeEInvoice`.
 */
export const writeCii = (invoice: Invoice): string =>
  writeXml(
    element(
      'rsm:CrossIndustryInvoice',
      NAMESPACES,
      writeContext(invoice),
      writeHeader(invoice),
      element(
        'rsm:SupplyChainTradeTransaction',
        {},
        countedLines(invoice).map(writeLine),
        writeAgreement(invoice),
        writeDelivery(invoice),
        writeSettlement(invoice),
      ),
    ),
  )

const writeContext = ({ profileId, customizationId }: Invoice): XmlContent =>
  group(
    'rsm:ExchangedDocumentContext',
    under('ram:BusinessProcessSpecifiedDocumentContextParameter', 'ram:ID', profileId),
    under('ram:GuidelineSpecifiedDocumentContextParameter', 'ram:ID', customizationId ?? EN16931),
  )

const writeHeader = (invoice: Invoice): XmlNode =>
  element(
    'rsm:ExchangedDocument',
    {},
    leaf('ram:ID', invoice.number),
    leaf('ram:TypeCode', invoice.typeCode ?? (invoice.kind === 'invoice' ? '380' : '381')),
    writeDate('ram:IssueDateTime', invoice.issuedOn),
    invoice.notes.map(({ text, subjectCode }) =>
      group('ram:IncludedNote', leaf('ram:Content', text), leaf('ram:SubjectCode', subjectCode)),
    ),
  )

const writeAgreement = (invoice: Invoice): XmlNode =>
  element(
    'ram:ApplicableHeaderTradeAgreement',
    {},
    leaf('ram:BuyerReference', invoice.buyerReference),
    writeParty('ram:SellerTradeParty', invoice.supplier, identifiersOf(invoice.supplier, invoice.payee === undefined)),
    writeParty('ram:BuyerTradeParty', invoice.customer),
    writeParty('ram:SellerTaxRepresentativeTradeParty', invoice.taxRepresentative),
    writeReferences(invoice),
  )

/** A creditor identifier (BT-90) of the one who is paid stands at the settlement. */
const identifiersOf = ({ identifiers }: Party, isPaid: boolean) =>
  isPaid ? identifiers.filter((one) => !isCreditorId(one)) : identifiers

/** BG-13, and the references that CII keeps there. The schema asks for the element, also when it is empty. */
const writeDelivery = ({ delivery, references }: Invoice): XmlNode =>
  element(
    'ram:ApplicableHeaderTradeDelivery',
    {},
    writeShipTo(delivery),
    group('ram:ActualDeliverySupplyChainEvent', writeDate('ram:OccurrenceDateTime', delivery?.deliveredOn)),
    reference('ram:DespatchAdviceReferencedDocument', references.despatchAdvice),
    reference('ram:ReceivingAdviceReferencedDocument', references.receivingAdvice),
  )

const writeShipTo = (delivery: Delivery | undefined): XmlContent =>
  delivery &&
  group(
    'ram:ShipToTradeParty',
    writeIdentifier(delivery.location?.scheme === undefined ? 'ram:ID' : 'ram:GlobalID', delivery.location),
    leaf('ram:Name', delivery.name),
    writeAddress(delivery.address),
  )

const writeSettlement = (invoice: Invoice): XmlNode =>
  element(
    'ram:ApplicableHeaderTradeSettlement',
    {},
    leaf('ram:CreditorReferenceID', creditorIdOf(invoice)),
    leaf('ram:PaymentReference', invoice.paymentReference),
    leaf('ram:TaxCurrencyCode', invoice.vatCurrency),
    leaf('ram:InvoiceCurrencyCode', invoice.currency),
    invoice.payee && writeParty('ram:PayeeTradeParty', invoice.payee, identifiersOf(invoice.payee, true)),
    writePaymentMeans(invoice),
    writeVatBreakdown(invoice),
    writePeriod(invoice.period),
    invoice.allowances.map(writeAllowanceCharge(false)),
    invoice.charges.map(writeAllowanceCharge(true)),
    writePaymentTerms(invoice),
    writeTotals(invoice),
    writePrecedingInvoice(invoice),
    under('ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID', invoice.accountingCost),
  )
