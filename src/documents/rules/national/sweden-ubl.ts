import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { isSwedishOrgNumber } from '../engine/check-digits.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, fatal, type Holds, type RuleSet, warning } from '../engine/rule.ts'
import { once } from '../engine/subject.ts'
import { has, textIs } from '../engine/tests.ts'
import { normalised, numberOf } from '../engine/values.ts'
import { vatNumbersOf, vatRegistrations } from '../peppol/ubl-facts.ts'

const inSweden = textIs('cac:PostalAddress/cac:Country/cbc:IdentificationCode', 'SE')
const swedishVat = (party: XmlElement): boolean => vatNumbersOf(party).some((number) => number.startsWith('SE'))

/** A registration with two numbers, which the schema refuses: the official context breaks off there, and is skipped. */
const hasTwoNumbers = (party: XmlElement): boolean =>
  vatRegistrations(party).some((one) => one.named('cbc:CompanyID').length > 1)

const parties = (role: string) => once((subject) => subject.named(role).flatMap(path('cac:Party')))
const suppliers = parties('cac:AccountingSupplierParty')
const customers = parties('cac:AccountingCustomerParty')

const supplierInSweden = once((subject) => suppliers(subject).some((party) => inSweden(party, subject)))
const customerInSweden = once((subject) => customers(subject).some((party) => inSweden(party, subject)))
const supplierTaxedInSweden = once((subject) =>
  suppliers(subject).some((party) => inSweden(party, subject) && swedishVat(party)),
)

/** The official tests read a number as XPath does: any number, blanks around it allowed. */
const isNumber = (text: string | undefined): boolean => !Number.isNaN(numberOf(text))

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'

const sellerContexts = (): Context[] => [
  contextWhen(SUPPLIER, (node, subject) => inSweden(node, subject) && swedishVat(node) && !hasTwoNumbers(node), [
    fatal('SE-R-001', 'A Swedish VAT number has 14 characters.', (node) => vatNumbersOf(node)[0]?.trim().length === 14),
    fatal('SE-R-002', 'A Swedish VAT number is SE and twelve digits.', (node) =>
      isNumber(vatNumbersOf(node)[0]?.slice(2, 14)),
    ),
  ]),
  contextWhen(
    `${SUPPLIER}/cac:PartyLegalEntity`,
    (node, subject) =>
      node.child('cbc:CompanyID') !== undefined && node.parent !== undefined && inSweden(node.parent, subject),
    [
      fatal('SE-R-003', 'A Swedish organisation number is digits only.', (node) =>
        isNumber(node.child('cbc:CompanyID')?.text),
      ),
      fatal(
        'SE-R-004',
        'A Swedish organisation number has ten digits.',
        (node) => normalised(node.child('cbc:CompanyID')).length === 10,
      ),
      fatal('SE-R-013', 'A Swedish organisation number has a right check digit.', (node) =>
        isSwedishOrgNumber(normalised(node.child('cbc:CompanyID'))),
      ),
    ],
  ),
  contextWhen(`${SUPPLIER}/cac:PartyTaxScheme/cbc:CompanyID`, isOtherTaxNumber, [
    fatal(
      'SE-R-005',
      'Any other tax registration of a Swedish seller reads "Godkänd för F-skatt".',
      (node) => normalised(node).toUpperCase() === 'GODKÄND FÖR F-SKATT',
    ),
  ]),
]

function isOtherTaxNumber(...[node, subject]: Parameters<Holds>): boolean {
  const party = node.parent?.parent
  const registered = party && has('cac:PartyLegalEntity/cbc:CompanyID')(party, subject)
  return (
    !!registered &&
    inSweden(party, subject) &&
    normalised(node.parent?.at('cac:TaxScheme', 'cbc:ID')).toUpperCase() !== 'VAT'
  )
}

const isStandardRated: Holds = (node, subject) => supplierTaxedInSweden(subject) && textIs('cbc:ID', 'S')(node, subject)

/** Rates of the Swedish VAT act (mervärdesskattelagen 2023:200, chapter 9). */
const rateContexts = (): Context[] => [
  contextWhen('cac:TaxCategory | cac:ClassifiedTaxCategory', isStandardRated, [
    fatal('SE-R-006', 'Swedish VAT is 25, 12 or 6 percent.', (node) =>
      [25, 12, 6].includes(numberOf(node.child('cbc:Percent')?.text)),
    ),
  ]),
]

const ACCOUNT = 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID'
const paidTo =
  (bank: string): Holds =>
  (node, subject) => {
    const means = node.parent?.parent
    const branch = means?.at('cac:PayeeFinancialAccount', 'cac:FinancialInstitutionBranch', 'cbc:ID')
    return (
      supplierInSweden(subject) &&
      normalised(means?.child('cbc:PaymentMeansCode')) === '30' &&
      normalised(branch) === bank
    )
  }
const lengthIn =
  (least: number, most: number): Holds =>
  (node) =>
    normalised(node).length >= least && normalised(node).length <= most

const paymentContexts = (): Context[] => [
  contextWhen(ACCOUNT, paidTo('SE:PLUSGIRO'), [
    warning('SE-R-007', 'A plusgiro number is digits only.', (node) => isNumber(node.text)),
    warning('SE-R-010', 'A plusgiro number has 2 to 8 digits.', lengthIn(2, 8)),
  ]),
  contextWhen(ACCOUNT, paidTo('SE:BANKGIRO'), [
    warning('SE-R-008', 'A bankgiro number is digits only.', (node) => isNumber(node.text)),
    warning('SE-R-009', 'A bankgiro number has 7 or 8 digits.', lengthIn(7, 8)),
  ]),
  contextWhen(
    'cac:PaymentMeans',
    (node, subject) => supplierInSweden(subject) && textIs('cbc:PaymentMeansCode', '50', '56')(node, subject),
    [
      warning(
        'SE-R-011',
        'For Swedish bankgiro and plusgiro use means of payment 30 with the clearing system.',
        () => false,
      ),
    ],
  ),
  contextWhen(
    'cac:PaymentMeans',
    (node, subject) =>
      supplierInSweden(subject) && customerInSweden(subject) && textIs('cbc:PaymentMeansCode', '31')(node, subject),
    [warning('SE-R-012', 'A payment inside Sweden is not by international transfer (31); use 30.', () => false)],
  ),
]

/** Peppol's rules for Swedish sellers. */
export const SWEDEN_UBL: RuleSet = {
  name: 'se',
  patterns: [[...sellerContexts(), ...rateContexts(), ...paymentContexts()]],
}
