import { compare, type Decimal, divide } from '#src/kernel/decimal.ts'
import type { Subject } from '../engine/subject.ts'
import { type Maybe, minus, plus } from '../engine/values.ts'

/** What an amount of a document may be off by. */
export type Slack = (subject: Subject) => Decimal

const CENTS: Decimal = { units: 2n, scale: 2 }
/** Peppol: 0.02, whatever the currency. */
export const peppolSlack: Slack = () => CENTS

/** Two amounts differ by no more than is allowed. */
export function nearly(expected: Maybe, value: Maybe, allowed: Decimal): boolean {
  const [upper, lower] = [plus(expected, allowed), minus(expected, allowed)]
  return (
    upper !== undefined &&
    lower !== undefined &&
    value !== undefined &&
    compare(upper, value) >= 0 &&
    compare(lower, value) <= 0
  )
}

/** Decimal division to the 18 digits that Saxon, in which the official rules run, keeps. */
export const quotient = (a: Maybe, b: Maybe): Maybe =>
  a === undefined || b === undefined || b.units === 0n ? undefined : divide(a, b, Math.max(18, a.scale, b.scale))
