import { query } from '#src/platform/command/index.ts'
import { listRounds, loadApproval, type Round } from './approval.store.ts'
import { type Approval, standingOf } from './approval.ts'
import { type Change, changesBetween } from './model/changes-between.ts'
import { withoutPolicy } from './model/policy.ts'
import { type Route, routeOf } from './model/route.ts'
import type { Subject } from './model/subject.ts'
import type { Tally } from './model/tally.ts'
import { loadRules } from './policy.store.ts'

export interface Explanation {
  readonly approval: Approval
  readonly route: Route
  readonly standing: Tally
  readonly rounds: readonly (Omit<Round, 'subject'> & { readonly changes: readonly Change[] })[]
  /** The same in sentences. */
  readonly summary: readonly string[]
}

/** Why this approval goes the way it goes: which rule took it and why, who may sign, whom it waits for, what changed. */
export const explainApproval = query(
  'approval.explain',
  { can: 'approvals:read' },
  async (cx, { approvalId }: { approvalId: string }): Promise<Explanation> => {
    const approval = await loadApproval(cx, approvalId)
    const rules = approval.policy ? await loadRules(cx, approval.policy) : withoutPolicy(approval.subject)
    const route = routeOf(rules, approval.subject)
    const standing = standingOf(approval)
    const rounds = await listRounds(cx, approvalId)
    const told = rounds.map(({ subject, ...round }, place) => {
      const before = rounds[place - 1]
      return { ...round, changes: before ? changesBetween(before.subject, subject) : [] }
    })
    return { approval, route, standing, rounds: told, summary: summarise(approval, route, standing) }
  },
)

function summarise({ policy, status, round, subject }: Approval, route: Route, standing: Tally): string[] {
  const last = route.findings.at(-1)
  const unknown = last?.verdict === 'unknown' ? last.facts.filter((fact) => fact.verdict === 'unknown') : []
  const band = route.bandUpTo === null ? '' : `, in its band up to ${route.bandUpTo}`
  const way = route.rule
    ? `The rule "${route.rule}" of version ${policy?.version} took it${band}.`
    : unknown.length > 0
      ? `The rule "${last?.rule}" could not be answered (${unknown.map(({ fact }) => fact).join(', ')}), so the default approvers decide.`
      : policy
        ? 'No rule of the policy holds, so the default approvers decide.'
        : `The company had no policy for this, so every ${rolesOf(subject).join(', ')} may decide.`
  const changed = round > 1 ? [`It changed ${round - 1} times; earlier signatures count no more.`] : []
  if (route.isAutomatic) return [way, ...changed, 'It needs no signature.']
  return [way, ...changed, ...standing.steps.map((step) => stepSentence(step)), `It is ${status}.`]
}

/** Who decides without a policy, by role. */
const rolesOf = (subject: Subject): string[] =>
  withoutPolicy(subject).defaultApprovers.flatMap((approver) => ('role' in approver ? [approver.role] : []))

function stepSentence({ no, name, need, signedBy, waitingFor, status, isStuck }: Tally['steps'][number]): string {
  const start = `Step ${no}, ${name}: ${signedBy.length} of ${need} signed`
  if (status === 'signed') return `${start}.`
  const people = waitingFor.map((approver) => approver.name).join(', ') || 'nobody'
  return `${start}; ${status === 'open' ? 'waits for' : 'will then wait for'} ${people}${isStuck ? ', too few who may sign' : ''}.`
}
