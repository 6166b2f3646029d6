import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { doubleOf } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import { type Context, context, type Holds } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { either, has, textIs } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { documentCurrencies, profile, vatCurrencies } from './cii-facts.ts'
import { PEPPOL_UBL } from './ubl.ts'

/** Peppol's rules say the same in both syntaxes. */
export const rule = rebinder([PEPPOL_UBL])

const SPECIFICATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
const specifications = path('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID')

export const documentContexts = (): Context[] => [
  context('rsm:ExchangedDocumentContext', [
    rule('PEPPOL-EN16931-R001', has('ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID')),
    rule('PEPPOL-EN16931-R007', (_, subject) => profile(subject) !== 'Unknown'),
    rule('PEPPOL-EN16931-R004', (node) => normalised(specifications(node)[0]).startsWith(SPECIFICATION)),
  ]),
  context('ram:ApplicableHeaderTradeAgreement', [
    rule(
      'PEPPOL-EN16931-R003',
      either(has('ram:BuyerReference'), has('ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID')),
    ),
    {
      id: 'PEPPOL-EN16931-R006',
      flag: 'fatal',
      message: 'The document refers to at most one invoiced object (BT-18).',
      holds: atMostOneOfType('130'),
    },
    rule('PEPPOL-EN16931-R080', atMostOneOfType('50')),
  ]),
  context('ram:ApplicableHeaderTradeSettlement', [
    rule('PEPPOL-EN16931-R005', otherVatCurrency),
    rule('PEPPOL-EN16931-R053', (node, subject) => vatTotals(node, subject, true).length === 1),
    rule('PEPPOL-EN16931-R054', (node, subject) => {
      return vatTotals(node, subject, false).length === (node.child('ram:TaxCurrencyCode') ? 1 : 0)
    }),
    rule('PEPPOL-EN16931-R055', sameSign),
  ]),
  context('rsm:ExchangedDocument', [
    rule('PEPPOL-EN16931-R002', (node) => {
      const notes = node.named('ram:IncludedNote')
      return notes.length <= 1 && notes.every((note) => note.child('ram:SubjectCode') === undefined)
    }),
  ]),
  context('ram:BuyerTradeParty', [rule('PEPPOL-EN16931-R010', has('ram:URIUniversalCommunication/ram:URIID'))]),
  context('ram:SellerTradeParty', [rule('PEPPOL-EN16931-R020', has('ram:URIUniversalCommunication/ram:URIID'))]),
]

function atMostOneOfType(type: string): Holds {
  const isType = textIs('ram:TypeCode', type)
  return (node, subject) =>
    node.named('ram:AdditionalReferencedDocument').filter((one) => isType(one, subject)).length <= 1
}

export const otherVatCurrency: Holds = (node) => {
  const currency = node.child('ram:TaxCurrencyCode')
  return currency === undefined || normalised(currency) !== normalised(node.child('ram:InvoiceCurrencyCode'))
}

const taxTotals = path('ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount')
const textsOf = (elements: readonly XmlElement[]) => new Set(elements.map(stringValue))

/** VAT totals that are in the currency of the document, or that name another; none when there is no such currency. */
export function vatTotals(node: XmlElement, subject: Subject, inDocumentCurrency: boolean): XmlElement[] {
  const wanted = textsOf(documentCurrencies(subject))
  return taxTotals(node).filter(({ attributes: { currencyID } }) => {
    if (currencyID === undefined || wanted.size === 0) return false
    return inDocumentCurrency ? wanted.has(currencyID) : [...wanted].some((code) => code !== currencyID)
  })
}

export const sameSign: Holds = (node, subject) => {
  if (vatCurrencies(subject).length === 0) return true
  const wanted = textsOf(vatCurrencies(subject))
  const vat = taxTotals(node).filter((one) => wanted.has(one.attributes.currencyID ?? ''))
  const main = vatTotals(node, subject, true)
  const some = (amounts: readonly XmlElement[], test: (value: number) => boolean) =>
    amounts.some((one) => test(doubleOf(one)))
  const negative = (value: number) => value < 0
  const notNegative = (value: number) => value >= 0
  return (some(vat, negative) && some(main, negative)) || (some(vat, notNegative) && some(main, notNegative))
}
