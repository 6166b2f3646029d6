import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { inDocument, SETTLEMENT } from '../en16931/cii-facts.ts'
import { isSwedishOrgNumber } from '../engine/check-digits.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import { type Context, contextWhen, type Holds, type RuleSet } from '../engine/rule.ts'
import { has, textIs } from '../engine/tests.ts'
import { normalised, numberOf } from '../engine/values.ts'
import { customerIn, SELLER, supplierIn } from '../peppol/cii-facts.ts'
import { SWEDEN_UBL } from './sweden-ubl.ts'

const rule = rebinder([SWEDEN_UBL])
const ROOT = 'rsm:CrossIndustryInvoice'

const inSweden = textIs('ram:PostalTradeAddress/ram:CountryID', 'SE')
const registeredIds = path('ram:SpecifiedTaxRegistration/ram:ID')
/** As in all of Peppol's CII rules the scheme asked for is "VAT". */
const vatNumbers = (party: XmlElement): string[] =>
  registeredIds(party)
    .filter((id) => id.attributes.schemeID === 'VAT')
    .map((id) => id.text)
const taxedInSweden: Holds = (party, subject) =>
  inSweden(party, subject) && vatNumbers(party).some((number) => number.startsWith('SE'))

const isNumber = (text: string | undefined): boolean => !Number.isNaN(numberOf(text))
const legalId = (node: XmlElement): string => normalised(node.child('ram:ID'))

const sellerContexts = (): Context[] => [
  contextWhen(`${ROOT}/${SELLER}`, taxedInSweden, [
    rule('SE-R-001', (node) => vatNumbers(node)[0]?.trim().length === 14),
    rule('SE-R-002', (node) => isNumber(vatNumbers(node)[0]?.slice(2, 14))),
  ]),
  contextWhen(
    `${ROOT}/${SELLER}/ram:SpecifiedLegalOrganization`,
    (node, subject) =>
      node.child('ram:ID') !== undefined && node.parent !== undefined && inSweden(node.parent, subject),
    [
      rule('SE-R-003', (node) => isNumber(node.child('ram:ID')?.text)),
      rule('SE-R-004', (node) => legalId(node).length === 10),
      rule('SE-R-013', (node) => isSwedishOrgNumber(legalId(node))),
    ],
  ),
  contextWhen(`${ROOT}/${SELLER}/ram:SpecifiedTaxRegistration/ram:ID`, isOtherTaxNumber, [
    rule('SE-R-005', (node) => normalised(node).toUpperCase() === 'GODKÄND FÖR F-SKATT'),
  ]),
]

function isOtherTaxNumber(...[node, subject]: Parameters<Holds>): boolean {
  const party = node.parent?.parent
  if (!party || node.attributes.schemeID !== 'FC') return false
  return inSweden(party, subject) && has('ram:SpecifiedLegalOrganization/ram:ID')(party, subject)
}

const sellers = inDocument(SELLER)

const rateContexts = (): Context[] => [
  contextWhen(
    'ram:ApplicableTradeTax | ram:CategoryTradeTax',
    (_, subject) => sellers(subject).some((seller) => taxedInSweden(seller, subject)),
    [rule('SE-R-006', (node) => [25, 12, 6].includes(numberOf(node.child('ram:RateApplicablePercent')?.text)))],
  ),
]

const MEANS = `/${ROOT}/${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans`
const ACCOUNT = `${MEANS}/ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID`
const paidTo =
  (bank: string): Holds =>
  (node, subject) => {
    const means = node.parent?.parent
    const branch = means?.at('ram:PayeeSpecifiedCreditorFinancialInstitution', 'ram:BICID')
    return supplierIn('SE')(subject) && normalised(means?.child('ram:TypeCode')) === '30' && normalised(branch) === bank
  }
const lengthIn =
  (least: number, most: number): Holds =>
  (node) =>
    normalised(node).length >= least && normalised(node).length <= most
const numeric: Holds = (node) => isNumber(normalised(node))
const meansIs = (node: XmlElement, ...codes: string[]): boolean =>
  codes.includes(normalised(node.child('ram:TypeCode')))

const paymentContexts = (): Context[] => [
  contextWhen(ACCOUNT, paidTo('SE:PLUSGIRO'), [rule('SE-R-007', numeric), rule('SE-R-010', lengthIn(2, 8))]),
  contextWhen(ACCOUNT, paidTo('SE:BANKGIRO'), [rule('SE-R-008', numeric), rule('SE-R-009', lengthIn(7, 8))]),
  contextWhen(MEANS, (node, subject) => supplierIn('SE')(subject) && meansIs(node, '50', '56'), [
    rule('SE-R-011', () => false),
  ]),
  contextWhen(MEANS, (node, subject) => supplierIn('SE')(subject) && customerIn('SE')(subject) && meansIs(node, '31'), [
    rule('SE-R-012', () => false),
  ]),
]

/** Peppol's rules for Swedish sellers. */
export const SWEDEN_CII: RuleSet = {
  name: 'se',
  patterns: [[...sellerContexts(), ...rateContexts(), ...paymentContexts()]],
}
