import type { Currency } from '#src/kernel/currency.ts'
import { compare, parseDecimal } from '#src/kernel/decimal.ts'
import type { FieldError } from '#src/kernel/problem.ts'
import type { Condition } from './condition.ts'
import type { Subject } from './subject.ts'

/** Whom a step asks: one member, everybody with a role, or somebody who is found when the step opens. */
export type ApproverRef =
  | { readonly member: string }
  | { readonly role: string }
  | { readonly dynamic: 'supplierApprover' }
  /** The managers of the values that the lines have in this dimension: { managerOf: 'project' }. */
  | { readonly managerOf: string }

export interface Step {
  readonly name: string
  /** How many of the approvers must sign. */
  readonly need: 'any' | 'all' | number
  readonly approvers: readonly ApproverRef[]
  /** Steps of the same order are open together; without it, the place in the list. */
  readonly order?: number | undefined
}

export type Outcome = { readonly autoApprove: true } | { readonly steps: readonly Step[] }

/** Amounts up to and including `upTo` (decimal string, policy's currency) that no earlier band took. */
export type Band = { readonly upTo: string } & Outcome

/**
 * The first rule whose condition holds decides. Its bands and `above` cover every amount exactly once, because a band
 * says only where it ends: there is no way to write a gap or an overlap.
 */
export interface Rule {
  readonly name: string
  /** Without a condition the rule holds for everything. */
  readonly when?: Condition | undefined
  readonly bands: readonly Band[]
  /** What lies above the last band; without bands, every amount. */
  readonly above: Outcome
}

/** A member may approve amounts up to this (decimal string, policy's currency). */
export interface Mandate {
  readonly member: string
  readonly upTo: string
}

/** The rules of one version. Amounts are compared without their sign: a credit note asks for the same authority. */
export interface PolicyRules {
  readonly currency: Currency
  readonly rules: readonly Rule[]
  /** Who decides what no rule knows, and stands in where a step has too few approvers. */
  readonly defaultApprovers: readonly ApproverRef[]
  readonly mandates: readonly Mandate[]
}

/** What a company without a policy has: those decide whom the subject names, else every owner; nothing goes by itself. */
export const withoutPolicy = ({ currency, deciders }: Pick<Subject, 'currency' | 'deciders'>): PolicyRules => ({
  currency,
  rules: [],
  defaultApprovers: deciders ?? [{ role: 'owner' }],
  mandates: [],
})

const fault = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message })

function bandFaults(bands: readonly Band[], at: string): FieldError[] {
  return bands.flatMap((band, index) => {
    const limit = parseDecimal(band.upTo)
    const before = bands[index - 1]
    const floor = before ? parseDecimal(before.upTo) : undefined
    const pointer = `${at}/${index}/upTo`
    if (!limit || limit.units < 0n)
      return [fault(pointer, 'amount_invalid', 'A band ends at an amount of zero or more.')]
    if (floor && compare(limit, floor) <= 0)
      return [fault(pointer, 'band_unreachable', 'A band must end above the band before it.')]
    return []
  })
}

function stepFaults(outcome: Outcome, at: string): FieldError[] {
  if ('autoApprove' in outcome) return []
  return outcome.steps.flatMap((step, index) => {
    const named = step.approvers.every((approver) => 'member' in approver)
    const isShort = typeof step.need === 'number' && named && step.need > step.approvers.length
    if (!isShort) return []
    return [
      fault(`${at}/steps/${index}/need`, 'step_unfillable', 'The step asks for more signatures than it names people.'),
    ]
  })
}

/** Rules that can never be reached, because an earlier rule without a condition takes everything. */
function shadowFaults(rules: readonly Rule[]): FieldError[] {
  const catchAll = rules.findIndex((rule) => rule.when === undefined)
  if (catchAll < 0 || catchAll === rules.length - 1) return []
  return [
    fault(
      `/rules/${catchAll + 1}`,
      'rule_unreachable',
      `The rule "${rules[catchAll]?.name}" before it takes everything.`,
    ),
  ]
}

/** What a schema cannot see: order of bands, steps nobody can fill, rules nobody can reach. */
export function policyFaults(policy: PolicyRules): FieldError[] {
  const perRule = policy.rules.flatMap((rule, index) => [
    ...bandFaults(rule.bands, `/rules/${index}/bands`),
    ...rule.bands.flatMap((band, place) => stepFaults(band, `/rules/${index}/bands/${place}`)),
    ...stepFaults(rule.above, `/rules/${index}/above`),
  ])
  return [...perRule, ...shadowFaults(policy.rules)]
}
