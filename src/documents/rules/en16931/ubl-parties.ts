import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds, warning } from '../engine/rule.ts'
import { filled, has, hasAttribute } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import type { Edition } from './edition.ts'
import { isVat } from './ubl-facts.ts'

/** Contexts that come first in the official order. */
export const partyContextsBefore = (): Context[] => [
  context('cac:AdditionalDocumentReference', [
    fatal('BR-52', 'A supporting document has a reference (BT-122).', filled('cbc:ID')),
  ]),
  context('cac:AccountingCustomerParty/cac:Party/cbc:EndpointID', [
    fatal('BR-63', "The buyer's electronic address (BT-49) names its scheme.", hasAttribute('schemeID')),
  ]),
  context('cac:AccountingCustomerParty/cac:Party/cac:PostalAddress', [
    fatal('BR-11', "The buyer's address has a country (BT-55).", filled('cac:Country/cbc:IdentificationCode')),
  ]),
  context('cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID', [
    warning('BR-51', 'A card number (BT-87) is given by its last digits only, at most 10 characters.', (node) => {
      return normalised(node).length <= 10
    }),
  ]),
  context('cac:Delivery/cac:DeliveryLocation/cac:Address', [
    fatal('BR-57', 'A delivery address has a country (BT-80).', has('cac:Country/cbc:IdentificationCode')),
  ]),
]

export const partyContextsAfter = (edition: Edition): Context[] => [
  context('cac:PayeeParty', [
    fatal('BR-17', 'A payee (BG-10) is named, and is someone else than the seller.', payeeIsAnother),
  ]),
  contextWhen('cac:PaymentMeans/cac:PayeeFinancialAccount', isCreditTransfer, [
    fatal('BR-50', 'A credit transfer names the account to pay to (BT-84).', filled('cbc:ID')),
  ]),
  context('cac:PaymentMeans', [
    fatal('BR-49', 'Payment instructions have a code for the means of payment (BT-81).', has('cbc:PaymentMeansCode')),
    fatal('BR-61', 'Payment by credit transfer (30, 58) names the account to pay to (BT-84).', accountForTransfer),
  ]),
  context('cac:BillingReference', [
    fatal(
      'BR-55',
      'A preceding invoice (BG-3) is named by its number (BT-25).',
      has('cac:InvoiceDocumentReference/cbc:ID'),
    ),
  ]),
  context('cac:AccountingSupplierParty', [
    fatal(
      'BR-CO-26',
      'The seller has an identifier (BT-29), a legal registration (BT-30) or a VAT number (BT-31).',
      (node) => {
        const identified = edition.name === 'peppol' ? anyIdentifier : identifierButSepa
        return vatNumbers(node).some(isVat) || identified(node) || legalIds(node).length > 0
      },
    ),
  ]),
  context('cac:AccountingSupplierParty/cac:Party/cbc:EndpointID', [
    fatal('BR-62', "The seller's electronic address (BT-34) names its scheme.", hasAttribute('schemeID')),
  ]),
  context('cac:AccountingSupplierParty/cac:Party/cac:PostalAddress', [
    fatal('BR-09', "The seller's address has a country (BT-40).", filled('cac:Country/cbc:IdentificationCode')),
  ]),
  context('cac:TaxRepresentativeParty', [
    fatal('BR-18', 'A tax representative (BG-11) has a name (BT-62).', filled('cac:PartyName/cbc:Name')),
    fatal('BR-19', 'A tax representative (BG-11) has a postal address (BG-12).', has('cac:PostalAddress')),
    fatal('BR-56', 'A tax representative (BG-11) has a VAT number (BT-63).', (node) =>
      path('cac:PartyTaxScheme')(node).some((scheme) => isVat(scheme) && scheme.child('cbc:CompanyID') !== undefined),
    ),
  ]),
  context('cac:TaxRepresentativeParty/cac:PostalAddress', [
    fatal(
      'BR-20',
      "The tax representative's address has a country (BT-69).",
      filled('cac:Country/cbc:IdentificationCode'),
    ),
  ]),
]

const payeeNames = path('cac:PartyName/cbc:Name')
const payeeIds = path('cac:PartyIdentification/cbc:ID')
const sellerNames = path('../cac:AccountingSupplierParty/cac:Party/cac:PartyName/cbc:Name')
const sellerIds = path('../cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID')

const payeeIsAnother: Holds = (node) =>
  payeeNames(node).length > 0 &&
  !shareText(payeeNames(node), sellerNames(node)) &&
  !shareText(payeeIds(node), sellerIds(node))

function shareText(some: readonly { text: string }[], others: readonly { text: string }[]): boolean {
  const texts = new Set(others.map((one) => one.text))
  return some.some((one) => texts.has(one.text))
}

const TRANSFERS = ['30', '58']
const codesOf = path('cbc:PaymentMeansCode')

/** Exactly these texts, as the official context has it: blanks around the code take the account out of the rule. */
const isCreditTransfer: Holds = (node) =>
  node.parent !== undefined && codesOf(node.parent).some((code) => TRANSFERS.includes(code.text))

const hasAccount = has('cac:PayeeFinancialAccount/cbc:ID')
const accountForTransfer: Holds = (node, subject) =>
  hasAccount(node, subject) || !TRANSFERS.includes(normalised(node.child('cbc:PaymentMeansCode')))

const taxSchemes = path('cac:Party/cac:PartyTaxScheme')
const vatNumbers = (node: Parameters<typeof taxSchemes>[0]) =>
  taxSchemes(node).filter((scheme) => scheme.child('cbc:CompanyID') !== undefined)
const identifiers = path('cac:Party/cac:PartyIdentification/cbc:ID')
const legalIds = path('cac:Party/cac:PartyLegalEntity/cbc:CompanyID')
const anyIdentifier = (node: Parameters<typeof taxSchemes>[0]) => identifiers(node).length > 0
const identifierButSepa = (node: Parameters<typeof taxSchemes>[0]) =>
  identifiers(node).some((id) => id.attributes.schemeID !== 'SEPA')
