import { path } from '../engine/path.ts'
import { fatal, type Holds, type Rule } from '../engine/rule.ts'
import { has, twoDecimals } from '../engine/tests.ts'
import {
  cents,
  decimalOf,
  isNought,
  less,
  type Maybe,
  minus,
  ONE,
  percent,
  plus,
  roundUp,
  size,
  times,
} from '../engine/values.ts'
import { categoryOf, isVat } from './ubl-facts.ts'

/** Rules about each line of the VAT breakdown. */
export const subtotalRules = (): Rule[] => [
  fatal('BR-45', 'A line of the VAT breakdown has a taxable amount (BT-116).', has('cbc:TaxableAmount')),
  fatal('BR-46', 'A line of the VAT breakdown has a VAT amount (BT-117).', has('cbc:TaxAmount')),
  fatal('BR-47', 'A line of the VAT breakdown has a VAT category (BT-118).', (node) =>
    vatCategories(node).some((one) => one.child('cbc:ID') !== undefined),
  ),
  fatal('BR-48', 'A line of the VAT breakdown has a rate (BT-119), unless it is not subject to VAT (O).', (node) =>
    vatCategories(node).some((one) => one.child('cbc:Percent') !== undefined || categoryOf(one) === 'O'),
  ),
  fatal('BR-CO-17', 'A VAT amount (BT-117) is the taxable amount (BT-116) times the rate (BT-119).', vatFollows),
  fatal('BR-DEC-19', 'A taxable amount (BT-116) has at most two decimals.', twoDecimals('cbc:TaxableAmount')),
  fatal('BR-DEC-20', 'A VAT amount (BT-117) has at most two decimals.', twoDecimals('cbc:TaxAmount')),
]

const vatCategories = (node: Parameters<typeof categoryOf>[0]) => path('cac:TaxCategory')(node).filter(isVat)

/** A rate that rounds to 0 asks for a VAT amount that does; else less than one unit of the currency may be missing. */
const vatFollows: Holds = (node) => {
  const vat = decimalOf(node.child('cbc:TaxAmount'))
  const [rate] = vatCategories(node).flatMap(path('cbc:Percent'))
  const value = decimalOf(rate)
  if (rate === undefined || isNought(roundUp(value, 0))) return isNought(roundUp(vat, 0))
  const computed = cents(times(size(decimalOf(node.child('cbc:TaxableAmount'))), percent(value)))
  return near(size(vat), computed)
}

const near = (declared: Maybe, computed: Maybe): boolean =>
  less(minus(declared, ONE), computed) && less(computed, plus(declared, ONE))
