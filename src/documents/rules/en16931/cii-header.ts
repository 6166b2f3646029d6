import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds, type Rule } from '../engine/rule.ts'
import { either, every, filled, has, hasNot, textIs } from '../engine/tests.ts'
import { collapse, decimalOf, normalised, plus, roundUp, same } from '../engine/values.ts'
import { AGREEMENT, DELIVERY, doubleOf, inDocument, rule, SETTLEMENT, TOTALS } from './cii-facts.ts'
import { documentVatRules } from './cii-vat-document.ts'
import type { Edition } from './edition.ts'

const SELLER = `${AGREEMENT}/ram:SellerTradeParty`
const BUYER = `${AGREEMENT}/ram:BuyerTradeParty`

/** Rules about the document as a whole. */
export const headerContext = (edition: Edition): Context =>
  context('/rsm:CrossIndustryInvoice', [
    rule('BR-01', filled('rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID')),
    rule('BR-02', filled('rsm:ExchangedDocument/ram:ID')),
    rule('BR-03', issueDateFilled),
    rule('BR-04', filled('rsm:ExchangedDocument/ram:TypeCode')),
    rule('BR-05', filled(`${SETTLEMENT}/ram:InvoiceCurrencyCode`)),
    rule('BR-06', filled(`${SELLER}/ram:Name`)),
    rule('BR-07', filled(`${BUYER}/ram:Name`)),
    rule('BR-08', has(`${SELLER}/ram:PostalTradeAddress`)),
    rule('BR-09', filled(`${SELLER}/ram:PostalTradeAddress/ram:CountryID`)),
    rule('BR-10', has(`${BUYER}/ram:PostalTradeAddress`)),
    rule('BR-11', filled(`${BUYER}/ram:PostalTradeAddress/ram:CountryID`)),
    rule('BR-16', (_, subject) => subject.named('ram:IncludedSupplyChainTradeLineItem').length > 0),
    rule('BR-62', addressHasScheme(SELLER)),
    rule('BR-63', addressHasScheme(BUYER)),
    rule('BR-CO-15', grossAddsUp),
    ...(edition.name === 'peppol' ? [rule('BR-CO-25', dueStated)] : []),
    ...documentVatRules(),
  ])

const issueDates = path('rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString')
const issueDateFilled: Holds = (node) =>
  normalised(issueDates(node).find((one) => one.attributes.format === '102')) !== ''

/** Of several addresses the first is asked for its scheme, which any number in it may have. */
function addressHasScheme(party: string): Holds {
  const parties = path(party)
  return (node) => {
    const addresses = parties(node).map((one) => one.child('ram:URIUniversalCommunication'))
    if (addresses.every((one) => one === undefined)) return true
    const ids = addresses.flatMap((one) => one?.named('ram:URIID') ?? [])
    const [scheme = ''] = ids.flatMap(({ attributes }) => attributes.schemeID ?? [])
    return collapse(scheme) !== ''
  }
}

const currencies = inDocument(`${SETTLEMENT}/ram:InvoiceCurrencyCode`)
const totals = (name: string) => inDocument(`${TOTALS}/ram:${name}`)
const [grossTotals, netTotals, vatTotals] = [
  totals('GrandTotalAmount'),
  totals('TaxBasisTotalAmount'),
  totals('TaxTotalAmount'),
]

/** An invoice whose totals with and without VAT are equal passes whatever its VAT total is. */
export const grossAddsUp: Holds = (_, subject) => {
  const gross = decimalOf(grossTotals(subject)[0])
  const net = decimalOf(netTotals(subject)[0])
  return currencies(subject).every((currency) => {
    const vat = vatTotals(subject).filter((one) => one.attributes.currencyID === stringValue(currency))
    return (vat.length === 1 && same(gross, roundUp(plus(net, decimalOf(vat[0])), 2))) || same(gross, net)
  })
}

export const dueStated: Holds = (_, subject) => {
  const [payable] = subject.named('ram:DuePayableAmount')
  if (!(doubleOf(payable) > 0)) return true
  return subject
    .named('ram:SpecifiedTradePaymentTerms')
    .some((terms) => terms.child('ram:DueDateDateTime') || terms.child('ram:Description'))
}

/** Attachments, payment, delivery and parties. */
export const partyContexts = (edition: Edition): Context[] => [
  context('ram:PayeeTradeParty', [rule('BR-17', payeeIsAnother(edition))]),
  context('ram:SpecifiedTradeSettlementPaymentMeans', [rule('BR-49', has('ram:TypeCode'))]),
  // The official context before takes every payment instruction, so that this one never gets any.
  ...(edition.name === 'peppol' ? [directDebitContext()] : []),
  context(`/rsm:CrossIndustryInvoice/${SETTLEMENT}/ram:InvoiceReferencedDocument`, [
    rule('BR-55', filled('ram:IssuerAssignedID')),
  ]),
  context('ram:SellerTradeParty', [
    rule('BR-CO-26', either(has('ram:ID', 'ram:GlobalID', 'ram:SpecifiedLegalOrganization/ram:ID'), hasVatNumber)),
  ]),
  context('ram:SellerTaxRepresentativeTradeParty', representativeRules(edition)),
]

export const firstContexts = (edition: Edition): Context[] => [
  ...(edition.name === 'peppol' ? [context('ram:SpecifiedTradeAllowanceCharge', [indicatorStated])] : []),
  context('ram:DesignatedProductClassification', [
    rule('BR-65', (node) => {
      const [code] = node.named('ram:ClassCode')
      return code === undefined || collapse(code.attributes.listID ?? '') !== ''
    }),
  ]),
  context('ram:AdditionalReferencedDocument', [rule('BR-52', filled('ram:IssuerAssignedID'))]),
  context('ram:ApplicableTradeSettlementFinancialCard', [rule('BR-51', cardShortened(edition))]),
  contextWhen(
    'ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount',
    (node, subject) => node.parent !== undefined && textIs('ram:TypeCode', '30', '58')(node.parent, subject),
    [
      rule('BR-50', edition.name === 'cen' ? either(filled('ram:IBANID'), filled('ram:ProprietaryID')) : hasAccount),
      rule('BR-61', hasAccount),
    ],
  ),
  context(`/rsm:CrossIndustryInvoice/${DELIVERY}`, [
    rule(
      'BR-57',
      either(
        hasNot('ram:ShipToTradeParty/ram:PostalTradeAddress'),
        filled('ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID'),
      ),
    ),
  ]),
]

const indicatorStated: Rule = fatal(
  'BR-66',
  'An allowance or charge says which of them it is.',
  has('ram:ChargeIndicator'),
)

const hasAccount = has('ram:IBANID', 'ram:ProprietaryID')

/** Peppol's edition counts the white space around a card number too. */
const cardShortened =
  (edition: Edition): Holds =>
  (node) => {
    const number = node.child('ram:ID')
    if (number === undefined) return true
    return (edition.name === 'cen' ? normalised(number) : stringValue(number)).length <= 10
  }

const iban = has('ram:PayeePartyCreditorFinancialAccount/ram:IBANID')
const proprietary = has('ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID')
const directDebitContext = (): Context =>
  contextWhen(
    'ram:SpecifiedTradeSettlementPaymentMeans',
    (node) => ['49', '59'].includes(normalised(node.child('ram:TypeCode'))),
    [
      fatal(
        'BR-CO-27',
        'Payment instructions for direct debit name either an IBAN or another account (BT-84), not both.',
        (node, subject) => iban(node, subject) !== proprietary(node, subject),
      ),
    ],
  )

const vatNumbers = path('ram:SpecifiedTaxRegistration/ram:ID')
function hasVatNumber(node: XmlElement): boolean {
  return vatNumbers(node).some((id) => id.attributes.schemeID === 'VA')
}

const representativeRules = (edition: Edition): Rule[] => [
  rule('BR-18', edition.name === 'cen' ? filled('ram:Name') : has('ram:Name')),
  rule('BR-19', has('ram:PostalTradeAddress')),
  rule('BR-20', (edition.name === 'cen' ? filled : has)('ram:PostalTradeAddress/ram:CountryID')),
  rule('BR-56', (node) => normalised(vatNumbers(node).find((id) => id.attributes.schemeID === 'VA')) !== ''),
]

const DIFFERENCES = ['ram:Name', 'ram:ID', 'ram:SpecifiedLegalOrganization/ram:ID']
function payeeIsAnother({ isFacturX }: Edition): Holds {
  const party = isFacturX ? '../ram:SellerTradeParty' : '../../ram:ApplicableHeaderTradeAgreement/ram:SellerTradeParty'
  const differs = (at: string): Holds => {
    const [own, seller] = [path(at), path(`${party}/${at}`)]
    return (node) => {
      const texts = new Set(seller(node).map(stringValue))
      return !own(node).some((one) => texts.has(stringValue(one)))
    }
  }
  return every(has('ram:Name'), ...DIFFERENCES.map(differs))
}
