import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, type Holds, type Rule } from '../engine/rule.ts'
import { has, textIs } from '../engine/tests.ts'
import {
  cents,
  decimalOf,
  isNought,
  type Maybe,
  minus,
  NOUGHT,
  normalised,
  ONE,
  percent,
  plus,
  sumOf,
  times,
} from '../engine/values.ts'
import { rule } from './cii-document.ts'
import { nearly, peppolSlack, quotient, type Slack } from './slack.ts'

const ALLOWANCE = 'ram:SpecifiedTradeAllowanceCharge'
const hasPercent = (node: XmlElement): boolean => node.child('ram:CalculationPercent') !== undefined
const hasBase = (node: XmlElement): boolean => node.child('ram:BasisAmount') !== undefined

export function allowanceContexts(slack: Slack = peppolSlack): Context[] {
  const saysWhich = rule('PEPPOL-EN16931-R043', (node) => {
    return ['true', 'false'].includes(normalised(node.at('ram:ChargeIndicator', 'udt:Indicator')))
  })
  return [
    contextWhen(ALLOWANCE, (node) => hasPercent(node) && !hasBase(node), [rule('PEPPOL-EN16931-R041', () => false)]),
    contextWhen(ALLOWANCE, (node) => !hasPercent(node) && hasBase(node), [rule('PEPPOL-EN16931-R042', () => false)]),
    context(ALLOWANCE, [rule('PEPPOL-EN16931-R040', percentageFits(slack)), saysWhich]),
    context('ram:AppliedTradeAllowanceCharge', [saysWhich]),
  ]
}

const percentageFits =
  (slack: Slack): Holds =>
  (node, subject) => {
    if (!hasPercent(node) || !hasBase(node)) return true
    const share = percent(decimalOf(node.child('ram:CalculationPercent')))
    const computed = times(decimalOf(node.child('ram:BasisAmount')), share)
    return nearly(orElse(node.child('ram:ActualAmount'), NOUGHT), computed, slack(subject))
  }

export const paymentContexts = (): Context[] => [
  contextWhen(
    'ram:SpecifiedTradeSettlementPaymentMeans',
    (node) => ['49', '59'].includes(normalised(node.child('ram:TypeCode'))),
    [rule('PEPPOL-EN16931-R061', has('../ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID'))],
  ),
]

const LINE_PERIOD =
  'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod'
const DOCUMENT_PERIOD = '../../../../ram:ApplicableHeaderTradeSettlement/ram:BillingSpecifiedPeriod'

/** Days are compared as the texts that they are. */
function periodContext(id: string, end: 'Start' | 'End', fits: (line: string, document: string) => boolean): Context {
  const documentEnds = path(`${DOCUMENT_PERIOD}/ram:${end}DateTime`)
  const days = path(`${DOCUMENT_PERIOD}/ram:${end}DateTime/udt:DateTimeString`)
  return contextWhen(`${LINE_PERIOD}/ram:${end}DateTime`, (node) => documentEnds(node).length > 0, [
    rule(id, (node) => {
      const own = node.named('udt:DateTimeString')
      return own.some((line) => days(node).some((document) => fits(stringValue(line), stringValue(document))))
    }),
  ])
}

export const periodContexts = (): Context[] => [
  periodContext('PEPPOL-EN16931-R110', 'Start', (line, document) => line >= document),
  periodContext('PEPPOL-EN16931-R111', 'End', (line, document) => line <= document),
]

const references = path('ram:SpecifiedLineTradeSettlement/ram:AdditionalReferencedDocument')
const isObject = textIs('ram:TypeCode', '130')
const PRICES = ['ram:NetPriceProductTradePrice', 'ram:GrossPriceProductTradePrice']
const quantities = path('../../../ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')

export const lineContexts = (): Context[] => [
  context('ram:IncludedSupplyChainTradeLineItem', lineRules()),
  context(PRICES.join(' | '), [
    rule('PEPPOL-EN16931-R121', (node) => {
      const base = node.child('ram:BasisQuantity')
      return base === undefined || (decimalOf(base)?.units ?? 0n) > 0n
    }),
  ]),
  contextWhen(
    PRICES.map((price) => `${price}/ram:BasisQuantity`).join(' | '),
    (node) => node.attributes.unitCode !== undefined,
    [
      rule('PEPPOL-EN16931-R130', (node) =>
        quantities(node).some((one) => one.attributes.unitCode === node.attributes.unitCode),
      ),
    ],
  ),
]

const lineRules = (): Rule[] => [
  rule('PEPPOL-EN16931-R120', lineAddsUp([NET])),
  rule('PEPPOL-EN16931-R100', (node, subject) => references(node).filter((one) => isObject(one, subject)).length <= 1),
  rule('PEPPOL-EN16931-R101', objectsOnly),
]

export const objectsOnly: Holds = (node, subject) => {
  const found = references(node)
  return found.length === 0 || found.some((one) => isObject(one, subject))
}

const orElse = (element: XmlElement | undefined, missing: Maybe): Maybe => (element ? decimalOf(element) : missing)
const firstAt = (at: string) => {
  const select = path(at)
  return (node: XmlElement): XmlElement | undefined => select(node)[0]
}

export const NET = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice'
export const GROSS = 'ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice'
const lineTotal = firstAt(
  'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
)
const quantityOf = firstAt('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')
const priceOf = firstAt(`${NET}/ram:ChargeAmount`)
const adjustments = path('ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge')

/** `bases`: the prices whose quantity (BT-149) is taken, the first that has one other than 0. */
export function lineAddsUp(bases: readonly string[], slack: Slack = peppolSlack): Holds {
  const baseQuantities = bases.map((price) => firstAt(`${price}/ram:BasisQuantity`))
  return (node, subject) => {
    const base = baseQuantities.map((find) => decimalOf(find(node))).find((one) => one !== undefined && !isNought(one))
    const unitPrice = quotient(orElse(priceOf(node), NOUGHT), base ?? ONE)
    const total = (indicator: string) => {
      const items = adjustments(node).filter(
        (one) => normalised(one.at('ram:ChargeIndicator', 'udt:Indicator')) === indicator,
      )
      return cents(sumOf(items.flatMap((one) => one.named('ram:ActualAmount'))))
    }
    const value = minus(plus(times(orElse(quantityOf(node), ONE), unitPrice), total('true')), total('false'))
    return nearly(orElse(lineTotal(node), NOUGHT), value, slack(subject))
  }
}
