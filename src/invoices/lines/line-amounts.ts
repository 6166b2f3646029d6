import { abs, add, type Decimal, multiply, round, subtract, ZERO } from '#src/kernel/decimal.ts'
import type { LineFacts } from '../invoice.ts'
import { type Adjustment, amountOn } from './adjustment.ts'

/** Decimals of every amount in a document (EN 16931, BR-DEC-*). */
const DIGITS = 2
const PERCENT: Decimal = { units: 1n, scale: 2 }
export interface LineAmounts {
  /** Quantity times price. */
  readonly before: Decimal
  readonly discount: Decimal
  /** The line's allowances and charges in their order, each positive. */
  readonly adjustments: readonly Decimal[]
  readonly net: Decimal
}

type Priced = Pick<LineFacts, 'quantity' | 'unitPrice' | 'discountPercent' | 'adjustments'>

/** The amounts of a line, each rounded once (EN 16931-1, BT-131 and BT-136; PEPPOL-EN16931-R120). */
export function amountsOf({ quantity, unitPrice, discountPercent, adjustments: own }: Priced): LineAmounts {
  const before = round(multiply(quantity, unitPrice), DIGITS)
  const discount = round(multiply(multiply(before, discountPercent ?? ZERO), PERCENT), DIGITS)
  const adjustments = own.map((one) => amountOn(one, abs(before)))
  const net = own.reduce(
    (left, one, place) => {
      const amount = adjustments[place] ?? ZERO
      return isDearer(one, quantity) ? add(left, amount) : subtract(left, amount)
    },
    subtract(before, discount),
  )
  return { before, discount, adjustments, net }
}

/** On a line that takes something back, an allowance takes less back. */
export const isDearer = (one: Pick<Adjustment, 'kind'>, quantity: Decimal): boolean =>
  (one.kind === 'charge') !== quantity.units < 0n
