import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { cents, decimalOf, type Maybe, minus, plus, same, sumOf } from '../engine/values.ts'
import {
  doubleCents,
  doubleSum,
  hasCode,
  inDocument,
  isCharge,
  SETTLEMENT,
  TRANSACTION,
  toDouble,
} from './cii-facts.ts'
import type { Edition } from './edition.ts'

const lines = inDocument(`${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement`)
const allowanceCharges = inDocument(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)
const lineTotals = path('ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount')
const known = once(() => new Map<string, number>())

/** Categories whose sums Peppol's edition makes of doubles. */
const IN_DOUBLES = ['AE', 'E', 'G', 'K']

/**
 * What the lines of a VAT category (at a rate) and its charges less its allowances come to, each of the three sums
 * rounded to cents first. NaN when an amount is no number.
 */
export function shareOf(subject: Subject, code: string, edition: Edition, rate?: Maybe): number {
  const key = `${edition.name} ${code} ${rate === undefined ? '' : `${rate.units}e${rate.scale}`}`
  const found = known(subject).get(key) ?? addUp(subject, code, edition, rate)
  known(subject).set(key, found)
  return found
}

function addUp(subject: Subject, code: string, edition: Edition, rate: Maybe): number {
  const uses = (tax: string) => (element: XmlElement) => {
    const taxes = element.all(tax)
    const atRate = (one: XmlElement) =>
      one.all('ram:RateApplicablePercent').some((value) => same(decimalOf(value), rate))
    return taxes.some((one) => hasCode(one, code)) && (rate === undefined || taxes.some(atRate))
  }
  const adjustments = (charge: boolean) =>
    allowanceCharges(subject)
      .filter((one) => isCharge(one, charge) && uses('ram:CategoryTradeTax')(one))
      .flatMap((one) => one.child('ram:ActualAmount') ?? [])
  const parts = [
    lines(subject).filter(uses('ram:ApplicableTradeTax')).flatMap(lineTotals),
    adjustments(true),
    adjustments(false),
  ] as const
  if (edition.name === 'peppol' && IN_DOUBLES.includes(code)) {
    const [net, charges, allowances] = parts.map((part) => doubleCents(doubleSum(part))) as [number, number, number]
    return net + charges - allowances
  }
  const [net, charges, allowances] = parts.map((part) => cents(sumOf(part))) as [Maybe, Maybe, Maybe]
  return toDouble(minus(plus(net, charges), allowances))
}
