import type { Decimal } from '#src/kernel/decimal.ts'
import { compare } from '#src/kernel/decimal.ts'
import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { doubleSum, inDocument, SETTLEMENT, TRANSACTION } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { fatal, type Holds, type Rule } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import { decimalOf, exact, type Maybe, minus, plus, same, size, sumOf } from '../engine/values.ts'

const LINE_TOTAL =
  'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount'
const allLines = inDocument(`${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`)
const lineTotals = path(LINE_TOTAL)
const statuses = path('ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode')

/** Lines that count: they say nothing of their status, or that they are a detail. */
export const detailLines = once((subject) =>
  allLines(subject).filter((line) => {
    const found = statuses(line)
    return found.length === 0 || found.some((one) => stringValue(one) === 'DETAIL')
  }),
)

const adjustments = inDocument(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)
const indicators = path('ram:ChargeIndicator/udt:Indicator')
/** Allowances ("false") or charges ("true") of the document, by exactly that text. */
export const adjustmentsOf = (subject: Subject, indicator: 'true' | 'false'): XmlElement[] =>
  adjustments(subject).filter((one) => indicators(one).some((text) => stringValue(text) === indicator))
/** Freight and the like, which are charges beside the norm's. */
export const services = inDocument(`${SETTLEMENT}/ram:SpecifiedLogisticsServiceCharge`)

/** The official tests add in binary, round, and go on with the exact decimal value of that. */
const binarySum = (elements: readonly XmlElement[]): Maybe => exact(Math.round(doubleSum(elements) * 100) / 100)
const amountsOf = (elements: readonly XmlElement[], amount: string): XmlElement[] =>
  elements.flatMap((one) => one.named(amount))
const sumOfLines = once((subject): Maybe => binarySum(detailLines(subject).flatMap(lineTotals)))
const sumOfAllowances = once((subject): Maybe => {
  return binarySum(amountsOf(adjustmentsOf(subject, 'false'), 'ram:ActualAmount'))
})
const sumOfCharges = once(
  (subject): Maybe =>
    plus(
      binarySum(amountsOf(adjustmentsOf(subject, 'true'), 'ram:ActualAmount')),
      binarySum(amountsOf(services(subject), 'ram:AppliedAmount')),
    ),
)

/** EXTENDED lets a sum be off by a cent for each amount in it. */
export const within = (difference: Maybe, parts: number): boolean => {
  const distance = size(difference)
  const allowed: Decimal = { units: BigInt(parts), scale: 2 }
  return distance !== undefined && compare(distance, allowed) <= 0
}

const total = (node: XmlElement, name: string): Maybe => decimalOf(node.child(`ram:${name}`))
const chargeCount = (subject: Subject): number => adjustmentsOf(subject, 'true').length + services(subject).length
const allowanceCount = (subject: Subject): number => adjustmentsOf(subject, 'false').length
const partCount = (subject: Subject): number =>
  detailLines(subject).length + allowanceCount(subject) + chargeCount(subject)

const netAddsUp: Holds = (node, subject) => {
  const sum = plus(minus(sumOfLines(subject), sumOfAllowances(subject)), sumOfCharges(subject))
  return within(minus(total(node, 'TaxBasisTotalAmount'), sum), partCount(subject))
}

const currencies = inDocument(`${SETTLEMENT}/ram:InvoiceCurrencyCode`)
const grossAddsUp: Holds = (node, subject) =>
  currencies(subject).length > 0 &&
  currencies(subject).every((currency) => {
    const vat = node.named('ram:TaxTotalAmount').filter((one) => one.attributes.currencyID === stringValue(currency))
    const [net, gross] = [total(node, 'TaxBasisTotalAmount'), total(node, 'GrandTotalAmount')]
    if (vat.length !== 1) return vat.length > 1 && same(net, gross)
    return within(minus(minus(gross, decimalOf(vat[0])), net), partCount(subject))
  })

const financial = path('../ram:SpecifiedFinancialAdjustment/ram:ActualAmount')
const payableAddsUp: Holds = (node) => {
  const sum = (name: string) => sumOf(node.named(`ram:${name}`))
  const left = plus(minus(sum('GrandTotalAmount'), sum('TotalPrepaidAmount')), sum('RoundingAmount'))
  return same(total(node, 'DuePayableAmount'), plus(left, sumOf(financial(node))))
}

/** Rules of EXTENDED about the totals (BG-22). */
export const totalRules: Rule[] = [
  fatal(
    'BR-FXEXT-CO-10',
    'The sum of the lines (BT-106) is that of the lines that count, to a cent each.',
    (node, subject) => {
      return within(minus(total(node, 'LineTotalAmount'), sumOfLines(subject)), allLines(subject).length)
    },
  ),
  fatal(
    'BR-FXEXT-CO-11',
    'The sum of allowances (BT-107) is that of the allowances, to a cent each.',
    (node, subject) => {
      const count = allowanceCount(subject)
      if (count === 0 && !node.child('ram:AllowanceTotalAmount')) return true
      return within(minus(total(node, 'AllowanceTotalAmount'), sumOfAllowances(subject)), count)
    },
  ),
  fatal(
    'BR-FXEXT-CO-12',
    'The sum of charges (BT-108) is that of charges and services, to a cent each.',
    (node, subject) => {
      if (adjustmentsOf(subject, 'true').length === 0 && !node.child('ram:ChargeTotalAmount')) return true
      return within(minus(total(node, 'ChargeTotalAmount'), sumOfCharges(subject)), chargeCount(subject))
    },
  ),
  fatal(
    'BR-FXEXT-CO-13',
    'The total without VAT (BT-109) is lines less allowances plus charges, to a cent each.',
    netAddsUp,
  ),
  fatal(
    'BR-FXEXT-CO-15',
    'The total with VAT (BT-112) is that without VAT plus the VAT, to a cent for each amount.',
    grossAddsUp,
  ),
  fatal(
    'BR-FXEXT-CO-16',
    'The amount to pay (BT-115) is the total with VAT less prepaid plus rounding plus adjustments.',
    payableAddsUp,
  ),
]
