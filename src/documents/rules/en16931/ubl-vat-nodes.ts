import { formatShort } from '#src/kernel/decimal.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, fatal, type Holds, type Rule } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
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
  sumOf,
  times,
} from '../engine/values.ts'
import * as facts from './ubl-facts.ts'
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

const LINE_NAMES = ['cac:InvoiceLine', 'cac:CreditNoteLine'] as const

function addsUpExactly(code: string): Holds {
  return (node, subject) =>
    LINE_NAMES.some(
      (name) =>
        subject.named(name).length > 0 &&
        same(decimalOf(node.parent?.child('cbc:TaxableAmount')), shareOf(subject, name, code)?.total),
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
        const concerned = code === 'S' ? share?.used : subject.named(name).length > 0
        return concerned === true && near(share?.total)
      }),
    )
  }
}

interface Share {
  readonly total: Maybe
  /** Whether a line of this name, or any allowance or charge, has the category and rate. */
  readonly used: boolean
}

const lineCategories = path('cac:Item/cac:ClassifiedTaxCategory')
const ownCategories = path('cac:TaxCategory')

/** What of a line, allowance or charge counts towards shares: each category with each rate it carries. */
interface Part {
  readonly element: XmlElement
  readonly codes: ReadonlySet<string>
  readonly rates: readonly Maybe[]
}

const partOf =
  (select: typeof ownCategories) =>
  (element: XmlElement): Part => {
    const categories = select(element)
    return {
      element,
      codes: new Set(categories.map(facts.categoryOf)),
      rates: categories.flatMap((one) => path('cbc:Percent')(one).map(decimalOf)),
    }
  }

const partsOfRoot = (name: string, select: typeof ownCategories, keep: (element: XmlElement) => boolean) =>
  once((subject: Subject) => indexOf(path(name)(subject.root).filter(keep).map(partOf(select))))

const rootLines = {
  'cac:InvoiceLine': partsOfRoot('cac:InvoiceLine', lineCategories, () => true),
  'cac:CreditNoteLine': partsOfRoot('cac:CreditNoteLine', lineCategories, () => true),
}
const rootAllowances = partsOfRoot('cac:AllowanceCharge', ownCategories, facts.isAllowance)
const rootCharges = partsOfRoot('cac:AllowanceCharge', ownCategories, facts.isChargeOnly)
const anyAllowanceCharge = once((subject: Subject) =>
  indexOf(subject.named('cac:AllowanceCharge').map(partOf(ownCategories))),
)
const allLines = {
  'cac:InvoiceLine': once((subject: Subject) => indexOf(subject.named('cac:InvoiceLine').map(partOf(lineCategories)))),
  'cac:CreditNoteLine': once((subject: Subject) =>
    indexOf(subject.named('cac:CreditNoteLine').map(partOf(lineCategories))),
  ),
}

const keyOf = (code: string, rate: Maybe): string => (rate === undefined ? code : `${code} ${formatShort(rate)}`)

/** Parts by category, and by category and rate. */
type PartIndex = ReadonlyMap<string, readonly Part[]>

function indexOf(parts: readonly Part[]): PartIndex {
  const index = new Map<string, Part[]>()
  for (const part of parts) {
    const rates = part.rates.filter((rate) => rate !== undefined)
    const keys = [...part.codes].flatMap((code) => [code, ...rates.map((rate) => keyOf(code, rate))])
    for (const key of new Set(keys)) {
      const alike = index.get(key)
      if (alike) alike.push(part)
      else index.set(key, [part])
    }
  }
  return index
}

const sharesOf = once(() => new Map<string, Share>())

/** Lines of a category (and rate) plus its charges less its allowances; each share is added up once per document. */
function shareOf(subject: Subject, lineName: (typeof LINE_NAMES)[number], code: string, rate?: Maybe): Share {
  const key = `${lineName} ${code} ${rate === undefined ? '' : `${rate.units}e${rate.scale}`}`
  const known = sharesOf(subject).get(key)
  if (known) return known
  const fitting = (parts: PartIndex) => parts.get(keyOf(code, rate)) ?? []
  const amounts = (parts: PartIndex, amount: string) =>
    sumOf(fitting(parts).flatMap((part) => part.element.all(amount)))
  const lines = amounts(rootLines[lineName](subject), 'cbc:LineExtensionAmount')
  const charges = amounts(rootCharges(subject), 'cbc:Amount')
  const allowances = amounts(rootAllowances(subject), 'cbc:Amount')
  const share = {
    total: minus(plus(lines, charges), allowances),
    used: fitting(allLines[lineName](subject)).length > 0 || fitting(anyAllowanceCharge(subject)).length > 0,
  }
  sharesOf(subject).set(key, share)
  return share
}
