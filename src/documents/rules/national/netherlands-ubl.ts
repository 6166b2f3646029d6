import { path } from '../engine/path.ts'
import { contextWhen, fatal, type Holds, type RuleSet } from '../engine/rule.ts'
import { every, has } from '../engine/tests.ts'
import { decimalOf, normalised } from '../engine/values.ts'
import { bothIn, representativeAddressCountry, supplierAddressCountry } from '../peppol/ubl-facts.ts'

const fromNetherlands: Holds = (_, subject) => supplierAddressCountry(subject) === 'NL'
const domestic: Holds = (_, subject) => bothIn('NL')(subject)
const representedThere: Holds = (node, subject) =>
  fromNetherlands(node, subject) && representativeAddressCountry(subject) === 'NL'

const fullAddress = every(has('cbc:StreetName'), has('cbc:CityName'), has('cbc:PostalZone'))

/** KVK (0106) and OIN (0190) are the Dutch registers. */
export const inDutchRegister: Holds = (node) =>
  (node.attributes.schemeID ?? '').split(' ').some((scheme) => scheme === '0106' || scheme === '0190') &&
  normalised(node) !== ''

const PAYMENT_MEANS = ['30', '48', '49', '57', '58', '59']

/** The official test has credit notes with nothing or less to pay name their means of payment, as invoices with more. */
const paymentNamed: Holds = (node, subject) => {
  const payable = decimalOf(node.child('cbc:PayableAmount'))
  const nothingDue =
    payable !== undefined &&
    (subject.root.name === 'ubl:Invoice'
      ? payable.units <= 0n
      : subject.root.name === 'cn:CreditNote' && payable.units >= 0n)
  return nothingDue || subject.named('cac:PaymentMeans').length > 0
}

/** Peppol's rules for Dutch sellers. */
export const NETHERLANDS_UBL: RuleSet = {
  name: 'nl',
  patterns: [
    [
      contextWhen('cbc:CreditNoteTypeCode', fromNetherlands, [
        fatal('NL-R-001', 'A Dutch credit note refers to the invoice that it corrects.', (_, { root }) => {
          return path('cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID')(root).length > 0
        }),
      ]),
      contextWhen('cac:AccountingSupplierParty/cac:Party/cac:PostalAddress', fromNetherlands, [
        fatal('NL-R-002', 'A Dutch seller states street, city and postal code.', fullAddress),
      ]),
      contextWhen('cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID', fromNetherlands, [
        fatal(
          'NL-R-003',
          'The legal registration of a Dutch seller is a KVK (0106) or OIN (0190) number.',
          inDutchRegister,
        ),
      ]),
      contextWhen('cac:AccountingCustomerParty/cac:Party/cac:PostalAddress', domestic, [
        fatal('NL-R-004', 'A Dutch buyer of a Dutch seller states street, city and postal code.', fullAddress),
      ]),
      contextWhen('cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID', domestic, [
        fatal(
          'NL-R-005',
          'The legal registration of a Dutch buyer is a KVK (0106) or OIN (0190) number.',
          inDutchRegister,
        ),
      ]),
      contextWhen('cac:TaxRepresentativeParty/cac:PostalAddress', representedThere, [
        fatal('NL-R-006', 'A Dutch tax representative states street, city and postal code.', fullAddress),
      ]),
      contextWhen('cac:LegalMonetaryTotal', fromNetherlands, [
        fatal('NL-R-007', 'A Dutch seller to whom something is owed names the means of payment.', paymentNamed),
      ]),
      contextWhen('cac:PaymentMeans', domestic, [
        fatal('NL-R-008', `A Dutch invoice is paid by one of the means ${PAYMENT_MEANS.join(', ')}.`, (node) =>
          PAYMENT_MEANS.includes(normalised(node.child('cbc:PaymentMeansCode'))),
        ),
      ]),
      contextWhen('cac:OrderLineReference/cbc:LineID', fromNetherlands, [
        fatal('NL-R-009', 'A Dutch invoice that names an order line names the order.', (_, { root }) => {
          return path('cac:OrderReference/cbc:ID')(root).length > 0
        }),
      ]),
    ],
  ],
}
