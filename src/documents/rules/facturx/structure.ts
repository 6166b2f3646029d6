import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import data from '../data/facturx-structure.json' with { type: 'json' }
import { type Context, context, contextWhen, fatal, type Holds, type Pattern, type Rule } from '../engine/rule.ts'
import { type NodeTest, stepsOf, valuesAt } from './node-test.ts'

/** Profiles of Factur-X by their letter in the data. */
const LETTERS = { minimum: 'M', basicwl: 'W', basic: 'B', en16931: 'E', extended: 'X' } as const

const LISTS = new Map(Object.entries(data.lists).map(([name, codes]) => [name, new Set(codes.split(' '))]))

/**
 * The structure of a profile (FX-SCH-A-*): how often an element stands, which attributes it has, and which codes it may
 * hold. A row of the data is "profiles number kind ...", such as "MW 000027 exactly 1 ram:SellerTradeParty".
 */
export function structureOf(profile: keyof typeof LETTERS): Pattern {
  const letter = LETTERS[profile]
  return data.contexts.filter((one) => one.in.includes(letter)).map((one) => contextOf(one, letter))
}

function contextOf({ at, rows }: (typeof data.contexts)[number], letter: string): Context {
  const steps = stepsOf(at)
  const last = steps.at(-1)?.name ?? 'rsm:CrossIndustryInvoice'
  const rules = rows.map((row) => row.split(' ')).filter(([profiles]) => profiles?.includes(letter))
  const place = `/rsm:CrossIndustryInvoice${steps.map(({ name }) => `/${name}`).join('')}`
  const tests = steps.map(({ test }) => test).reverse()
  const made = rules.map((row) => ruleOf(row, last))
  return tests.some((test) => test) ? contextWhen(place, allHold(tests), made) : context(place, made)
}

/** Each condition holds at its own step: that of the element first, then those of what is above it. */
const allHold =
  (tests: readonly (NodeTest | undefined)[]): Holds =>
  (node) => {
    let above: XmlElement | undefined = node
    for (const test of tests) {
      if (!above || (test && !test(above))) return false
      above = above.parent
    }
    return true
  }

function ruleOf([, number, kind = '', first = '', second = '']: readonly string[], parent: string): Rule {
  const id = `FX-SCH-A-${number}`
  if (kind === 'has') return fatal(id, `${parent} has the attribute ${first}.`, present(valuesAt(first)))
  if (kind === 'code') {
    const what = first === '.' ? `The text of ${parent}` : `The attribute ${first} of ${parent}`
    return fatal(id, `${what} is a code that the profile allows there.`, allowed(valuesAt(first), listOf(second)))
  }
  const count = COUNTS[kind]
  if (!count) throw new Error(`no rule of structure: ${kind}`)
  const limit = Number(first)
  const times = limit === 1 ? 'once' : `${limit} times`
  return fatal(
    id,
    `${parent} has ${second} ${count.words} ${times}.`,
    counted(second, (found) => count.fits(found, limit)),
  )
}

const COUNTS: Readonly<Record<string, { words: string; fits: (found: number, limit: number) => boolean }>> = {
  exactly: { words: 'exactly', fits: (found, limit) => found === limit },
  atMost: { words: 'at most', fits: (found, limit) => found <= limit },
  atLeast: { words: 'at least', fits: (found, limit) => found >= limit },
}

function counted(what: string, fits: (found: number) => boolean): Holds {
  const [step] = stepsOf(what)
  const { name = '', test } = step ?? {}
  return (node) => {
    let found = 0
    for (const child of node.family(name)) if (child.name === name && (!test || test(child))) found += 1
    return fits(found)
  }
}

const present =
  (values: (node: XmlElement) => string[]): Holds =>
  (node) =>
    values(node).length > 0

/** A code that is not there, or empty, is no wrong one. */
const allowed =
  (values: (node: XmlElement) => string[], list: ReadonlySet<string>): Holds =>
  (node) =>
    values(node).every((value) => value === '' || list.has(value))

function listOf(name: string): ReadonlySet<string> {
  const list = LISTS.get(name)
  if (!list) throw new Error(`there is no code list ${name}`)
  return list
}
