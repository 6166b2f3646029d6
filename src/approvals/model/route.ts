import { compare, decimal } from '#src/kernel/decimal.ts'
import { formatMinor, fromMinor } from '#src/kernel/money.ts'
import { judge } from './condition.ts'
import { type Finding, isAll, leaf } from './logic.ts'
import type { Band, Outcome, PolicyRules, Rule, Step } from './policy.ts'
import { amountIn, type Subject } from './subject.ts'

/** What one rule said about the subject. */
export interface RuleFinding extends Finding {
  readonly rule: string
}

export interface Route {
  /** Name of the rule that decided; null = no rule knew, the default approvers decide. */
  readonly rule: string | null
  /** The end of the band that was taken (decimal string), null for what lies above or where there are no bands. */
  readonly bandUpTo: string | null
  readonly isAutomatic: boolean
  /** At least one unless automatic; each with its order filled in. */
  readonly steps: readonly (Step & { readonly order: number })[]
  /** Rules in the order in which they were asked, ending with the one that decided or could not. */
  readonly findings: readonly RuleFinding[]
}

const ALWAYS: Finding = { verdict: 'yes', facts: [] }

/** The band of an amount: the first that ends at or above it. */
export function bandOf(bands: readonly Band[], amountMinor: bigint, currency: string): Band | undefined {
  const amount = fromMinor(amountMinor, currency)
  return bands.find((band) => compare(amount, decimal(band.upTo)) <= 0)
}

const ordered = (steps: readonly Step[]): Route['steps'] =>
  steps.map((step, index) => ({ ...step, order: step.order ?? index + 1 })).sort((a, b) => a.order - b.order)

function taken(rule: Rule, outcome: Outcome, band: Band | undefined): Omit<Route, 'findings'> {
  const isAutomatic = 'autoApprove' in outcome
  return {
    rule: rule.name,
    bandUpTo: band?.upTo ?? null,
    isAutomatic,
    steps: isAutomatic ? [] : ordered(outcome.steps),
  }
}

/**
 * The way of a subject through a policy. The first rule that holds decides. A rule that cannot be answered (amount in a
 * currency without a rate, lines without an account) ends the search, because a stricter rule must not be passed
 * unseen: the default approvers decide, as they do where no rule holds, and where a rule would approve by itself what
 * needs a person.
 */
export function routeOf(policy: PolicyRules, subject: Subject): Route {
  const findings: RuleFinding[] = []
  for (const rule of policy.rules) {
    const asked = rule.when ? judge(rule.when, subject, policy.currency) : ALWAYS
    const amount = amountIn(subject, policy.currency)
    const finding = asked.verdict === 'yes' ? isAll([asked, bandFinding(rule, subject, amount, policy)]) : asked
    findings.push({ rule: rule.name, ...finding })
    if (finding.verdict === 'no') continue
    if (finding.verdict === 'unknown') break
    const band = amount === undefined ? undefined : bandOf(rule.bands, amount, policy.currency)
    const route = taken(rule, band ?? rule.above, band)
    if (route.isAutomatic && subject.needsPerson) break
    return { ...route, findings }
  }
  const step: Step = { name: 'Default approver', need: 'any', approvers: policy.defaultApprovers }
  return { rule: null, bandUpTo: null, isAutomatic: false, steps: ordered([step]), findings }
}

function bandFinding(rule: Rule, subject: Subject, amount: bigint | undefined, policy: PolicyRules): Finding {
  if (rule.bands.length === 0) return ALWAYS
  if (amount === undefined) {
    const has = `${formatMinor(subject.amountMinor, subject.currency)} ${subject.currency}`
    return leaf('amount', has, [`an amount in ${policy.currency}`], 'unknown')
  }
  const band = bandOf(rule.bands, amount, policy.currency)
  const last = rule.bands.at(-1)
  const asks = band ? `up to ${band.upTo} ${policy.currency}` : `above ${last?.upTo} ${policy.currency}`
  return leaf('amount', `${formatMinor(amount, policy.currency)} ${policy.currency}`, [asks], 'yes')
}
