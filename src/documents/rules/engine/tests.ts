import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { firstAt, path } from './path.ts'
import type { Holds } from './rule.ts'
import { collapse, normalised } from './values.ts'

/** Something stands at one of the paths. */
export function has(...paths: string[]): Holds {
  const first = firstAt(paths.join(' | '))
  return (node) => first(node) !== undefined
}

export const hasNot = (...paths: string[]): Holds => not(has(...paths))

export const not =
  (holds: Holds): Holds =>
  (node, subject) =>
    !holds(node, subject)

export const either =
  (...tests: Holds[]): Holds =>
  (node, subject) =>
    tests.some((test) => test(node, subject))

export const every =
  (...tests: Holds[]): Holds =>
  (node, subject) =>
    tests.every((test) => test(node, subject))

/** The first element at the path has text other than white space. */
export function filled(at: string): Holds {
  const first = firstAt(at)
  return (node) => normalised(first(node)) !== ''
}

/** At most so many elements stand at the path. */
export function atMostSome(limit: number, at: string): Holds {
  const select = path(at)
  return (node) => select(node).length <= limit
}

export const atMostOne = (at: string): Holds => atMostSome(1, at)

/** No more than two digits follow the decimal point. */
export const cents2 = (text: string): boolean => {
  const point = text.indexOf('.')
  return point < 0 || text.length - point - 1 <= 2
}

/** The amount at the path, if any, has at most two decimals. */
export function twoDecimals(at: string): Holds {
  const first = firstAt(at)
  return (node) => {
    const amount = first(node)
    return amount === undefined || cents2(stringValue(amount))
  }
}

/** The node has the attribute (it may be empty). */
export const hasAttribute =
  (name: string): Holds =>
  (node) =>
    node.attributes[name] !== undefined

/** The node's text is a code of the list. */
export const codeIn =
  (list: ReadonlySet<string>): Holds =>
  (node) =>
    list.has(normalised(node))

/** The node's attribute is a code of the list. */
export const attributeIn =
  (name: string, list: ReadonlySet<string>): Holds =>
  (node) =>
    list.has(collapse(node.attributes[name] ?? ''))

/** Text of the first element at a path, "" when there is none. */
export function textAt(at: string): (node: XmlElement) => string {
  const first = firstAt(at)
  return (node) => {
    const found = first(node)
    return found === undefined ? '' : stringValue(found)
  }
}

/** Some element at a path has exactly one of the texts. */
export function textIs(at: string, ...texts: string[]): Holds {
  const select = path(at)
  return (node) => select(node).some((one) => texts.includes(stringValue(one)))
}

/** Some element at the path has text other than white space. */
export function someFilled(at: string): Holds {
  const select = path(at)
  return (node) => select(node).some((one) => normalised(one) !== '')
}

/** A date of the calendar as xs:date writes it, without a time zone. */
export function isDate(text: string): boolean {
  const shape = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!shape) return false
  const [year, month, day] = [Number(shape[1]), Number(shape[2]), Number(shape[3])]
  const lengths = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ]
  return year > 0 && day > 0 && day <= (lengths[month - 1] ?? 0)
}
