import { type Decimal, formatShort } from '#src/kernel/decimal.ts'
import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { cents, decimalOf, type Maybe, minus, plus, sumOf } from '../engine/values.ts'
import { doubleCents, doubleSum, inDocument, isCharge, SETTLEMENT, TRANSACTION, toDouble } from './cii-facts.ts'
import type { Edition } from './edition.ts'

const lines = inDocument(`${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement`)
const allowanceCharges = inDocument(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)
const lineTotals = path('ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount')

const keyOf = (code: string, rate: Decimal): string => `${code} ${formatShort(rate)}`

/**
 * Amounts by category, and by category and rate, in the order of the document: found once, as every line of the VAT
 * breakdown asks. The official tests look for the category in any tax of an element, and for the rate in any too.
 */
function byTax(
  elements: readonly XmlElement[],
  name: string,
  amountsOf: (element: XmlElement) => readonly XmlElement[],
): ReadonlyMap<string, readonly XmlElement[]> {
  const found = new Map<string, XmlElement[]>()
  for (const element of elements) {
    const taxes = element.named(name)
    const codes = taxes.flatMap((tax) => tax.named('ram:CategoryCode')).map(stringValue)
    const rates = taxes.flatMap((tax) => tax.named('ram:RateApplicablePercent')).flatMap((one) => decimalOf(one) ?? [])
    const keys = codes.flatMap((code) => [code, ...rates.map((rate) => keyOf(code, rate))])
    for (const key of new Set(keys)) add(found, key, amountsOf(element))
  }
  return found
}

function add(found: Map<string, XmlElement[]>, key: string, amounts: readonly XmlElement[]): void {
  const known = found.get(key)
  if (known) known.push(...amounts)
  else found.set(key, [...amounts])
}

const linesByTax = once((subject) => byTax(lines(subject), 'ram:ApplicableTradeTax', lineTotals))
const adjustmentsByTax = (charge: boolean) =>
  once((subject) => {
    const wanted = allowanceCharges(subject).filter((one) => isCharge(one, charge))
    return byTax(wanted, 'ram:CategoryTradeTax', (one) => one.named('ram:ActualAmount').slice(0, 1))
  })
const [chargesByTax, allowancesByTax] = [adjustmentsByTax(true), adjustmentsByTax(false)]
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
  const key = rate === undefined ? code : keyOf(code, rate)
  const parts = [linesByTax, chargesByTax, allowancesByTax].map((byTax) => byTax(subject).get(key) ?? [])
  if (edition.name === 'peppol' && IN_DOUBLES.includes(code)) {
    const [net, charges, allowances] = parts.map((part) => doubleCents(doubleSum(part))) as [number, number, number]
    return net + charges - allowances
  }
  const [net, charges, allowances] = parts.map((part) => cents(sumOf(part))) as [Maybe, Maybe, Maybe]
  return toDouble(minus(plus(net, charges), allowances))
}
