import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, type Holds, type Rule, type RuleSet } from '../engine/rule.ts'
import { either, every, has, not, someFilled } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import * as germany from '../national/germany-ubl.ts'
import { isGermanCheckedIban, isPhone } from '../national/germany-values.ts'
import type { Slack } from '../peppol/slack.ts'
import { commonPatterns } from '../peppol/ubl.ts'
import { BEFORE_3, ofEdition, VERSION_3, type XRechnungEdition } from './edition.ts'
import { takenOver } from './peppol-part.ts'
import { rule } from './rules.ts'
import { cvdPattern, extensionPattern } from './ubl-extension.ts'
import { isUrl, TYPES } from './values.ts'

const inDocument = (at: string): string => `/ubl:Invoice/${at} | /cn:CreditNote/${at}`
const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'

const typeIs =
  (...types: string[]): Holds =>
  (node) =>
    types.includes(normalised(node.child('cbc:InvoiceTypeCode'))) ||
    types.includes(normalised(node.child('cbc:CreditNoteTypeCode')))
const terms = path('cac:PaymentTerms/cbc:Note')
const lines = path('cac:InvoiceLine | cac:CreditNoteLine')
const hasMandate = has('cac:PaymentMeans/cac:PaymentMandate')

const documentContext = (edition: XRechnungEdition): Context =>
  context('/ubl:Invoice | /cn:CreditNote', [
    rule('BR-DE-1', has('cac:PaymentMeans')),
    rule('BR-DE-15', someFilled('cbc:BuyerReference')),
    rule('BR-DE-16', germany.taxNumberStated),
    rule('BR-DE-17', typeIs(...TYPES)),
    rule('BR-DE-18', (node) => edition.skontoReadable(terms(node)[0]?.text ?? '')),
    rule('BR-DE-21', (node) => node.named('cbc:CustomizationID').some(({ text }) => edition.isSpecification(text))),
    rule('BR-DE-22', germany.fileNamesDiffer),
    rule('BR-DE-26', either(not(typeIs('384')), has('cac:BillingReference/cac:InvoiceDocumentReference'))),
    ...(edition.isOld ? [mandateNamed] : []),
    rule('BR-DE-30', either(not(hasMandate), germany.hasCreditorId)),
    rule(
      'BR-DE-31',
      either(not(hasMandate), has('cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID')),
    ),
    rule(
      'BR-DE-TMP-32',
      either(has('cac:Delivery/cbc:ActualDeliveryDate', 'cac:InvoicePeriod'), (node) =>
        lines(node).every((line) => line.child('cac:InvoicePeriod') !== undefined),
      ),
    ),
  ])

const mandateNamed: Rule = rule('BR-DE-29', either(not(hasMandate), has('cac:PaymentMeans/cac:PaymentMandate/cbc:ID')))

const cityAndCode = (city: string, postalCode: string) => [
  rule(city, someFilled('cbc:CityName')),
  rule(postalCode, someFilled('cbc:PostalZone')),
]

const partyContexts = (edition: XRechnungEdition): Context[] => [
  context(inDocument('cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference'), [
    rule('BR-TMP-2', (node) => isUrl(node.child('cbc:URI')?.text ?? '')),
  ]),
  context(inDocument('cac:AccountingSupplierParty'), [rule('BR-DE-2', has('cac:Party/cac:Contact'))]),
  context(inDocument(`${SUPPLIER}/cac:PostalAddress`), cityAndCode('BR-DE-3', 'BR-DE-4')),
  context(inDocument(`${SUPPLIER}/cac:Contact`), [
    rule('BR-DE-5', someFilled('cbc:Name')),
    rule('BR-DE-6', someFilled('cbc:Telephone')),
    rule('BR-DE-7', someFilled('cbc:ElectronicMail')),
    rule('BR-DE-27', (node) => isPhone(normalised(node.child('cbc:Telephone')))),
    rule('BR-DE-28', (node) => edition.isEmail(normalised(node.child('cbc:ElectronicMail')))),
  ]),
  context(inDocument('cac:AccountingCustomerParty/cac:Party/cac:PostalAddress'), cityAndCode('BR-DE-8', 'BR-DE-9')),
  context(inDocument('cac:Delivery/cac:DeliveryLocation/cac:Address'), cityAndCode('BR-DE-10', 'BR-DE-11')),
]

/** With two codes, which the schema refuses, the official contexts break off and are skipped. */
const paidBy =
  (...codes: string[]): Holds =>
  (node) => {
    const [code, ...more] = node.named('cbc:PaymentMeansCode')
    return more.length === 0 && codes.includes(normalised(code))
  }
const ibanAt = (at: string): Holds => {
  const accounts = path(at)
  return (node) => isGermanCheckedIban(accounts(node)[0]?.text ?? '')
}
const neither = (first: string, second: string): Holds => every(not(has(first)), not(has(second)))
const MEANS = inDocument('cac:PaymentMeans')

const paymentContexts = (): Context[] => [
  contextWhen(MEANS, paidBy('30', '58'), [
    rule('BR-DE-19', either(not(paidBy('58')), ibanAt('cac:PayeeFinancialAccount/cbc:ID'))),
    rule('BR-DE-23-a', has('cac:PayeeFinancialAccount')),
    rule('BR-DE-23-b', neither('cac:CardAccount', 'cac:PaymentMandate')),
  ]),
  contextWhen(MEANS, paidBy('48', '54', '55'), [
    rule('BR-DE-24-a', has('cac:CardAccount')),
    rule('BR-DE-24-b', neither('cac:PayeeFinancialAccount', 'cac:PaymentMandate')),
  ]),
  contextWhen(MEANS, paidBy('59'), [
    rule('BR-DE-20', ibanAt('cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID')),
    rule('BR-DE-25-a', has('cac:PaymentMandate')),
    rule('BR-DE-25-b', neither('cac:PayeeFinancialAccount', 'cac:CardAccount')),
  ]),
]

/** XRechnung lets amounts in forints, which has no small coins, be off by half of one. */
const slack: Slack = ({ root }) =>
  root.child('cbc:DocumentCurrencyCode')?.text === 'HUF' ? { units: 5n, scale: 1 } : { units: 2n, scale: 2 }

const ublRules = (edition: XRechnungEdition): RuleSet => ({
  name: 'xrechnung',
  patterns: ofEdition(edition, [
    ...commonPatterns(slack).map(takenOver),
    [
      documentContext(edition),
      ...partyContexts(edition),
      ...paymentContexts(),
      context(inDocument('cac:TaxTotal/cac:TaxSubtotal'), [
        rule('BR-DE-14', someFilled('cac:TaxCategory/cbc:Percent')),
      ]),
    ],
    extensionPattern,
    cvdPattern,
  ]),
})

/** XRechnung 3.0 in UBL, with its extension, its CVD profile and the rules that it takes from Peppol. */
export const XRECHNUNG_UBL = ublRules(VERSION_3)
export const XRECHNUNG_UBL_BEFORE_3 = ublRules(BEFORE_3)
