/**
 * Exact decimal numbers: an integer and a count of decimals, never a float. Quantities, unit prices and
 * the amounts of e-invoices are decimals; amounts in the books are minor units (see money.ts).
 */
export interface Decimal {
  readonly units: bigint
  /** Number of decimals: value = units / 10^scale. */
  readonly scale: number
}

/** Digits a decimal text may have; more is refused, so that no input can make arithmetic slow. */
export const MAX_DIGITS = 60

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?$/
const POWERS: bigint[] = [1n]

export function pow10(exponent: number): bigint {
  for (let known = POWERS.length; known <= exponent; known++) POWERS.push((POWERS[known - 1] ?? 1n) * 10n)
  return POWERS[exponent] ?? 10n ** BigInt(exponent)
}

export const ZERO: Decimal = { units: 0n, scale: 0 }

/** Reads xs:decimal text ("-12.50", "+3", ".5"); undefined when the text is no decimal number. */
export function parseDecimal(text: string): Decimal | undefined {
  return parseShort(text) ?? parseLong(text)
}

/** Digits that a float holds exactly. */
const SHORT = 15
const [PLUS, MINUS, POINT, NOUGHT] = [0x2b, 0x2d, 0x2e, 0x30]

/** Most amounts are short and plain: read without a pattern. Undefined for all others, right or wrong. */
function parseShort(text: string): Decimal | undefined {
  const { length } = text
  if (length > SHORT) return undefined
  const sign = text.charCodeAt(0)
  let [units, point] = [0, -1]
  const start = sign === MINUS || sign === PLUS ? 1 : 0
  for (let at = start; at < length; at += 1) {
    const digit = text.charCodeAt(at) - NOUGHT
    if (digit >= 0 && digit <= 9) units = units * 10 + digit
    else if (digit === POINT - NOUGHT && point < 0) point = at
    else return undefined
  }
  const digits = length - start - (point < 0 ? 0 : 1)
  if (digits === 0) return undefined
  return { units: BigInt(sign === MINUS ? -units : units), scale: point < 0 ? 0 : length - point - 1 }
}

function parseLong(text: string): Decimal | undefined {
  const shape = SHAPE.exec(text.trim())
  if (!shape) return undefined
  const [, sign = '', whole = '', fraction = ''] = shape
  const digits = whole + fraction
  if (digits === '' || digits.length > MAX_DIGITS) return undefined
  const units = BigInt(digits)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

/** Reads text that is known to be a decimal; throws RangeError when it is not. */
export function decimal(text: string | number | bigint): Decimal {
  const parsed = parseDecimal(String(text))
  if (!parsed) throw new RangeError(`not a decimal number: ${text}`)
  return parsed
}

const unitsAt = (value: Decimal, scale: number): bigint =>
  scale === value.scale ? value.units : value.units * pow10(scale - value.scale)

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale }
}

export const negate = (a: Decimal): Decimal => ({ units: -a.units, scale: a.scale })
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b))
export const abs = (a: Decimal): Decimal => (a.units < 0n ? negate(a) : a)
export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = ZERO
  for (const value of values) total = add(total, value)
  return total
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
})

/** Divides to `scale` decimals, halves away from zero. Throws RangeError on division by zero. */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.units === 0n) throw new RangeError('division by zero')
  // a/b * 10^scale = (a.units * 10^(b.scale + scale)) / (b.units * 10^a.scale)
  return { units: divideHalfUp(a.units * pow10(b.scale + scale), b.units * pow10(a.scale)), scale }
}

/** Integer division, halves away from zero: the commercial rounding that invoices use. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n
  const top = dividend < 0n ? -dividend : dividend
  const bottom = divisor < 0n ? -divisor : divisor
  const quotient = (top * 2n + bottom) / (bottom * 2n)
  return negative ? -quotient : quotient
}

/** Rounds to `scale` decimals, halves away from zero; widens with zeros where there are fewer. */
export function round(a: Decimal, scale: number): Decimal {
  if (a.scale <= scale) return { units: unitsAt(a, scale), scale }
  return { units: divideHalfUp(a.units, pow10(a.scale - scale)), scale }
}

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale)
  const left = unitsAt(a, scale)
  const right = unitsAt(b, scale)
  return left < right ? -1 : left > right ? 1 : 0
}

export const equals = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0
export const isZero = (a: Decimal): boolean => a.units === 0n
export const isNegative = (a: Decimal): boolean => a.units < 0n

/** Plain decimal text with all the decimals that the value carries ("1250.00"). */
export function formatDecimal(a: Decimal): string {
  const digits = (a.units < 0n ? -a.units : a.units).toString().padStart(a.scale + 1, '0')
  const sign = a.units < 0n ? '-' : ''
  if (a.scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -a.scale)}.${digits.slice(-a.scale)}`
}

/** The same value without zeros at its end. */
export function shorten({ units, scale }: Decimal): Decimal {
  let [shorter, decimals] = [units, scale]
  while (decimals > 0 && shorter % 10n === 0n) {
    shorter /= 10n
    decimals -= 1
  }
  return { units: shorter, scale: decimals }
}

/** Decimal text without trailing zeros ("1250", "0.5"). */
export const formatShort = (a: Decimal): string => formatDecimal(shorten(a))
