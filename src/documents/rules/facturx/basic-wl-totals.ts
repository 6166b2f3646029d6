import { doubleCents, doubleOf, doubleSum, inDocument, TOTALS } from '../en16931/cii-facts.ts'
import { grossAddsUp } from '../en16931/cii-header.ts'
import { context, type Holds, type Pattern, type Rule } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { adjustmentsOf, services } from './extended-totals.ts'

const amountsOf = (subject: Subject, indicator: 'true' | 'false'): number =>
  doubleCents(doubleSum(adjustmentsOf(subject, indicator).flatMap((one) => one.named('ram:ActualAmount'))))
const servicesOf = (subject: Subject): number =>
  doubleCents(doubleSum(services(subject).flatMap((one) => one.named('ram:AppliedAmount'))))

const allowancesAddUp: Holds = (node, subject) => {
  const declared = node.named('ram:AllowanceTotalAmount')
  if (declared.length === 0 && adjustmentsOf(subject, 'false').length === 0) return true
  return declared.some((one) => doubleOf(one) === amountsOf(subject, 'false'))
}

const chargeTotals = inDocument(`${TOTALS}/ram:ChargeTotalAmount`)
const chargesAddUp: Holds = (node, subject) => {
  if (adjustmentsOf(subject, 'true').length === 0 && node.child('ram:ChargeTotalAmount') === undefined) return true
  const [declared] = chargeTotals(subject)
  return doubleCents(doubleOf(declared)) === doubleCents(amountsOf(subject, 'true') + servicesOf(subject))
}

/**
 * Rules that BASIC WL has in words of its own: services are charges, and each group of totals is asked. `again` gives
 * them the sentence of the norm.
 */
export const basicWlTotals = (again: (id: string, holds: Holds) => Rule): Pattern => [
  context('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    again('BR-CO-11', allowancesAddUp),
    again('BR-CO-12', chargesAddUp),
    again('BR-CO-15', grossAddsUp),
  ]),
]
