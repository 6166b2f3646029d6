import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { SETTLEMENT, TRANSACTION } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import { contextWhen, type Holds, type Rule, type RuleSet } from '../engine/rule.ts'
import { someFilled, textIs } from '../engine/tests.ts'
import { collapse, normalised, numberOf } from '../engine/values.ts'
import { BUYER, customerIn, SELLER, supplierIn } from '../peppol/cii-facts.ts'
import { DENMARK_UBL } from './denmark-ubl.ts'

const rule = rebinder([DENMARK_UBL])
const fromDenmark: Holds = (_, subject) => supplierIn('DK')(subject)
const toDenmark: Holds = (_, subject) => customerIn('DK')(subject)
const domestic: Holds = (node, subject) => fromDenmark(node, subject) && toDenmark(node, subject)

const text = (node: XmlElement, at: string): string => path(at)(node)[0]?.text ?? ''
const isThere = (value: string): boolean => value.trim() !== ''

const LEGAL_ID = `${SELLER}/ram:SpecifiedLegalOrganization/ram:ID`
const ALLOWANCE = `${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`

/** An identifier of seller or buyer without a scheme: the first of each is asked. */
const schemesNamed: Holds = (node) =>
  [SELLER, BUYER].every((party) => {
    const [id] = path(`${party}/ram:GlobalID`)(node)
    return id === undefined || collapse(id.attributes.schemeID ?? '') !== ''
  })

/** The official test looks at the document's allowances and charges together. */
const specialTaxNamed: Holds = (node, subject) => {
  if (!textIs(`${ALLOWANCE}/ram:ReasonCode`, 'ZZZ')(node, subject)) return true
  const reason = text(node, `${ALLOWANCE}/ram:Reason`)
  const isCode = collapse(reason).length === 4 && numberOf(reason) >= 0 && numberOf(reason) <= 9999
  return isCode || (reason.includes('#') && !reason.startsWith('#') && !reason.endsWith('#'))
}

const onlyDomestic =
  (holds: Holds): Holds =>
  (node, subject) =>
    !toDenmark(node, subject) || holds(node, subject)

const documentRules: Rule[] = [
  rule('DK-R-002', someFilled(LEGAL_ID)),
  rule('DK-R-004', onlyDomestic(specialTaxNamed)),
  rule('DK-R-013', onlyDomestic(schemesNamed)),
  rule('DK-R-014', (node) => {
    const [id] = path(LEGAL_ID)(node)
    return id === undefined || collapse(id.attributes.schemeID ?? '') === '0184'
  }),
  rule(
    'DK-R-016',
    onlyDomestic((node) => {
      if (normalised(node.at('rsm:ExchangedDocument', 'ram:TypeCode')) !== '381') return true
      const payable = `${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:DuePayableAmount`
      return !(numberOf(text(node, payable)) < 0)
    }),
  ),
]

const reference = (node: XmlElement): string => text(node, '../ram:PaymentReference')
const ofCard = (node: XmlElement, ...cards: string[]): boolean => cards.includes(reference(node).slice(0, 3))
const account = (node: XmlElement): string => text(node, 'ram:PayeePartyCreditorFinancialAccount/ram:IBANID')

/** The rule holds for other means of payment. */
const forCode = (codes: string[], holds: (node: XmlElement) => boolean): Holds => {
  const concerned = textIs('ram:TypeCode', ...codes)
  return (node, subject) => !concerned(node, subject) || holds(node)
}

const paymentRules: Rule[] = [
  rule('DK-R-005', (node) => ' 1 10 31 42 48 49 50 58 59 93 97 '.includes(` ${text(node, 'ram:TypeCode')} `)),
  rule(
    'DK-R-006',
    forCode(['31', '42'], (node) => {
      return isThere(account(node)) && isThere(text(node, 'ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID'))
    }),
  ),
  // The official test looks for the mandate inside the payment means, where it never stands.
  rule(
    'DK-R-007',
    forCode(['49'], (node) => {
      const mandate = text(node, 'ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID')
      return isThere(text(node, '../ram:CreditorReferenceID')) && isThere(mandate)
    }),
  ),
  rule(
    'DK-R-008',
    forCode(['50'], (node) => ofCard(node, '01#', '04#', '15#') && account(node).length === 7),
  ),
  rule(
    'DK-R-009',
    forCode(['50'], (node) => !ofCard(node, '04#', '15#') || reference(node).length === 19),
  ),
  rule(
    'DK-R-010',
    forCode(['93'], (node) => ofCard(node, '71#', '73#', '75#') && account(node).length === 8),
  ),
  rule(
    'DK-R-011',
    forCode(['93'], (node) => !ofCard(node, '71#', '75#') || [18, 19].includes(reference(node).length)),
  ),
]

const classification = path('ram:SpecifiedTradeProduct/ram:DesignatedProductClassification/ram:ClassCode')
const UNSPSC_VERSIONS = ['19.05.01', '19.0501', '26.08.01', '26.0801']

/** Peppol's rules for Danish sellers. */
export const DENMARK_CII: RuleSet = {
  name: 'dk',
  patterns: [
    [
      contextWhen('rsm:CrossIndustryInvoice', fromDenmark, documentRules),
      contextWhen(
        `rsm:CrossIndustryInvoice/${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans`,
        domestic,
        paymentRules,
      ),
      contextWhen(`rsm:CrossIndustryInvoice/${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`, domestic, [
        rule('DK-R-003', (node) => {
          const codes = classification(node)
          return (
            !codes.some((one) => one.attributes.listID === 'TST') ||
            codes.some((one) => UNSPSC_VERSIONS.includes(one.attributes.listVersionID ?? ''))
          )
        }),
      ]),
    ],
  ],
}
