import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, type Holds, type Pattern } from '../engine/rule.ts'
import { decimalOf, minus, NOUGHT, same } from '../engine/values.ts'
import {
  allowanceContexts,
  GROSS,
  lineAddsUp,
  lineContexts,
  NET,
  paymentContexts,
  periodContexts,
} from '../peppol/cii-amounts.ts'
import { documentContexts, rule, sameSign, vatTotals } from '../peppol/cii-document.ts'
import { documentCurrencies } from '../peppol/cii-facts.ts'
import type { Slack } from '../peppol/slack.ts'
import { takenOver } from './peppol-part.ts'

/** XRechnung lets amounts in forints, which has no small coins, be off by half of one. */
const slack: Slack = (subject) =>
  documentCurrencies(subject).some((one) => one.text === 'HUF') ? { units: 5n, scale: 1 } : { units: 2n, scale: 2 }

/** The tests that XRechnung has changed: BT-110 may be missing, and a price may be for the quantity of the gross price. */
const CHANGED: Readonly<Record<string, Holds>> = {
  'PEPPOL-EN16931-R053': (node, subject) => vatTotals(node, subject, true).length <= 1,
  'PEPPOL-EN16931-R055': (node, subject) => vatTotals(node, subject, true).length === 0 || sameSign(node, subject),
  'PEPPOL-EN16931-R120': lineAddsUp([NET, GROSS], slack),
}

const changed = (one: Context): Context => ({
  ...one,
  rules: one.rules.map((each) => ({ ...each, holds: CHANGED[each.id] ?? each.holds })),
})

/** A rule that stands in two contexts has a number behind its id in each. */
const numbered = (id: string) => {
  let count = 0
  return (one: Context): Context => ({
    ...one,
    rules: one.rules.map((each) => {
      if (each.id !== id) return each
      count += 1
      return { ...each, id: `${id}-${count}` }
    }),
  })
}

const PRICE =
  'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice'
const discounts = path('ram:AppliedTradeAllowanceCharge/ram:ActualAmount')
const indicators = path('ram:AppliedTradeAllowanceCharge/ram:ChargeIndicator/udt:Indicator')
const netPrices = path('../ram:NetPriceProductTradePrice/ram:ChargeAmount')

const isDiscount: Holds = (node) => discounts(node).length === 0 || indicators(node).some((one) => one.text === 'false')

const netPriceFollows: Holds = (node) => {
  const gross = node.child('ram:ChargeAmount')
  const [discount] = discounts(node)
  const net = minus(decimalOf(gross), discount ? decimalOf(discount) : NOUGHT)
  return gross === undefined || same(decimalOf(netPrices(node)[0]), net)
}

/** Rules that Peppol has in UBL only; an empty delivery is what the CII schema asks for. */
const addedPatterns = (): Pattern[] => [
  [
    contextWhen(
      '*',
      (node) =>
        node.name !== 'ram:ApplicableHeaderTradeDelivery' && node.children.length === 0 && node.text.trim() === '',
      [rule('PEPPOL-EN16931-R008', () => false)],
    ),
  ],
  [context(PRICE, [rule('PEPPOL-EN16931-R044', isDiscount), rule('PEPPOL-EN16931-R046', netPriceFollows)])],
]

export const peppolPatterns = (): Pattern[] => [
  takenOver([
    ...documentContexts(),
    ...allowanceContexts(slack),
    ...paymentContexts(),
    ...periodContexts(),
    ...lineContexts(),
  ])
    .map(changed)
    .map(numbered('PEPPOL-EN16931-R043')),
  ...addedPatterns().map(takenOver),
]
