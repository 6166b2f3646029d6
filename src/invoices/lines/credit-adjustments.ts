import { type Decimal, divideHalfUp, isZero, subtract } from '#src/kernel/decimal.ts'
import { fromMinor, toMinor } from '#src/kernel/money.ts'
import type { CodedLine, Invoice } from '../invoice.ts'
import type { CodedAdjustment } from './adjustment.ts'
import { placesOf } from './count-lines.ts'
import { amountsOf } from './line-amounts.ts'

export interface CreditedSoFar {
  /** What is left to credit of each line before this credit note, in the order of the lines. */
  readonly left: readonly Decimal[]
  /** What earlier credit notes took back of each allowance and charge, minor units by position. */
  readonly adjustments: ReadonlyMap<number, bigint>
}

/**
 * The share of allowances and charges that goes back with the lines of a credit note: in proportion to what is credited
 * by then of the lines that they stand on, so that the last credit note takes the rest to the cent.
 */
export function adjustmentsToCredit(
  { lines, adjustments, currency }: Pick<Invoice, 'lines' | 'adjustments' | 'currency'>,
  taken: readonly CodedLine[],
  before: CreditedSoFar,
): CodedAdjustment[] {
  const takenAt = new Map(taken.map((line) => [(line.creditsPosition ?? 0) - 1, line]))
  const worth = (place: number, quantity: Decimal | undefined): bigint => {
    const line = lines[place]
    return line && quantity ? toMinor(amountsOf({ ...line, quantity }).net, currency) : 0n
  }
  return adjustments.flatMap((one, place) => {
    const places = placesOf(lines, one)
    const stillLeft = places.map((at) => subtract(before.left[at] ?? NOTHING, takenAt.get(at)?.quantity ?? NOTHING))
    const whole = places.reduce((sum, at) => sum + (lines[at]?.netMinor ?? 0n), 0n)
    const remaining = places.reduce((sum, at, index) => sum + worth(at, stillLeft[index]), 0n)
    const already = before.adjustments.get(place + 1) ?? 0n
    const isLast = stillLeft.every(isZero)
    const due =
      isLast || whole <= 0n ? (isLast ? one.netMinor : 0n) : divideHalfUp(one.netMinor * (whole - remaining), whole)
    const share = clamp(due - already, one.netMinor - already)
    if (share === 0n) return []
    return [{ ...one, amount: fromMinor(share, currency), percent: null, creditsPosition: place + 1 }]
  })
}

const NOTHING: Decimal = { units: 0n, scale: 0 }
const clamp = (value: bigint, most: bigint): bigint => (value < 0n ? 0n : value > most ? most : value)
