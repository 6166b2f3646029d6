import { compare, divide } from '#src/kernel/decimal.ts'
import { type Maybe, minus, plus } from '../engine/values.ts'

/** Two amounts differ by no more than the Peppol rules allow, 0.02. */
export function nearly(expected: Maybe, value: Maybe): boolean {
  const allowed = { units: 2n, scale: 2 }
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
