import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import data from '../data/cii-syntax.json' with { type: 'json' }
import { type Context, context, contextWhen, type Flag, type Holds, type Rule } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import { specialRules } from './cii-syntax-special.ts'
import type { Edition } from './edition.ts'

/** How often something may stand below an element. */
const KINDS = {
  none: {
    holds: (count: number) => count === 0,
    says: (what: string) => `EN 16931 does not use ${what}; leave it out.`,
  },
  atMostOne: { holds: (count: number) => count <= 1, says: (what: string) => `There is at most one ${what}.` },
  one: { holds: (count: number) => count === 1, says: (what: string) => `There is exactly one ${what}.` },
} as const
const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind)

/** Rules about the CII syntax: unused parts and cardinalities (CII-SR), data types (CII-DT). */
export const syntaxContexts = (edition: Edition): Context[] =>
  data.contexts.map(({ at, rules }) => contextOf(at, rules, edition))

function contextOf(at: string, rows: readonly string[], edition: Edition): Context {
  const parsed = rows.map(parseRow).filter(({ id }) => edition.name === 'cen' || !isLater(id))
  const count = counter(parsed.map(({ what }) => what))
  const counted = parsed.map(({ id, flag, kind, what }): Rule => {
    const { holds, says } = KINDS[kind]
    return {
      id: idIn(edition, id),
      flag,
      message: says(what),
      holds: (node, subject) => holds(count(node, what, subject)),
    }
  })
  const rules = [...counted, ...specialRules(at).filter(({ id }) => edition.name === 'cen' || !isLater(id))]
  const when = concerned(at)
  if (when) return contextWhen(at, when, rules)
  return context(at, rules)
}

function parseRow(row: string) {
  const [id = '', flag = '', kind = '', what = ''] = row.split(' ')
  if ((flag !== 'fatal' && flag !== 'warning') || !isKind(kind)) throw new Error(`no rule: ${row}`)
  return { id, flag: flag as Flag, kind, what }
}

/** Rules that came into the set after the edition that Peppol publishes. */
function isLater(id: string): boolean {
  const number = Number(/^CII-SR-(\d{3})$/.exec(id)?.[1])
  return number >= 463
}

/** Four rules have other ids in the edition that Peppol publishes. */
const OLD_IDS: Readonly<Record<string, string>> = {
  'CII-DT-101': 'CII-DT-0010',
  'CII-DT-102': 'CII-DT-0020',
  'CII-DT-103': 'CII-DT-0030',
  'CII-DT-104': 'CII-DT-0040',
}
const idIn = ({ name }: Edition, id: string): string => (name === 'peppol' ? OLD_IDS[id] : undefined) ?? id

/** Places that are more than a path: "*ID" is every aggregate's element whose name ends so. */
function concerned(at: string): Holds | undefined {
  if (at === 'udt:DateTimeString') return (node) => node.attributes.format === '102'
  if (!at.startsWith('*')) return undefined
  if (at === '*DocumentContextParameter') return undefined
  return (node) => node.name.startsWith('ram:') && (at !== '*Amount' || node.local !== 'TaxTotalAmount')
}

/** How often each of many paths is found below a node: all are counted in one walk, once per node. */
function counter(paths: readonly string[]): (node: XmlElement, what: string, subject: Subject) => number {
  const top = placesOf(paths)
  const knownOf = once(() => new Map<XmlElement, Map<string, number>>())
  return (node, what, subject) => {
    const known = knownOf(subject)
    let counts = known.get(node)
    if (!counts) {
      counts = new Map()
      count(node, top, counts)
      known.set(node, counts)
    }
    return counts.get(what) ?? 0
  }
}

interface Place {
  /** The path that ends here, when one does. */
  what: string | undefined
  readonly attributes: [name: string, what: string][]
  readonly below: Map<string, Place>
}
const newPlace = (): Place => ({ what: undefined, attributes: [], below: new Map() })

function placesOf(paths: readonly string[]): Place {
  const top = newPlace()
  for (const what of paths) {
    let place = top
    const names = what.split('/')
    for (const name of names.filter((one) => !one.startsWith('@'))) {
      const next = place.below.get(name) ?? newPlace()
      place.below.set(name, next)
      place = next
    }
    const attribute = names.at(-1)
    if (attribute?.startsWith('@')) place.attributes.push([attribute.slice(1), what])
    else place.what = what
  }
  return top
}

function count(node: XmlElement, place: Place, counts: Map<string, number>): void {
  const add = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  if (place.what !== undefined) add(place.what)
  for (const [name, what] of place.attributes) if (node.attributes[name] !== undefined) add(what)
  if (place.below.size === 0) return
  for (const child of node.children) {
    const next = place.below.get(child.name)
    if (next) count(child, next, counts)
  }
}
