import { formatShort } from '#src/kernel/decimal.ts'
import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { inDocument, isCharge, SETTLEMENT } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { cents, decimalOf, type Maybe, minus, NOUGHT, normalised, plus, sumOf } from '../engine/values.ts'
import { detailLines, services } from './extended-totals.ts'

const lineTax = path('ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax')
const lineTotals = path(
  'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
)

/** The taxes of one thing that has an amount; the official tests look for code and rate in any of them. */
interface Taxed {
  readonly amount: Maybe
  readonly keys: readonly string[]
  readonly reason: string
}

const reasonOf = (taxes: readonly XmlElement[]): string =>
  ['ram:ExemptionReason', 'ram:ExemptionReasonCode']
    .map((name) => normalised(taxes.flatMap((one) => one.named(name))[0]))
    .join('\n')

/** "S 25" for a category at a rate; of what is not subject to VAT (O) the rate is not asked. */
const keyOf = (code: string, rate: Maybe): string => (code === 'O' ? code : `${code} ${rate && formatShort(rate)}`)

function keysOf(taxes: readonly XmlElement[]): string[] {
  const codes = taxes.flatMap((one) => one.named('ram:CategoryCode')).map(stringValue)
  const rates = taxes.flatMap((one) => one.named('ram:RateApplicablePercent')).map(decimalOf)
  const keys = codes.flatMap((code) => (code === 'O' ? [code] : rates.map((rate) => keyOf(code, rate))))
  return [...new Set(keys)]
}

const taxed = (amounts: readonly XmlElement[], taxes: readonly XmlElement[]): Taxed => ({
  amount: sumOf(amounts),
  keys: keysOf(taxes),
  reason: reasonOf(taxes),
})

const adjustments = inDocument(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)

/** Amounts of a category and rate, and how many there are. */
export interface Parts {
  readonly total: Maybe
  readonly count: number
}

type Kind = 'lines' | 'allowances' | 'charges' | 'services' | 'others'
type Found = Readonly<Record<Kind, ReadonlyMap<string, readonly Taxed[]>>>

/** What has a tax, by kind and by category and rate; found once, as every line of the breakdown asks. */
const allTaxed = once((subject): Found => {
  const ofKind = (charge: boolean) => (one: XmlElement) => isCharge(one, charge)
  const isNeither = (one: XmlElement): boolean => !isCharge(one, true) && !isCharge(one, false)
  const changes = (wanted: (one: XmlElement) => boolean) =>
    byKey(
      adjustments(subject)
        .filter(wanted)
        .map((one) => taxed(one.named('ram:ActualAmount'), one.named('ram:CategoryTradeTax'))),
    )
  return {
    lines: byKey(detailLines(subject).map((line) => taxed(lineTotals(line), lineTax(line)))),
    allowances: changes(ofKind(false)),
    charges: changes(ofKind(true)),
    services: byKey(
      services(subject).map((one) => taxed(one.named('ram:AppliedAmount'), one.named('ram:AppliedTradeTax'))),
    ),
    others: changes(isNeither),
  }
})

function byKey(all: readonly Taxed[]): Map<string, Taxed[]> {
  const found = new Map<string, Taxed[]>()
  for (const one of all) {
    for (const key of one.keys) {
      const same = found.get(key)
      if (same) same.push(one)
      else found.set(key, [one])
    }
  }
  return found
}

/** What has the category and rate of a line of the breakdown and, when asked for, its exemption reason too. */
export function partsOf(tax: XmlElement, code: string, subject: Subject, byReason: boolean): Parts {
  const key = keyOf(code, decimalOf(tax.child('ram:RateApplicablePercent')))
  const reason = byReason ? reasonOf([tax]) : undefined
  const asked = `${key}\n${reason}`
  const parts = known(subject).get(asked) ?? addUp(allTaxed(subject), key, reason)
  known(subject).set(asked, parts)
  return parts
}

const known = once(() => new Map<string, Parts>())

function addUp(found: Found, key: string, reason: string | undefined): Parts {
  const ours = (kind: Kind): readonly Taxed[] => {
    const all = found[kind].get(key) ?? []
    return reason === undefined ? all : all.filter((one) => one.reason === reason)
  }
  const kinds = { lines: ours('lines'), allowances: ours('allowances'), charges: ours('charges') }
  const freight = ours('services')
  const added = plus(plus(centsOf(kinds.lines), centsOf(kinds.charges)), centsOf(freight))
  const counted = [...Object.values(kinds), freight, ours('others')]
  return {
    total: minus(added, centsOf(kinds.allowances)),
    count: counted.reduce((sum, { length }) => sum + length, 0),
  }
}

const centsOf = (all: readonly Taxed[]): Maybe => cents(all.map(({ amount }) => amount).reduce(plus, NOUGHT))
