import { newId } from '#src/kernel/id.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { approvalDecided, approvalRequested } from './approval.events.ts'
import {
  insertApproval,
  insertRound,
  loadApproval,
  lockPending,
  type NewApproval,
  putAssignees,
} from './approval.store.ts'
import { type Approval, standingOf } from './approval.ts'
import { loadDirectory } from './directory.ts'
import { staffRoute } from './model/approvers.ts'
import { withoutPolicy } from './model/policy.ts'
import { routeOf } from './model/route.ts'
import type { Subject } from './model/subject.ts'
import { type FoundRules, findRules, loadRules } from './policy.store.ts'

/**
 * Puts a subject up for approval. The policy may approve it at once (`isAutomatic`); the caller then goes on by itself.
 * While an approval of the subject is pending the same content gives that approval, and other content opens its next
 * round, in which earlier signatures count no more, under the version of the policy that it began with.
 */
export const requestApproval = command(
  'approval.request',
  { can: null },
  async (cx: Cx, subject: Subject): Promise<Approval> => {
    const pending = await lockPending(cx, subject.kind, subject.id)
    if (pending && pending.subject.contentHash === subject.contentHash) {
      cx.audit({ kind: 'approval', id: pending.id }, { isUnchanged: true })
      return pending
    }
    const found = await rulesFor(cx, subject, pending)
    const next = await judgeSubject(cx, subject, found)
    const id = pending?.id ?? newId('approval')
    if (pending) await insertRound(cx, pending, next)
    else await insertApproval(cx, { id, ...next })
    const approval = await loadApproval(cx, id)
    if (pending || !next.isAutomatic) await putAssignees(cx, id, standingOf(approval))
    cx.audit(
      { kind: 'approval', id },
      { subject: { kind: subject.kind, id: subject.id }, status: next.status, policy: next.policy },
    )
    tell(cx, approval)
    return approval
  },
)

async function rulesFor(cx: Cx, subject: Subject, pending: Approval | undefined): Promise<FoundRules | undefined> {
  if (!pending) return findRules(cx, subject.kind, subject.policyId)
  return pending.policy ? { ref: pending.policy, rules: await loadRules(cx, pending.policy) } : undefined
}

async function judgeSubject(cx: Cx, subject: Subject, found: FoundRules | undefined): Promise<Omit<NewApproval, 'id'>> {
  const rules = found?.rules ?? withoutPolicy(subject)
  const shared = { subject, policy: found?.ref ?? null }
  if (routeOf(rules, subject).isAutomatic) {
    return { ...shared, status: 'approved', isAutomatic: true, staffing: { steps: [], standIns: [] } }
  }
  const { steps, standIns } = staffRoute(rules, subject, await loadDirectory(cx))
  return { ...shared, status: 'pending', isAutomatic: false, staffing: { steps, standIns } }
}

function tell(cx: Cx, { id, version, status, isAutomatic, round, subject }: Approval): void {
  const about = { id, version, status, subject: { kind: subject.kind, id: subject.id, version: subject.version } }
  if (isAutomatic) cx.emit(approvalDecided, { ...about, decision: 'automatic', missing: 0 })
  else cx.emit(approvalRequested, { ...about, round })
}
