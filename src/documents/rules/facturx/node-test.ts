import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'

export type NodeTest = (node: XmlElement) => boolean

/** Steps of a place, "ram:Tax[ram:TypeCode=VAT]/ram:ID": a slash within a condition parts nothing. */
export const stepsOf = (place: string): { name: string; test: NodeTest | undefined }[] =>
  [...place.matchAll(/([^/[]+)(?:\[([^\]]*)\])?/g)].map(([, name = '', condition]) => ({
    name,
    test: condition === undefined ? undefined : nodeTest(condition),
  }))

/**
 * A condition on an element: parts joined by "&", "!" before one denies it. A part is a value that is there ("@listID"),
 * that is a text ("ram:TypeCode=916"), or that is another value ("@currencyID==../ram:Currency"); of several values one
 * is enough, as in XPath.
 */
export function nodeTest(condition: string): NodeTest {
  const parts = condition.split('&').map(partOf)
  const holds: NodeTest = (node) => parts.every((part) => part(node))
  const found = new WeakMap<XmlElement, boolean>()
  return (node) => {
    if (node.children.length < MANY) return holds(node)
    const known = found.get(node) ?? holds(node)
    found.set(node, known)
    return known
  }
}

/** Children from which on an answer is kept, as each of them may ask what its parent is. */
const MANY = 24

function partOf(text: string): NodeTest {
  const [, not, operand = '', sign, wanted = ''] = /^(!?)([^=]+)(==?)?(.*)$/.exec(text) ?? []
  const values = valuesAt(operand)
  const [only, others] = [new Set([wanted]), sign === '==' ? otherValues(wanted) : undefined]
  const holds: NodeTest =
    sign === undefined
      ? (node) => values(node).length > 0
      : (node) => {
          const fitting = others ? others(node) : only
          return values(node).some((value) => fitting.has(value))
        }
  return not === '!' ? (node) => !holds(node) : holds
}

const NO_VALUES: ReadonlySet<string> = new Set()

/**
 * Texts at "../../ram:Currency": gathered once for the element that they are found from, as each of many elements asks
 * for the same ones.
 */
function otherValues(at: string): (node: XmlElement) => ReadonlySet<string> {
  const [, ups = '', down = ''] = /^((?:\.\.\/)*)(.*)$/.exec(at) ?? []
  const values = valuesAt(down)
  const found = new WeakMap<XmlElement, ReadonlySet<string>>()
  return (node) => {
    let from: XmlElement | undefined = node
    for (let left = ups.length / 3; left > 0; left -= 1) from = from?.parent
    if (from === undefined) return NO_VALUES
    const known = found.get(from) ?? new Set(values(from))
    found.set(from, known)
    return known
  }
}

/** Texts at "ram:ID", "@schemeID" or "ram:ID/@schemeID". */
export function valuesAt(operand: string): (node: XmlElement) => string[] {
  const [, at, attribute] = /^([^@]*?)\/?(?:@(\w+))?$/.exec(operand) ?? []
  const elements = at === undefined || at === '' || at === '.' ? (node: XmlElement) => [node] : path(at)
  if (attribute === undefined) return (node) => elements(node).map(stringValue)
  return (node) => elements(node).flatMap((one) => one.attributes[attribute] ?? [])
}
