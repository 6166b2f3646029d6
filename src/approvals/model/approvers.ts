import type { Currency } from '#src/kernel/currency.ts'
import { compare, decimal } from '#src/kernel/decimal.ts'
import { fromMinor } from '#src/kernel/money.ts'
import type { Principal } from '#src/platform/actor.ts'
import type { ApproverRef, Mandate, PolicyRules } from './policy.ts'
import { type Route, routeOf } from './route.ts'
import { amountIn, type Subject } from './subject.ts'

/** A member as approvals see one. */
export interface Approver {
  readonly memberId: string
  readonly personId: string
  readonly name: string
  readonly roles: readonly string[]
}

/** The company's people at this moment. Members who have left are not in it. */
export interface Directory {
  readonly members: readonly Approver[]
  /** Member ids of the managers of a dimension value. */
  managersOf(dimension: string, value: string): readonly string[]
}

export type ExclusionReason = 'enteredIt' | 'mandateTooSmall'

export interface Exclusion {
  readonly approver: Approver
  readonly reason: ExclusionReason
}

/** A step with the people who may sign it now. */
export interface StaffedStep {
  /** Place in the route, from 1. */
  readonly no: number
  readonly order: number
  readonly name: string
  /** Signatures asked for; where the policy says "all", everybody it names, also those who may not sign. */
  readonly need: number
  readonly candidates: readonly Approver[]
  readonly excluded: readonly Exclusion[]
}

/** The people of each step, and who stands in. */
export interface Staffing {
  readonly steps: readonly StaffedStep[]
  /** Default approvers who may sign this subject; they fill what a step lacks. */
  readonly standIns: readonly Approver[]
}

/** The whole way of one subject: the route by the rules, and its people. */
export interface StaffedRoute extends Staffing {
  readonly route: Route
}

/** Whether a person, or the credential he acts with, put the subject there. */
export const isInConflict = (
  enteredBy: readonly Principal[],
  actor: { personId: string | null; credentialId: string | null },
): boolean =>
  enteredBy.some(
    (principal) =>
      (principal.personId !== null && principal.personId === actor.personId) ||
      (principal.credentialId !== null && principal.credentialId === actor.credentialId),
  )

function lookUp(ref: ApproverRef, subject: Subject, directory: Directory): readonly Approver[] {
  if ('role' in ref) return directory.members.filter((member) => member.roles.includes(ref.role))
  const ids = memberIds(ref, subject, directory)
  return directory.members.filter((member) => ids.includes(member.memberId))
}

function memberIds(ref: Exclude<ApproverRef, { role: string }>, subject: Subject, directory: Directory): string[] {
  if ('member' in ref) return [ref.member]
  if ('dynamic' in ref) return subject.supplierApproverId ? [subject.supplierApproverId] : []
  const values = (subject.lines ?? []).flatMap((line) => line.dimensions[ref.managerOf] ?? [])
  return [...new Set(values)].flatMap((value) => directory.managersOf(ref.managerOf, value))
}

/** A mandate in another currency than the subject's does not reach: without a rate nobody knows what it allows. */
function hasMandate(member: Approver, mandates: readonly Mandate[], subject: Subject, currency: Currency): boolean {
  const mandate = mandates.find((granted) => granted.member === member.memberId)
  if (!mandate) return true
  const amount = amountIn(subject, currency)
  return amount !== undefined && compare(fromMinor(amount, currency), decimal(mandate.upTo)) <= 0
}

/** Why a member may not sign the subject, whatever step asks him; undefined when he may. */
export function exclusionOf(member: Approver, subject: Subject, policy: PolicyRules): ExclusionReason | undefined {
  if (isInConflict(subject.enteredBy, { personId: member.personId, credentialId: null })) return 'enteredIt'
  return hasMandate(member, policy.mandates, subject, policy.currency) ? undefined : 'mandateTooSmall'
}

/** Everybody the references name, once each, split into those who may sign and those who may not. */
function staff(refs: readonly ApproverRef[], subject: Subject, directory: Directory, policy: PolicyRules) {
  const named = new Map(refs.flatMap((ref) => lookUp(ref, subject, directory)).map((one) => [one.personId, one]))
  const candidates: Approver[] = []
  const excluded: Exclusion[] = []
  for (const approver of named.values()) {
    const reason = exclusionOf(approver, subject, policy)
    if (reason) excluded.push({ approver, reason })
    else candidates.push(approver)
  }
  return { candidates, excluded }
}

/**
 * Finds the people of every step of the subject's route. Who entered the subject is left out everywhere; where a step
 * asks for all, each person left out is owed by a stand-in, so that the number of eyes stays what the policy says.
 */
export function staffRoute(policy: PolicyRules, subject: Subject, directory: Directory): StaffedRoute {
  const route = routeOf(policy, subject)
  const standIns = staff(policy.defaultApprovers, subject, directory, policy).candidates
  const steps = route.steps.map((step, index): StaffedStep => {
    const { candidates, excluded } = staff(step.approvers, subject, directory, policy)
    const everybody = Math.max(1, candidates.length + excluded.length)
    const need = step.need === 'any' ? 1 : step.need === 'all' ? everybody : step.need
    return { no: index + 1, order: step.order, name: step.name, need, candidates, excluded }
  })
  return { route, steps, standIns }
}
