import type { XmlElement } from '#src/platform/xml/xml-element.ts'

/** Finds elements from a node on, in document order. */
export type Select = (node: XmlElement) => readonly XmlElement[]

/** Finds the first of them. */
export type First = (node: XmlElement) => XmlElement | undefined

interface Step {
  readonly kind: 'child' | 'children' | 'parent'
  readonly name: string
}

const NONE: readonly XmlElement[] = []
const SELECTS = new Map<string, Select>()
const FIRSTS = new Map<string, First>()

/**
 * A path of child steps, "cac:Party/cbc:ID"; ".." is the parent, "*" any child, and " | " joins alternatives.
 * Conditions are not part of it: rules filter with functions. A path is taken apart once, however often it is asked for.
 */
export function path(text: string): Select {
  const known = SELECTS.get(text)
  if (known) return known
  const selects = compile(text).map(selectOf)
  const [only] = selects
  const select: Select =
    only && selects.length === 1 ? only : (node) => selects.flatMap((alternative) => alternative(node))
  SELECTS.set(text, select)
  return select
}

/** The first element at a path: what `path(text)(node)[0]` is, without gathering the others. */
export function firstAt(text: string): First {
  const known = FIRSTS.get(text)
  if (known) return known
  const firsts = compile(text).map(
    (steps): First =>
      (node) =>
        firstFrom(node, steps, 0),
  )
  const [only] = firsts
  const first: First = only && firsts.length === 1 ? only : (node) => firstOfAny(node, firsts)
  FIRSTS.set(text, first)
  return first
}

function firstOfAny(node: XmlElement, firsts: readonly First[]): XmlElement | undefined {
  for (const first of firsts) {
    const found = first(node)
    if (found) return found
  }
  return undefined
}

function firstFrom(node: XmlElement, steps: readonly Step[], place: number): XmlElement | undefined {
  const step = steps[place]
  if (step === undefined) return node
  if (step.kind === 'parent') return node.parent && firstFrom(node.parent, steps, place + 1)
  if (place === steps.length - 1 && step.kind === 'child') return node.child(step.name)
  for (const child of step.kind === 'child' ? node.family(step.name) : node.children) {
    if (step.kind === 'child' && child.name !== step.name) continue
    const found = firstFrom(child, steps, place + 1)
    if (found) return found
  }
  return undefined
}

const compile = (text: string): Step[][] =>
  text.split('|').map((alternative) => alternative.trim().split('/').map(toStep))

const toStep = (name: string): Step => ({
  kind: name === '..' ? 'parent' : name === '*' ? 'children' : 'child',
  name,
})

function selectOf(steps: readonly Step[]): Select {
  const [first] = steps
  if (first?.kind === 'child' && steps.length === 1) return (node) => node.named(first.name)
  if (steps.every(({ kind }) => kind !== 'parent')) return (node) => gather(node, steps, 0, undefined) ?? NONE
  return (node) => walk(node, steps)
}

/** Adds what stands below a node to the list, which is made when there is something for it. */
function gather(node: XmlElement, steps: readonly Step[], place: number, into: XmlElement[] | undefined) {
  const step = steps[place]
  if (step === undefined) return put(node, into)
  let list = into
  for (const child of step.kind === 'child' ? node.family(step.name) : node.children)
    if (step.kind === 'children' || child.name === step.name) list = gather(child, steps, place + 1, list)
  return list
}

/** The same for paths that go up, too: a parent is found once, however many of its children lead to it. */
function walk(node: XmlElement, steps: readonly Step[]): readonly XmlElement[] {
  let found: XmlElement[] = [node]
  for (const step of steps) {
    let next: XmlElement[] | undefined
    for (const element of found) {
      if (step.kind !== 'parent') next = gather(element, [step], 0, next)
      else if (element.parent && !next?.includes(element.parent)) next = put(element.parent, next)
    }
    if (next === undefined) return NONE
    found = next
  }
  return found
}

function put(element: XmlElement, into: XmlElement[] | undefined): XmlElement[] {
  if (into === undefined) return [element]
  into.push(element)
  return into
}
