import { minorDigits } from '#src/kernel/currency.ts'
import {
  abs,
  add,
  compare,
  type Decimal,
  decimal,
  isNegative,
  negate,
  subtract,
  sum,
  ZERO,
} from '#src/kernel/decimal.ts'
import { spread } from '../booking/spread.ts'
import type { RulePart } from './rule.ts'

const HUNDRED = decimal(100)

/**
 * Net amounts of the parts of a line, in their order, adding up to it exactly. Amounts are taken with the sign of the
 * line, percentages are of the whole line; the part without either takes what is left. Null when the amounts are more
 * than the line.
 */
export function splitNet(net: Decimal, parts: readonly RulePart[], currency: string | null): Decimal[] | null {
  const scale = Math.max(2, net.scale, currency === null ? 0 : minorDigits(currency))
  const signed = (amount: Decimal): Decimal => (isNegative(net) ? negate(amount) : amount)
  const amounts = parts.map(({ amount }) => (amount === undefined ? null : signed(decimal(amount))))
  const percents = parts.map(({ percent }) => (percent === undefined ? ZERO : decimal(percent)))
  const missing = subtract(HUNDRED, percents.reduce(add, ZERO))
  const shares = spread(net, [...percents, missing], scale).slice(0, parts.length)
  const taken = parts.map(
    (part, place) => amounts[place] ?? (part.percent === undefined ? null : (shares[place] ?? ZERO)),
  )
  const left = subtract(net, sum(taken.filter((one) => one !== null)))
  const rest = taken.indexOf(null)
  if (rest < 0) return taken.map((one) => one ?? ZERO)
  const isTooMuch = compare(abs(sum(amounts.filter((one) => one !== null))), abs(net)) > 0
  const isTurned = left.units !== 0n && isNegative(left) !== isNegative(net)
  if (isTooMuch || isTurned) return null
  return taken.map((one) => one ?? left)
}
