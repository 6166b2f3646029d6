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
  return (node) => parts.every((part) => part(node))
}

function partOf(text: string): NodeTest {
  const [, not, operand = '', sign, wanted = ''] = /^(!?)([^=]+)(==?)?(.*)$/.exec(text) ?? []
  const values = valuesAt(operand)
  const others = sign === '==' ? valuesAt(wanted) : () => [wanted]
  const holds: NodeTest =
    sign === undefined
      ? (node) => values(node).length > 0
      : (node) => values(node).some((value) => others(node).includes(value))
  return not === '!' ? (node) => !holds(node) : holds
}

/** Texts at "ram:ID", "@schemeID" or "ram:ID/@schemeID". */
export function valuesAt(operand: string): (node: XmlElement) => string[] {
  const [, at, attribute] = /^([^@]*?)\/?(?:@(\w+))?$/.exec(operand) ?? []
  const elements = at === undefined || at === '' || at === '.' ? (node: XmlElement) => [node] : path(at)
  if (attribute === undefined) return (node) => elements(node).map(stringValue)
  return (node) => elements(node).flatMap((one) => one.attributes[attribute] ?? [])
}
