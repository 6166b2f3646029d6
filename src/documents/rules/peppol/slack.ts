import { compare, type Decimal, divide } from '#src/kernel/decimal.ts'
import { type Maybe, minus, plus } from '../engine/values.ts'

/** What the Peppol rules let an amount be off by: 0.02 of the currency. */
export const SLACK: Decimal = { units: 2n, scale: 2 }

/** Two amounts differ by no more than is allowed. */
export function nearly(expected: Maybe, value: Maybe, allowed: Decimal = SLACK): boolean {
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
