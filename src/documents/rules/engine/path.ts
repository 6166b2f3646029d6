import type { XmlElement } from '#src/platform/xml/xml-element.ts'

/** Finds elements from a node on, in document order. */
export type Select = (node: XmlElement) => XmlElement[]

type Step =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'children' }
  | { readonly kind: 'parent' }

const COMPILED = new Map<string, Step[][]>()

/**
 * A path of child steps, "cac:Party/cbc:ID"; ".." is the parent, "*" any child, and " | " joins alternatives.
 * Conditions are not part of it: rules filter with functions.
 */
export const path = (text: string): Select => {
  const alternatives = compile(text)
  const [only] = alternatives
  if (only && alternatives.length === 1) return (node) => walk(node, only)
  return (node) => alternatives.flatMap((steps) => walk(node, steps))
}

function compile(text: string): Step[][] {
  const known = COMPILED.get(text)
  if (known) return known
  const compiled = text.split('|').map((alternative) => alternative.trim().split('/').map(toStep))
  COMPILED.set(text, compiled)
  return compiled
}

const toStep = (name: string): Step =>
  name === '..' ? { kind: 'parent' } : name === '*' ? { kind: 'children' } : { kind: 'child', name }

function walk(node: XmlElement, steps: readonly Step[]): XmlElement[] {
  let found: XmlElement[] = [node]
  for (const step of steps) {
    const next: XmlElement[] = []
    for (const element of found) take(element, step, next)
    if (next.length === 0) return next
    found = next
  }
  return found
}

function take(element: XmlElement, step: Step, into: XmlElement[]): void {
  if (step.kind === 'parent') {
    if (element.parent && !into.includes(element.parent)) into.push(element.parent)
    return
  }
  if (step.kind === 'child') element.collect(step.name, into)
  else for (const child of element.children) into.push(child)
}
