import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Context, Flag, Pattern, Rule, RuleSet } from './rule.ts'
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

/** Where a context applies, taken apart: the element's own name, and what must stand above it. */
interface Candidate {
  readonly context: Context
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
  const all = pattern.flatMap((context) =>
    context.at.map((place) => {
      const names = place.replace(/^\//, '').split('/')
      const name = names.at(-1) ?? ''
      return { name, context, ancestors: names.slice(0, -1).reverse(), fromRoot: place.startsWith('/') }
    }),
  )
  const names = new Set(all.map(({ name }) => name))
  const candidatesOf = (wanted: string) => all.filter(({ name }) => name === wanted || name === '*')
  return { byName: new Map([...names].map((name) => [name, candidatesOf(name)])), anyName: candidatesOf('*') }
}

function judge(subject: Subject, plan: Plan, broken: Map<Rule, XmlElement[]>): void {
  for (const name of plan.anyName.length > 0 ? subject.names() : plan.byName.keys()) {
    const candidates = plan.byName.get(name) ?? plan.anyName
    for (const node of subject.named(name)) {
      const first = candidates.find((candidate) => fits(node, candidate, subject))
      if (first) judgeNode(node, first.context, subject, broken)
    }
  }
}

function judgeNode(node: XmlElement, context: Context, subject: Subject, broken: Map<Rule, XmlElement[]>): void {
  for (const rule of context.rules) {
    if (rule.holds(node, subject)) continue
    const nodes = broken.get(rule)
    if (nodes) nodes.push(node)
    else broken.set(rule, [node])
  }
}

function fits(node: XmlElement, { ancestors, fromRoot, context }: Candidate, subject: Subject): boolean {
  let above = node.parent
  for (const name of ancestors) {
    if (!above || (name !== '*' && above.name !== name)) return false
    above = above.parent
  }
  if (fromRoot && above) return false
  return context.when?.(node, subject) ?? true
}

/** Broken rules in the order in which the sets list them. */
function order(sets: readonly RuleSet[], broken: ReadonlyMap<Rule, XmlElement[]>): [Rule, XmlElement[]][] {
  if (broken.size === 0) return []
  const result: [Rule, XmlElement[]][] = []
  for (const set of sets)
    for (const pattern of set.patterns)
      for (const context of pattern)
        for (const rule of context.rules) {
          const nodes = broken.get(rule)
          if (nodes) result.push([rule, nodes])
        }
  return result
}
