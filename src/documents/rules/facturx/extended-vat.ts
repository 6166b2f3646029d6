import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { anywhere, hasCode, isVat } from '../en16931/cii-facts.ts'
import { VAT_FAMILIES, type VatFamily } from '../en16931/vat-family.ts'
import { type Context, contextWhen, fatal, type Holds, type Rule, warning } from '../engine/rule.ts'
import { either } from '../engine/tests.ts'
import { cents, decimalOf, minus, percent, times } from '../engine/values.ts'
import { within } from './extended-totals.ts'
import { partsOf } from './taxed-parts.ts'

const headerTaxes = anywhere('ram:ApplicableHeaderTradeSettlement', 'ram:ApplicableTradeTax')
const lineTaxes = anywhere('ram:SpecifiedLineTradeSettlement', 'ram:ApplicableTradeTax')

/** A category stands in the breakdown if, and only if, something in the document has it. */
export const categoryRules: Rule[] = VAT_FAMILIES.map(({ id, code, name }) =>
  fatal(
    `BR-FXEXT-${id}-01`,
    `The VAT breakdown has category ${code} (${name}) if, and only if, a line, allowance, charge or service has it.`,
    (_, subject) => {
      const uses = (taxes: readonly XmlElement[]) => taxes.some((tax) => hasCode(tax, code))
      const used =
        uses(lineTaxes(subject)) ||
        uses(subject.named('ram:CategoryTradeTax')) ||
        uses(subject.named('ram:AppliedTradeTax'))
      return uses(headerTaxes(subject)) === used
    },
  ),
)

const HEADER_TAX = 'ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax'
const withAndWithoutReason = [true, false]

/** The taxable amount is what has the category and rate and, by reason, the reason too. */
function basisAddsUp({ code }: VatFamily, byReason: boolean): Holds {
  return (node, subject) => {
    // Without a rate there is nothing to compare, and the official test is false.
    if (node.child('ram:RateApplicablePercent') === undefined && code !== 'O') return false
    const { total, count } = partsOf(node, code, subject, byReason)
    return within(minus(decimalOf(node.child('ram:BasisAmount')), total), count)
  }
}

const taxFollows: Holds = (node, subject) => {
  const rate = decimalOf(node.child('ram:RateApplicablePercent'))
  const computed = cents(times(decimalOf(node.child('ram:BasisAmount')), percent(rate)))
  const difference = minus(decimalOf(node.child('ram:CalculatedAmount')), computed)
  return withAndWithoutReason.some((byReason) => within(difference, partsOf(node, 'S', subject, byReason).count))
}

/** Each line of the breakdown adds up, to a cent for each amount in it: one of the two ways is asked for, both are wished. */
export const categoryContexts: Context[] = VAT_FAMILIES.map((family) => {
  const { id, code, name } = family
  const [anyReason, itsReason] = [basisAddsUp(family, false), basisAddsUp(family, true)]
  const what = `The taxable amount of ${name} (${code}) is the sum of its lines, charges and services less its allowances`
  return contextWhen(HEADER_TAX, (node) => hasCode(node, code) && isVat(node), [
    fatal(
      code === 'S' ? 'BR-FXEXT-S08b' : `BR-FXEXT-${id}-08b`,
      `${what}, to a cent each.`,
      either(itsReason, anyReason),
    ),
    warning(`BR-FXEXT-${id}-08ini`, `${what}, whatever their exemption reason, to a cent each.`, anyReason),
    warning(`BR-FXEXT-${id}-08rev`, `${what} with the same exemption reason, to a cent each.`, itsReason),
  ])
})

/** The only rule about the amount itself that the norm does not have; it is asked of any tax at the standard rate. */
export const standardRateContext: Context = contextWhen(HEADER_TAX, (node) => hasCode(node, 'S'), [
  fatal('BR-FXEXT-S-09b', 'The VAT amount at the standard rate (S) is its taxable amount times its rate.', taxFollows),
])
