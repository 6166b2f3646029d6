import { path } from '../engine/path.ts'
import { type Context, context, type Holds } from '../engine/rule.ts'
import { has, twoDecimals } from '../engine/tests.ts'
import {
  cents,
  decimalOf,
  isNought,
  less,
  type Maybe,
  ONE,
  percent,
  plus,
  roundUp,
  size,
  times,
} from '../engine/values.ts'
import { hasCode, isVat, rule } from './cii-facts.ts'

/**
 * Rules about each line of the VAT breakdown. The contexts of the categories L, M and O come before and keep theirs
 * from these.
 */
export const breakdownContext = (): Context =>
  context('ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax', [
    rule('BR-45', has('ram:BasisAmount')),
    rule('BR-46', has('ram:CalculatedAmount')),
    rule('BR-47', (node) => isVat(node) && node.child('ram:CategoryCode') !== undefined),
    rule(
      'BR-48',
      (node) => isVat(node) && (node.child('ram:RateApplicablePercent') !== undefined || hasCode(node, 'O')),
    ),
    rule('BR-CO-03', (_, subject) => {
      return subject.named('ram:TaxPointDate').length === 0 || subject.named('ram:DueDateTypeCode').length === 0
    }),
    rule('BR-CO-17', vatFollows),
    rule('BR-DEC-19', twoDecimals('ram:BasisAmount')),
    rule('BR-DEC-20', twoDecimals('ram:CalculatedAmount')),
  ])

const rates = path('ram:RateApplicablePercent')

/** A rate that rounds to 0 asks for a VAT amount that does; else one unit of the currency may be missing. */
const vatFollows: Holds = (node) => {
  const vat = decimalOf(node.child('ram:CalculatedAmount'))
  const vatOnly = node.child('ram:TypeCode')?.text.toUpperCase().trim() === 'VAT'
  const [rate] = vatOnly ? rates(node) : []
  const value = decimalOf(rate)
  if (rate === undefined || isNought(roundUp(value, 0))) return isNought(roundUp(vat, 0))
  const computed = cents(times(size(decimalOf(node.child('ram:BasisAmount'))), percent(value)))
  return withinOne(size(vat), computed)
}

const atMost = (a: Maybe, b: Maybe): boolean => a !== undefined && b !== undefined && !less(b, a)
const withinOne = (declared: Maybe, computed: Maybe): boolean =>
  atMost(declared, plus(computed, ONE)) && atMost(computed, plus(declared, ONE))
