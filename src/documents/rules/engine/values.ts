import { abs, add, compare, type Decimal, multiply, parseDecimal, pow10, subtract } from '#src/kernel/decimal.ts'
import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'

/**
 * Values as the official rules see them (XPath 2.0). A missing or unreadable value is undefined, and every
 * comparison with it is false, as with an empty sequence; where the official run would break off with a type error,
 * ours goes on so.
 */
export type Maybe = Decimal | undefined

/** normalize-space() of an element, "" when there is none. */
export const normalised = (element: XmlElement | undefined): string =>
  element === undefined ? '' : collapse(stringValue(element))

/** normalize-space() of text, of XML's white space only. Most codes and numbers have none: those are answered as they are. */
export const collapse = (text: string): string =>
  SPACE.test(text) ? text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') : text

const SPACE = /[ \t\r\n]/

/** xs:decimal() of an element. */
export const decimalOf = (element: XmlElement | undefined): Maybe =>
  element === undefined ? undefined : parseDecimal(stringValue(element))

/** Sum of the decimals of elements; undefined when one is no number. */
export function sumOf(elements: readonly XmlElement[]): Maybe {
  let total = NOUGHT
  for (const element of elements) {
    const value = decimalOf(element)
    if (value === undefined) return undefined
    total = add(total, value)
  }
  return total
}

type Compare = (a: Maybe, b: Maybe) => boolean
const both =
  (test: (order: number) => boolean): Compare =>
  (a, b) =>
    a !== undefined && b !== undefined && test(compare(a, b))

export const same = both((order) => order === 0)
export const less = both((order) => order < 0)
export const isNought = (a: Maybe): boolean => a?.units === 0n

const lift =
  (apply: (a: Decimal, b: Decimal) => Decimal) =>
  (a: Maybe, b: Maybe): Maybe =>
    a === undefined || b === undefined ? undefined : apply(a, b)

export const plus = lift(add)
export const minus = lift(subtract)
export const times = lift(multiply)
export const size = (a: Maybe): Maybe => a && abs(a)
/** A percentage as a factor: 25 gives 0.25. */
export const percent = (a: Maybe): Maybe => a && { units: a.units, scale: a.scale + 2 }

export const whole = (value: number): Decimal => ({ units: BigInt(value), scale: 0 })
export const NOUGHT = whole(0)
export const ONE = whole(1)

/** XPath round(): to `scale` decimals, halves towards positive infinity (so -2.5 gives -2, unlike a ledger's rounding). */
export function roundUp(a: Maybe, scale: number): Maybe {
  if (a === undefined || a.scale <= scale) return a
  const unit = pow10(a.scale - scale)
  const shifted = a.units * 2n + unit
  const floor = shifted >= 0n ? shifted / (unit * 2n) : -((-shifted + unit * 2n - 1n) / (unit * 2n))
  return { units: floor, scale }
}

/** Rounded to two decimals, as the official arithmetic rules do. */
export const cents = (a: Maybe): Maybe => roundUp(a, 2)

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/

/** number() of text: NaN when it is none. XPath takes no hexadecimal and no empty text, unlike Number(). */
export function numberOf(text: string | undefined): number {
  const trimmed = text?.trim() ?? ''
  if (trimmed === 'INF') return Number.POSITIVE_INFINITY
  if (trimmed === '-INF') return Number.NEGATIVE_INFINITY
  return NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN
}

/** xs:decimal of a double: its exact binary value, which is how the rules see "cbc:TaxableAmount - 1". */
export function exact(value: number): Maybe {
  if (!Number.isFinite(value)) return undefined
  let [scale, scaled] = [0, value]
  while (!Number.isInteger(scaled) && scale < 1100) {
    scaled *= 2
    scale += 1
  }
  // value = scaled / 2^scale = scaled * 5^scale / 10^scale
  return { units: BigInt(scaled) * 5n ** BigInt(scale), scale }
}

/** xs:boolean() of an element's text: undefined for anything else. */
export function booleanOf(element: XmlElement | undefined): boolean | undefined {
  const text = element?.text.trim()
  if (text === 'true' || text === '1') return true
  return text === 'false' || text === '0' ? false : undefined
}
