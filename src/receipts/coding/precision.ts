import type { Company } from '#src/companies/index.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import { divide, formatDecimal, parseDecimal } from '#src/kernel/decimal.ts'
import type { Basis, CodingSource, Confidence } from './provenance.ts'

export interface Tally {
  readonly right: number
  readonly count: number
}

/** What was measured: of the sources in the company and with one supplier, by `sourceKey`, and of rules. */
export interface Measured {
  readonly company: ReadonlyMap<string, Tally>
  readonly supplier: ReadonlyMap<string, Tally>
  readonly rules: ReadonlyMap<string, Tally>
}

/** History is as many sources as it has bases: the same text as last time is one thing, a guess from the supplier another. */
export const sourceKey = ({ source, basis }: { source: CodingSource; basis: Basis | null }): string =>
  `${source} ${basis ?? ''}`

export const UNMEASURED: Measured = { company: new Map(), supplier: new Map(), rules: new Map() }

/** Outcomes with one supplier before they say more than those of the whole company. */
const ENOUGH = 5

/** The narrowest measure that there is: the rule's own, the source's with this supplier, else in the whole company. */
export function confidenceOf(
  proposal: { readonly source: CodingSource; readonly basis: Basis | null; readonly ruleId: string | null },
  measured: Measured,
): Confidence | null {
  const { ruleId } = proposal
  const key = sourceKey(proposal)
  const rule = ruleId === null ? undefined : measured.rules.get(ruleId)
  if (rule && rule.count > 0) return { ...rule, scope: 'rule' }
  const supplier = measured.supplier.get(key)
  if (supplier && supplier.count >= ENOUGH) return { ...supplier, scope: 'supplier' }
  const company = measured.company.get(key)
  return company && company.count > 0 ? { ...company, scope: 'company' } : null
}

const DIGITS = 4
const whole = (count: number): Decimal => ({ units: BigInt(count), scale: 0 })

/** "0.9800": right outcomes as a share of all, null without any. */
export const shareText = ({ right, count }: Tally): string | null =>
  count === 0 ? null : formatDecimal(divide(whole(right), whole(count), DIGITS))

/** Settings of a company: the precision from which a receipt goes on by itself, and how many outcomes must show it. */
export const AUTOMATIC_ABOVE = 'coding.automaticAbove'
export const AUTOMATIC_MINIMUM = 'coding.automaticMinimum'
const MINIMUM = 20

/** Setting: days after which a person looks at a supplier's coding again, whatever was measured; 0 = never. */
export const LOOK_EVERY_DAYS = 'coding.lookEveryDays'
const LOOK_EVERY = 90
const DAY_MS = 24 * 60 * 60_000

/**
 * Whether it is time that a person looks at the coding of a supplier. What goes by itself is not looked at, so nothing
 * would show that the company wants it otherwise by now. `lastLook` = the last outcome that a person had a part in.
 */
export function isLookDue(lastLook: Date | null, settings: Company['settings'], now: Date): boolean {
  const days = Number(settings[LOOK_EVERY_DAYS] ?? LOOK_EVERY)
  if (!(days > 0)) return false
  return lastLook === null || now.getTime() - lastLook.getTime() >= days * DAY_MS
}

/** Whether a coding of this confidence needs no person by the company's settings; without a threshold none does. */
export function isSureEnough(confidence: Confidence | null, settings: Company['settings']): boolean {
  const above = parseDecimal(String(settings[AUTOMATIC_ABOVE] ?? ''))
  if (!above || !confidence) return false
  const least = Number(settings[AUTOMATIC_MINIMUM] ?? MINIMUM)
  if (!Number.isInteger(least) || confidence.count < Math.max(1, least)) return false
  return BigInt(confidence.right) * 10n ** BigInt(above.scale) >= above.units * BigInt(confidence.count)
}
