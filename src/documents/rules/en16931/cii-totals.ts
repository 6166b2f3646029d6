import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, type Holds, type Rule } from '../engine/rule.ts'
import { either, has, textIs, twoDecimals } from '../engine/tests.ts'
import { cents, decimalOf, exact, type Maybe, minus, NOUGHT, plus, same } from '../engine/values.ts'
import { doubleCents, doubleOf, doubleSum, inDocument, isCharge, isVat, rule, SETTLEMENT } from './cii-facts.ts'

/** Allowances and charges on document level (BG-20, BG-21): the rules look from the indicator that says which it is. */
export const totalContexts = (): Context[] => [
  onDocument('false', [
    ...partsOf(['BR-31', 'BR-32', 'BR-33', 'BR-CO-05', 'BR-CO-21']),
    rule('BR-DEC-01', twoDecimals('../ram:ActualAmount')),
    rule('BR-DEC-02', twoDecimals('../ram:BasisAmount')),
  ]),
  onDocument('true', [
    ...partsOf(['BR-36', 'BR-37', 'BR-38', 'BR-CO-06', 'BR-CO-22']),
    rule('BR-DEC-05', twoDecimals('../ram:ActualAmount')),
    rule('BR-DEC-06', twoDecimals('../ram:BasisAmount')),
  ]),
  context('ram:SpecifiedTradeSettlementHeaderMonetarySummation', totalRules()),
]

const onDocument = (indicator: string, rules: readonly Rule[]): Context =>
  contextWhen(
    'ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator',
    textIs('udt:Indicator', indicator),
    rules,
  )

export const hasReason: Holds = either(has('../ram:Reason'), has('../ram:ReasonCode'))
/** No machine can tell whether a text means the same as a code; the official rule lets everything pass. */
export const unverifiable: Holds = () => true

const taxes = path('../ram:CategoryTradeTax')
const hasVatCategory: Holds = (node) => taxes(node).some((tax) => isVat(tax) && tax.child('ram:CategoryCode'))

/** Amount, VAT category, reason, the two that say the same, and the reason again, by their ids in this order. */
const partsOf = ([amount = '', category = '', reason = '', alike = '', again = '']: readonly string[]): Rule[] => [
  rule(amount, has('../ram:ActualAmount')),
  rule(category, hasVatCategory),
  rule(reason, hasReason),
  rule(alike, unverifiable),
  rule(again, hasReason),
]

const DECIMALS = [
  ['BR-DEC-09', 'LineTotalAmount'],
  ['BR-DEC-10', 'AllowanceTotalAmount'],
  ['BR-DEC-11', 'ChargeTotalAmount'],
  ['BR-DEC-12', 'TaxBasisTotalAmount'],
  ['BR-DEC-14', 'GrandTotalAmount'],
  ['BR-DEC-16', 'TotalPrepaidAmount'],
  ['BR-DEC-17', 'RoundingAmount'],
  ['BR-DEC-18', 'DuePayableAmount'],
] as const

/** BG-22 */
const totalRules = (): Rule[] => [
  rule('BR-12', has('ram:LineTotalAmount')),
  rule('BR-13', has('ram:TaxBasisTotalAmount')),
  rule('BR-14', has('ram:GrandTotalAmount')),
  rule('BR-15', has('ram:DuePayableAmount')),
  rule('BR-53', vatCurrencyTotal),
  rule('BR-CO-10', linesAddUp),
  rule('BR-CO-11', partsAddUp('ram:AllowanceTotalAmount', false)),
  rule('BR-CO-12', partsAddUp('ram:ChargeTotalAmount', true)),
  rule('BR-CO-13', netAddsUp),
  rule('BR-CO-16', payableAddsUp),
  ...DECIMALS.map(([id, name]) => rule(id, twoDecimals(`ram:${name}`))),
  rule('BR-DEC-13', someVatTotal(invoiceCurrencies)),
  rule(
    'BR-DEC-15',
    (node, subject) => vatCurrencies(subject).length === 0 || someVatTotal(vatCurrencies, true)(node, subject),
  ),
]

const invoiceCurrencies = inDocument(`${SETTLEMENT}/ram:InvoiceCurrencyCode`)
const vatCurrencies = inDocument(`${SETTLEMENT}/ram:TaxCurrencyCode`)
const vatTotals = path('ram:TaxTotalAmount')
const textsOf = (elements: readonly XmlElement[]): Set<string> => new Set(elements.map(stringValue))

const vatCurrencyTotal: Holds = (node, subject) => {
  const wanted = textsOf(vatCurrencies(subject))
  if (wanted.size === 0) return true
  const stated = vatTotals(node).some((one) => wanted.has(one.attributes.currencyID ?? ''))
  return stated && !invoiceCurrencies(subject).some((one) => wanted.has(stringValue(one)))
}

/**
 * The official tests are content with one VAT total that has two decimals, or (BR-DEC-13) that is in another
 * currency than the one they are about.
 */
function someVatTotal(currencies: typeof invoiceCurrencies, inCurrencyOnly = false): Holds {
  return (node, subject) => {
    const amounts = vatTotals(node)
    const wanted = textsOf(currencies(subject))
    const fits = (one: XmlElement) => {
      if (!wanted.has(one.attributes.currencyID ?? '')) return !inCurrencyOnly
      const value = doubleOf(one)
      return value === Math.round(value * 100) / 100
    }
    return amounts.length === 0 || amounts.some(fits)
  }
}

const lineTotals = path(
  '../../ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
)

/** The lines are added as doubles and then rounded as a decimal. */
const linesAddUp: Holds = (node) =>
  same(decimalOf(node.child('ram:LineTotalAmount')), cents(exact(doubleSum(lineTotals(node)))))

const allowanceCharges = inDocument(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)

function partsAddUp(total: string, charge: boolean): Holds {
  return (node, subject) => {
    const declared = node.all(total)
    const parts = allowanceCharges(subject).filter((one) => isCharge(one, charge))
    if (parts.length === 0 && declared.length === 0) return true
    const sum = doubleCents(doubleSum(parts.flatMap((one) => one.child('ram:ActualAmount') ?? [])))
    return declared.some((one) => doubleOf(one) === sum)
  }
}

const total = (node: XmlElement, name: string): Maybe => decimalOf(node.child(`ram:${name}`))
/** An amount that may be left out counts as nothing, one that is there must be a number. */
const optional = (node: XmlElement, name: string): Maybe => (node.child(`ram:${name}`) ? total(node, name) : NOUGHT)

const netAddsUp: Holds = (node) => {
  const sum = plus(
    minus(total(node, 'LineTotalAmount'), optional(node, 'AllowanceTotalAmount')),
    optional(node, 'ChargeTotalAmount'),
  )
  return same(total(node, 'TaxBasisTotalAmount'), cents(sum))
}

const payableAddsUp: Holds = (node) => {
  const left = minus(total(node, 'GrandTotalAmount'), optional(node, 'TotalPrepaidAmount'))
  return same(total(node, 'DuePayableAmount'), plus(left, optional(node, 'RoundingAmount')))
}

/** The VAT total in the document's currency. */
export const vatTotalContext = (): Context =>
  contextWhen(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount',
    (node, subject) => textsOf(invoiceCurrencies(subject)).has(node.attributes.currencyID ?? ''),
    [rule('BR-CO-14', (node, subject) => doubleOf(node) === doubleCents(doubleSum(vatAmounts(subject))))],
  )

const vatAmounts = inDocument(`${SETTLEMENT}/ram:ApplicableTradeTax/ram:CalculatedAmount`)
