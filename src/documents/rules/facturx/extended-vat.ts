import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { anywhere, hasCode, isVat } from '../en16931/cii-facts.ts'
import { VAT_FAMILIES, type VatFamily } from '../en16931/vat-family.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, fatal, type Holds, type Rule } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { cents, decimalOf, type Maybe, minus, normalised, percent, plus, same, sumOf, times } from '../engine/values.ts'
import { adjustmentsOf, detailLines, roundedSum, services, within } from './extended-totals.ts'

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

const lineTax = path('ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax')
const lineTotals = path(
  'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
)

interface Parts {
  readonly total: Maybe
  readonly count: number
}

/** What has the category and rate of a line of the breakdown and, when asked for, its exemption reason too. */
function partsOf(tax: XmlElement, code: string, subject: Subject, byReason: boolean): Parts {
  const rate = decimalOf(tax.child('ram:RateApplicablePercent'))
  const reasonOf = (one: XmlElement) =>
    ['ram:ExemptionReason', 'ram:ExemptionReasonCode'].map((name) => normalised(one.child(name))).join('\n')
  const fits = (one: XmlElement) =>
    hasCode(one, code) &&
    (code === 'O' || same(decimalOf(one.child('ram:RateApplicablePercent')), rate)) &&
    (!byReason || reasonOf(one) === reasonOf(tax))
  const under = (elements: readonly XmlElement[], name: string) => elements.filter((one) => one.all(name).some(fits))
  const lines = detailLines(subject).filter((line) => lineTax(line).some(fits))
  const allowances = under(adjustmentsOf(subject, 'false'), 'ram:CategoryTradeTax')
  const charges = under(adjustmentsOf(subject, 'true'), 'ram:CategoryTradeTax')
  const freight = under(services(subject), 'ram:AppliedTradeTax')
  const added = plus(roundedSum(charges, 'ram:ActualAmount'), roundedSum(freight, 'ram:AppliedAmount'))
  const total = plus(minus(cents(sumOf(lines.flatMap(lineTotals))), roundedSum(allowances, 'ram:ActualAmount')), added)
  return { total, count: lines.length + allowances.length + charges.length + freight.length }
}

const withAndWithoutReason = [true, false]

function basisAddsUp({ code }: VatFamily): Holds {
  return (node, subject) => {
    // Without a rate there is nothing to compare, and the official test is false.
    if (node.child('ram:RateApplicablePercent') === undefined && code !== 'O') return false
    const basis = decimalOf(node.child('ram:BasisAmount'))
    return withAndWithoutReason.some((byReason) => {
      const { total, count } = partsOf(node, code, subject, byReason)
      return within(minus(basis, total), count)
    })
  }
}

const taxFollows: Holds = (node, subject) => {
  const rate = decimalOf(node.child('ram:RateApplicablePercent'))
  const computed = cents(times(decimalOf(node.child('ram:BasisAmount')), percent(rate)))
  const difference = minus(decimalOf(node.child('ram:CalculatedAmount')), computed)
  return withAndWithoutReason.some((byReason) => within(difference, partsOf(node, 'S', subject, byReason).count))
}

/** Each line of the breakdown adds up, to a cent for each amount in it. */
export const categoryContexts: Context[] = VAT_FAMILIES.map((family) => {
  const { id, code, name } = family
  const rule = fatal(
    code === 'S' ? 'BR-FXEXT-S08b' : `BR-FXEXT-${id}-08b`,
    `The taxable amount of ${name} (${code}) is the sum of its lines, charges and services less its allowances, to a cent each.`,
    basisAddsUp(family),
  )
  const tax = fatal(
    'BR-FXEXT-S-09b',
    'The VAT amount at the standard rate (S) is its taxable amount times its rate.',
    taxFollows,
  )
  return contextWhen(
    'ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax',
    (node) => hasCode(node, code) && isVat(node),
    code === 'S' ? [rule, tax] : [rule],
  )
})
