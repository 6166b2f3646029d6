import { type Currency, minorDigits } from './currency.ts'
import { type Decimal, divideHalfUp, formatDecimal, parseDecimal, round } from './decimal.ts'

/** An amount in whole minor units (øre, cent) of one currency. */
export interface Money {
  readonly amountMinor: bigint
  readonly currency: Currency
}

export const money = (amountMinor: bigint, currency: Currency): Money => ({ amountMinor, currency })

/**
 * Reads a wire amount ("1250.00") as minor units of the currency. Undefined when the text is no decimal or
 * has more decimals than the currency: an amount is refused rather than rounded unseen.
 */
export function parseMinor(text: string, currency: Currency): bigint | undefined {
  const value = parseDecimal(text)
  if (!value) return undefined
  const rounded = round(value, minorDigits(currency))
  const exact =
    value.scale <= rounded.scale || rounded.units * 10n ** BigInt(value.scale - rounded.scale) === value.units
  return exact ? rounded.units : undefined
}

/** Rounds a decimal to minor units, halves away from zero. */
export const toMinor = (value: Decimal, currency: Currency): bigint => round(value, minorDigits(currency)).units

export const fromMinor = (amountMinor: bigint, currency: Currency): Decimal => ({
  units: amountMinor,
  scale: minorDigits(currency),
})

/** The wire form: decimal string with the currency's number of decimals. */
export const formatMinor = (amountMinor: bigint, currency: Currency): string =>
  formatDecimal(fromMinor(amountMinor, currency))

/**
 * Splits an amount by weights so that the parts add up to it exactly; the cents left over go to the largest
 * remainders, earlier parts first. Weights must not all be zero and not be negative.
 */
export function splitMinor(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((a, b) => a + b, 0n)
  if (total <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('weights must be positive')
  const sign = amountMinor < 0n ? -1n : 1n
  const size = amountMinor * sign
  const parts = weights.map((weight) => (size * weight) / total)
  let left = size - parts.reduce((a, b) => a + b, 0n)
  const order = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
  for (const { index } of order) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts.map((part) => part * sign)
}

/** A share of an amount in parts per million (250000 = 25 %), halves away from zero. */
export const shareMinor = (amountMinor: bigint, ratePpm: number): bigint =>
  divideHalfUp(amountMinor * BigInt(ratePpm), 1_000_000n)
