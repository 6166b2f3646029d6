import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { type Context, type Flag, type Group, type Pattern, type Rule, type RuleSet, rulesOf } from './rule.ts'
import type { Subject } from './subject.ts'

/** A rule that did not hold. `count` is how often; `locations` names the first places. */
export interface Fired {
  readonly id: string
  readonly flag: Flag
  readonly count: number
  readonly locations: readonly string[]
  readonly message: string
}

/** Places named per rule: enough to mend a document, bounded for one with a mistake in each of 10,000 lines. */
const MAX_LOCATIONS = 100

/** Judges a document by rule sets: what fired, in the order of the rules. */
export function evaluate(subject: Subject, sets: readonly RuleSet[]): Fired[] {
  const broken = new Map<Rule, XmlElement[]>()
  for (const set of sets) for (const plan of plansOf(set)) judge(subject, plan, broken)
  return order(sets, broken).map(([rule, nodes]) => ({
    id: rule.id,
    flag: rule.flag,
    count: nodes.length,
    locations: nodes.slice(0, MAX_LOCATIONS).map((node) => subject.place(node)),
    message: rule.message,
  }))
}

/** A context with its rules: those that are asked one by one, and those of groups. */
interface Judgement {
  readonly when: Context['when']
  readonly single: readonly Rule[]
  readonly groups: readonly (readonly [group: Group, rules: readonly Rule[]])[]
}

/** Where a context applies, taken apart: the element's own name, and what must stand above it. */
interface Candidate {
  readonly name: string
  readonly judgement: Judgement
  readonly ancestors: readonly string[]
  readonly fromRoot: boolean
}

interface Plan {
  /** Candidates of an element name, in the pattern's order; those for any element are among them. */
  readonly byName: ReadonlyMap<string, readonly Candidate[]>
  readonly anyName: readonly Candidate[]
}

const PLANS = new WeakMap<RuleSet, Plan[]>()

function plansOf(set: RuleSet): Plan[] {
  const known = PLANS.get(set)
  if (known) return known
  const plans = set.patterns.map(planOf)
  PLANS.set(set, plans)
  return plans
}

function planOf(pattern: Pattern): Plan {
  const all = pattern.flatMap((context) => {
    const judgement = judgementOf(context)
    return context.at.map((place) => {
      const names = place.replace(/^\//, '').split('/')
      const name = names.at(-1) ?? ''
      return { name, judgement, ancestors: names.slice(0, -1).reverse(), fromRoot: place.startsWith('/') }
    })
  })
  const names = new Set(all.map(({ name }) => name).filter((name) => !name.startsWith('*')))
  const byName = new Map([...names].map((wanted) => [wanted, all.filter(({ name }) => nameFits(wanted, name))]))
  return { byName, anyName: all.filter(({ name }) => name.startsWith('*')) }
}

/** "*" is any name, "*Amount" any that ends so. */
const nameFits = (name: string, wanted: string): boolean =>
  name === wanted || (wanted.startsWith('*') && name.endsWith(wanted.slice(1)))

function judgementOf({ when, rules }: Context): Judgement {
  const single = rules.filter(({ group }) => group === undefined)
  const groups = new Set(rules.flatMap(({ group }) => group ?? []))
  return { when, single, groups: [...groups].map((group) => [group, rules.filter((rule) => rule.group === group)]) }
}

function judge(subject: Subject, plan: Plan, broken: Map<Rule, XmlElement[]>): void {
  for (const name of plan.anyName.length > 0 ? subject.names() : plan.byName.keys()) {
    const nodes = subject.named(name)
    if (nodes.length === 0) continue
    const candidates = plan.byName.get(name) ?? plan.anyName.filter((candidate) => nameFits(name, candidate.name))
    if (candidates.length === 0) continue
    for (const node of nodes) {
      const first = firstFitting(node, candidates, subject)
      if (first) judgeNode(node, first, subject, broken)
    }
  }
}

function firstFitting(node: XmlElement, candidates: readonly Candidate[], subject: Subject): Judgement | undefined {
  for (const candidate of candidates) {
    const { when } = candidate.judgement
    if (stands(node, candidate) && (when === undefined || when(node, subject))) return candidate.judgement
  }
  return undefined
}

function judgeNode(node: XmlElement, { single, groups }: Judgement, subject: Subject, broken: Map<Rule, XmlElement[]>) {
  for (const rule of single) if (!rule.holds(node, subject)) note(rule, node, broken)
  for (const [group, rules] of groups) {
    const ids = group(node, subject)
    if (ids.size > 0) for (const rule of rules) if (ids.has(rule.id)) note(rule, node, broken)
  }
}

function note(rule: Rule, node: XmlElement, broken: Map<Rule, XmlElement[]>): void {
  const nodes = broken.get(rule)
  if (nodes) nodes.push(node)
  else broken.set(rule, [node])
}

/** The node stands where the candidate says. */
function stands(node: XmlElement, { ancestors, fromRoot }: Candidate): boolean {
  let above = node.parent
  for (const name of ancestors) {
    if (!above || (name !== '*' && above.name !== name)) return false
    above = above.parent
  }
  return !(fromRoot && above)
}

const RANKS = new WeakMap<RuleSet, ReadonlyMap<Rule, number>>()

/** Where a set lists each of its rules. */
function ranksOf(set: RuleSet): ReadonlyMap<Rule, number> {
  const known = RANKS.get(set)
  if (known) return known
  const ranks = new Map<Rule, number>()
  for (const rule of rulesOf([set])) if (!ranks.has(rule)) ranks.set(rule, ranks.size)
  RANKS.set(set, ranks)
  return ranks
}

/** Broken rules in the order in which the sets list them. */
const order = (sets: readonly RuleSet[], broken: ReadonlyMap<Rule, XmlElement[]>): [Rule, XmlElement[]][] =>
  sets.flatMap((set) => {
    const ranks = ranksOf(set)
    const rankOf = (rule: Rule): number => ranks.get(rule) ?? 0
    return [...broken].filter(([rule]) => ranks.has(rule)).sort(([a], [b]) => rankOf(a) - rankOf(b))
  })
