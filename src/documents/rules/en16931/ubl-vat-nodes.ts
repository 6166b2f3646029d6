import { path } from '../engine/path.ts'
import { type Context, contextWhen, fatal, type Holds, type Rule } from '../engine/rule.ts'
import { either, has, hasNot } from '../engine/tests.ts'
import {
  cents,
  decimalOf,
  exact,
  less,
  type Maybe,
  minus,
  NOUGHT,
  numberOf,
  ONE,
  percent,
  plus,
  same,
  size,
  times,
} from '../engine/values.ts'
import * as facts from './ubl-facts.ts'
import { LINE_NAMES, shareOf } from './ubl-vat-shares.ts'
import { rateSentence, VAT_FAMILIES, type VatFamily } from './vat-family.ts'

/** Rules 05 to 10 of every VAT category: they look at one tax category element each. */
export const vatNodeContexts = (): Context[] => VAT_FAMILIES.flatMap(contextsOf)

function contextsOf(family: VatFamily): Context[] {
  const { id, code, name } = family
  const ours: Holds = (node) => facts.categoryOf(node) === code && facts.isVat(node)
  const underAllowance = (charge: boolean): Holds => {
    return (node, subject) => ours(node, subject) && node.parent !== undefined && facts.isCharge(node.parent) === charge
  }
  const rate = (number: string, what: string): Rule[] => [
    fatal(
      `BR-${id}-${number}`,
      `The VAT rate of ${what} that is ${name} (${code}) ${rateSentence(family)}.`,
      rateOf(family),
    ),
  ]
  return [
    contextWhen('/*/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory', ours, [addsUp(family), tax(family), reason(family)]),
    contextWhen('cac:AllowanceCharge/cac:TaxCategory', underAllowance(false), rate('06', 'an allowance')),
    contextWhen('cac:AllowanceCharge/cac:TaxCategory', underAllowance(true), rate('07', 'a charge')),
    contextWhen(
      'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory | cac:CreditNoteLine/cac:Item/cac:ClassifiedTaxCategory',
      ours,
      rate('05', 'a line'),
    ),
  ]
}

function rateOf({ rate }: VatFamily): Holds {
  if (rate === 'absent') return hasNot('cbc:Percent')
  if (rate === 'zero') return (node) => same(decimalOf(node.child('cbc:Percent')), NOUGHT)
  const test = rate === 'positive' ? (value: number) => value > 0 : (value: number) => value >= 0
  return (node) => path('cbc:Percent')(node).some((one) => test(numberOf(one.text)))
}

function tax({ id, code, name, taxed }: VatFamily): Rule {
  if (!taxed) {
    return fatal(`BR-${id}-09`, `The VAT amount of what is ${name} (${code}) is 0.`, (node) =>
      same(decimalOf(node.parent?.child('cbc:TaxAmount')), NOUGHT),
    )
  }
  return fatal(
    `BR-${id}-09`,
    `The VAT amount of what is ${name} (${code}) is its taxable amount times its rate.`,
    (node) => {
      const declared = size(decimalOf(node.parent?.child('cbc:TaxAmount')))
      const taxable = size(decimalOf(node.parent?.child('cbc:TaxableAmount')))
      return withinOne(declared, cents(times(taxable, percent(decimalOf(node.child('cbc:Percent'))))))
    },
  )
}

/** The official rules allow a difference of less than one unit of the currency. */
const withinOne = (declared: Maybe, computed: Maybe): boolean =>
  less(minus(declared, ONE), computed) && less(computed, plus(declared, ONE))

function reason({ id, code, name, exempt }: VatFamily): Rule {
  const stated = either(has('cbc:TaxExemptionReason'), has('cbc:TaxExemptionReasonCode'))
  return exempt
    ? fatal(`BR-${id}-10`, `The VAT breakdown says why it is ${name} (${code}).`, stated)
    : fatal(
        `BR-${id}-10`,
        `The VAT breakdown gives no exemption reason for ${name} (${code}).`,
        (node, subject) => !stated(node, subject),
      )
}

function addsUp(family: VatFamily): Rule {
  const { id, code, name } = family
  const message = `The taxable amount of ${name} (${code}) is the sum of its lines and charges less its allowances.`
  return fatal(`BR-${id}-08`, message, family.taxed ? addsUpByRate(code) : addsUpExactly(code))
}

function addsUpExactly(code: string): Holds {
  return (node, subject) =>
    LINE_NAMES.some(
      (name) =>
        subject.named(name).length > 0 &&
        same(decimalOf(node.parent?.child('cbc:TaxableAmount')), shareOf(subject, name, code).total),
    )
}

/** S, L and M: every rate has its own sum, and a difference of less than one unit is let pass. */
function addsUpByRate(code: string): Holds {
  return (node, subject) => {
    const rates = path('cbc:Percent')(node).map(decimalOf)
    const amount = numberOf(node.parent?.child('cbc:TaxableAmount')?.text)
    const near = (sum: Maybe) => less(exact(amount - 1), sum) && less(sum, exact(amount + 1))
    return rates.every((rate) =>
      LINE_NAMES.some((name) => {
        const share = shareOf(subject, name, code, rate)
        const concerned = code === 'S' ? share.used : subject.named(name).length > 0
        return concerned === true && near(share.total)
      }),
    )
  }
}
