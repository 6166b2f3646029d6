import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { AGREEMENT, DELIVERY, inDocument, SETTLEMENT, TRANSACTION } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, type Holds, type RuleSet } from '../engine/rule.ts'
import { either, has, hasNot, not, someFilled } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { isGermanCheckedIban, isPhone } from '../national/germany-values.ts'
import { basisAgrees, documentRules } from './cii-document.ts'
import { cvdPattern, extensionPattern } from './cii-extension.ts'
import { peppolPatterns } from './cii-peppol.ts'
import { BEFORE_3, ofEdition, VERSION_3, type XRechnungEdition } from './edition.ts'
import { rule } from './rules.ts'
import { isUrl } from './values.ts'

const ROOT = '/rsm:CrossIndustryInvoice'
const SELLER = `${ROOT}/${AGREEMENT}/ram:SellerTradeParty`

const specifications = path('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID')
const lines = path('ram:IncludedSupplyChainTradeLineItem')
const linePeriod = has('ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod')
const PHONE = 'ram:TelephoneUniversalCommunication/ram:CompleteNumber'
const EMAIL = 'ram:EmailURIUniversalCommunication/ram:URIID'
const textAt = (at: string) => {
  const select = path(at)
  return (node: XmlElement): string => normalised(select(node)[0])
}
const [phone, email] = [textAt(PHONE), textAt(EMAIL)]

const cityAndCode = (city: string, postalCode: string) => [
  rule(city, someFilled('ram:CityName')),
  rule(postalCode, someFilled('ram:PostcodeCode')),
]

const partyContexts = (edition: XRechnungEdition): Context[] => [
  context(`${ROOT}/rsm:ExchangedDocumentContext`, [
    rule('BR-DE-21', (node) => specifications(node).some(({ text }) => edition.isSpecification(text))),
  ]),
  context(SELLER, [rule('BR-DE-2', has('ram:DefinedTradeContact'))]),
  context(`${SELLER}/ram:PostalTradeAddress`, cityAndCode('BR-DE-3', 'BR-DE-4')),
  context(`${SELLER}/ram:DefinedTradeContact`, [
    rule('BR-DE-5', either(someFilled('ram:PersonName'), someFilled('ram:DepartmentName'))),
    rule('BR-DE-6', someFilled(PHONE)),
    rule('BR-DE-7', someFilled(EMAIL)),
    rule('BR-DE-27', (node) => isPhone(phone(node))),
    rule('BR-DE-28', (node) => edition.isEmail(email(node))),
  ]),
  context(`${ROOT}/${AGREEMENT}/ram:BuyerTradeParty/ram:PostalTradeAddress`, cityAndCode('BR-DE-8', 'BR-DE-9')),
  contextWhen(
    `${ROOT}/${AGREEMENT}/ram:AdditionalReferencedDocument`,
    (node) => node.named('ram:TypeCode').some((one) => one.text === '916'),
    [
      rule(
        'BR-TMP-2',
        either(hasNot('ram:URIID'), (node) => isUrl(node.child('ram:URIID')?.text ?? '')),
      ),
    ],
  ),
  context(`${ROOT}/${DELIVERY}/ram:ShipToTradeParty/ram:PostalTradeAddress`, cityAndCode('BR-DE-10', 'BR-DE-11')),
]

const MEANS = `${ROOT}/${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans`
const mandates = inDocument(`${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`)
const creditorIds = inDocument(`${SETTLEMENT}/ram:CreditorReferenceID`)
const debited = has('ram:PayerPartyDebtorFinancialAccount/ram:IBANID')

/** CII has no group for direct debit (BG-19): it is there when any part of it is. */
const hasDirectDebit: Holds = (node, subject) =>
  mandates(subject).length > 0 || creditorIds(subject).length > 0 || debited(node, subject)

/** With two codes, which the schema refuses, the official contexts break off and are skipped. */
const paidBy =
  (...codes: string[]): Holds =>
  (node) => {
    const [code, ...more] = node.named('ram:TypeCode')
    return more.length === 0 && codes.includes(normalised(code))
  }
const ibanAt = (at: string): Holds => {
  const accounts = path(at)
  return (node) => isGermanCheckedIban(accounts(node)[0]?.text ?? '')
}
const CARD = 'ram:ApplicableTradeSettlementFinancialCard'
const ACCOUNT = 'ram:PayeePartyCreditorFinancialAccount'
const without =
  (...names: string[]): Holds =>
  (node) =>
    names.every((name) => node.child(name) === undefined)
const both =
  (first: Holds, second: Holds): Holds =>
  (node, subject) =>
    first(node, subject) && second(node, subject)

const paymentContexts = (): Context[] => [
  contextWhen(MEANS, paidBy('30', '58'), [
    rule('BR-DE-19', either(not(paidBy('58')), ibanAt(`${ACCOUNT}/ram:IBANID`))),
    rule('BR-DE-23-a', has(ACCOUNT)),
    rule('BR-DE-23-b', both(without(CARD), not(hasDirectDebit))),
  ]),
  contextWhen(MEANS, paidBy('48', '54', '55'), [
    rule('BR-DE-24-a', has(CARD)),
    rule('BR-DE-24-b', both(without(ACCOUNT), not(hasDirectDebit))),
  ]),
  contextWhen(MEANS, paidBy('59'), [
    rule('BR-DE-20', ibanAt('ram:PayerPartyDebtorFinancialAccount/ram:IBANID')),
    rule('BR-DE-25-a', hasDirectDebit),
    rule(
      'BR-DE-25-b',
      without(
        ACCOUNT,
        'ram:PayeeSpecifiedCreditorFinancialInstitution',
        'ram:PayerSpecifiedDebtorFinancialInstitution',
        CARD,
      ),
    ),
  ]),
]

const lineContexts = (): Context[] => [
  context(`${ROOT}/${SETTLEMENT}/ram:ApplicableTradeTax`, [rule('BR-DE-14', someFilled('ram:RateApplicablePercent'))]),
  context(`${ROOT}/${TRANSACTION}`, [
    rule(
      'BR-DE-TMP-32',
      either(
        has(
          'ram:ApplicableHeaderTradeDelivery/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime',
          'ram:ApplicableHeaderTradeSettlement/ram:BillingSpecifiedPeriod',
        ),
        (node, subject) => lines(node).every((line) => linePeriod(line, subject)),
      ),
    ),
  ]),
  context(`${ROOT}/${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`, [rule('BR-TMP-3', basisAgrees)]),
]

const ciiRules = (edition: XRechnungEdition): RuleSet => ({
  name: 'xrechnung',
  patterns: ofEdition(edition, [
    ...peppolPatterns(),
    [context(ROOT, documentRules(edition)), ...partyContexts(edition), ...paymentContexts(), ...lineContexts()],
    extensionPattern,
    cvdPattern,
  ]),
})

/** XRechnung 3.0 in CII, with its extension, its CVD profile and the rules that it takes from Peppol. */
export const XRECHNUNG_CII = ciiRules(VERSION_3)
export const XRECHNUNG_CII_BEFORE_3 = ciiRules(BEFORE_3)
