import { type Decimal, formatShort } from '#src/kernel/decimal.ts'
import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { decimalOf, type Maybe, minus, NOUGHT, plus, sumOf } from '../engine/values.ts'
import * as facts from './ubl-facts.ts'

export const LINE_NAMES = ['cac:InvoiceLine', 'cac:CreditNoteLine'] as const

export interface Share {
  readonly total: Maybe
  /** Whether a line of this name, or any allowance or charge, has the category and rate. */
  readonly used: boolean
}

/** What lines, allowances or charges with a category (and rate) come to. It exists when any has it, wherever it stands. */
interface Tally {
  /** Of those that stand in the root: undefined when an amount is no number. */
  total: Maybe
}

interface CategoryTally extends Tally {
  readonly byRate: Map<string, Tally>
}

type Tallies = ReadonlyMap<string, CategoryTally>
type Select = (element: XmlElement) => readonly XmlElement[]

const percents = path('cbc:Percent')

class Counter {
  readonly tallies = new Map<string, CategoryTally>()
  /** Rates by how they are written: "25" and "25.00" are the same. */
  private readonly rates = new Map<string, string | undefined>()

  /** Adds an amount to each category that the element has, and to each with every rate that it has. */
  count(categories: readonly XmlElement[], amount: Maybe): void {
    const codes = distinct(categories.map(facts.categoryOf))
    const rates = distinct(this.ratesOf(categories))
    for (const code of codes) {
      const tally = this.tallies.get(code) ?? { total: NOUGHT, byRate: new Map<string, Tally>() }
      tally.total = plus(tally.total, amount)
      this.tallies.set(code, tally)
      for (const rate of rates) if (rate !== undefined) addTo(tally.byRate, rate, amount)
    }
  }

  private ratesOf(categories: readonly XmlElement[]): (string | undefined)[] {
    const rates: (string | undefined)[] = []
    for (const category of categories) for (const percent of percents(category)) rates.push(this.rateOf(percent))
    return rates
  }

  private rateOf(percent: XmlElement): string | undefined {
    const text = stringValue(percent)
    if (this.rates.has(text)) return this.rates.get(text)
    const value = decimalOf(percent)
    const rate = value && formatShort(value)
    this.rates.set(text, rate)
    return rate
  }
}

function addTo(byRate: Map<string, Tally>, rate: string, amount: Maybe): void {
  const tally = byRate.get(rate)
  if (tally) tally.total = plus(tally.total, amount)
  else byRate.set(rate, { total: plus(NOUGHT, amount) })
}

const distinct = <T>(all: readonly T[]): Iterable<T> => (all.length > 1 ? new Set(all) : all)

/** Counts elements of a name, and the amounts of those in the root that are to be kept. */
const talliesOf = (name: string, categoriesOf: Select, amount: string, keep: (element: XmlElement) => boolean) =>
  once((subject: Subject): Tallies => {
    const counter = new Counter()
    for (const element of subject.named(name)) {
      const isAdded = element.parent === subject.root && keep(element)
      counter.count(categoriesOf(element), isAdded ? sumOf(element.named(amount)) : NOUGHT)
    }
    return counter.tallies
  })

const linesOf = (name: string) =>
  talliesOf(name, path('cac:Item/cac:ClassifiedTaxCategory'), 'cbc:LineExtensionAmount', () => true)
const adjustmentsOf = (keep: (element: XmlElement) => boolean) =>
  talliesOf('cac:AllowanceCharge', path('cac:TaxCategory'), 'cbc:Amount', keep)

const lines = { 'cac:InvoiceLine': linesOf('cac:InvoiceLine'), 'cac:CreditNoteLine': linesOf('cac:CreditNoteLine') }
const allowances = adjustmentsOf(facts.isAllowance)
const charges = adjustmentsOf(facts.isChargeOnly)

function tallyIn(tallies: Tallies, code: string, rate: Decimal | undefined): Tally | undefined {
  const tally = tallies.get(code)
  return rate === undefined ? tally : tally?.byRate.get(formatShort(rate))
}

/** Lines of a category (and rate) plus its charges less its allowances. */
export function shareOf(subject: Subject, lineName: (typeof LINE_NAMES)[number], code: string, rate?: Maybe): Share {
  const [net, added, taken] = [lines[lineName], charges, allowances].map((find) => tallyIn(find(subject), code, rate))
  const totalOf = (tally: Tally | undefined): Maybe => (tally ? tally.total : NOUGHT)
  return {
    total: minus(plus(totalOf(net), totalOf(added)), totalOf(taken)),
    used: net !== undefined || added !== undefined,
  }
}
