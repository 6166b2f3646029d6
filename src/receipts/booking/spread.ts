import {
  abs,
  add,
  compare,
  type Decimal,
  divide,
  isZero,
  multiply,
  round,
  subtract,
  ZERO,
} from '#src/kernel/decimal.ts'

/** Decimals to which a share is worked out before it is rounded. */
const PRECISION = 20

/**
 * Splits a total by weights of any sign, each part rounded to `scale` decimals; what rounding leaves over goes to the
 * part with the largest weight. The parts add up to the total exactly. Weights that cancel out give all to the largest.
 */
export function spread(total: Decimal, weights: readonly Decimal[], scale: number): Decimal[] {
  const whole = weights.reduce(add, ZERO)
  const parts = weights.map((weight) =>
    isZero(whole) ? ZERO : round(divide(multiply(total, weight), whole, Math.max(PRECISION, scale)), scale),
  )
  const left = subtract(total, parts.reduce(add, ZERO))
  if (isZero(left) || weights.length === 0) return parts
  const largest = weights.reduce((best, weight, place) => (isHeavier(weight, weights[best]) ? place : best), 0)
  parts[largest] = add(parts[largest] ?? ZERO, left)
  return parts
}

const isHeavier = (weight: Decimal, than: Decimal | undefined): boolean => compare(abs(weight), abs(than ?? ZERO)) > 0
