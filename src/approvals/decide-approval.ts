import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { authorise, command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { approvalDecided } from './approval.events.ts'
import { insertDecision, loadApproval, lockApproval, moveApproval, putAssignees } from './approval.store.ts'
import { type Approval, answersOf, type Decision, standingOf } from './approval.ts'
import { delegatorsOf } from './delegation.store.ts'
import { loadDirectory } from './directory.ts'
import { type Approver, type Directory, exclusionOf, isInConflict, staffRoute } from './model/approvers.ts'
import { type PolicyRules, withoutPolicy } from './model/policy.ts'
import { restaff, type Seat, seatFor, type Tally, tally } from './model/tally.ts'
import { handlerOf } from './on-decided.ts'
import { loadRules } from './policy.store.ts'

export interface DecideApproval {
  readonly approvalId: string
  readonly decision: 'approve' | 'reject' | 'forward'
  /** Version of the approval that the person looked at. */
  readonly seenVersion: number
  /** Hash of the content that the person looked at, where the client keeps it. */
  readonly contentHash?: string | undefined
  /** The reason; needed to reject. */
  readonly note?: string | undefined
  /** Member who takes the place, for a forward. */
  readonly to?: string | undefined
}

/**
 * Records one person's answer and, when it decides, lets the subject's room act in the same transaction. The answer is
 * bound to what the person saw: after a change of content it is refused, after a colleague's signature it is not.
 * Fails: approval_closed, approval_changed, approval_self, approval_person_required, approval_not_assigned,
 * approval_signed_already, approval_note_missing, approval_forward_invalid, and whatever the subject's room refuses.
 */
export const decideApproval = command(
  'approval.decide',
  { can: 'approvals:decide', via: ['paymentOrder.approve', 'party.judgeHold'] },
  async (cx: Cx, input: DecideApproval): Promise<Approval> => {
    const approval = await lockApproval(cx, input.approvalId)
    authorise(cx.actor, handlerOf(approval.subject.kind).can ?? null)
    demandSeen(cx, approval, input)
    const directory = await loadDirectory(cx)
    const rules = approval.policy ? await loadRules(cx, approval.policy) : withoutPolicy(approval.subject)
    const staffing = restaff(approval.staffing, staffRoute(rules, approval.subject, directory), standingOf(approval))
    const me = demandApprover(cx, approval, directory)
    const seat = await demandSeat(cx, tally(staffing, answersOf(approval)), me)
    const decision = toDecision(cx, approval, input, me, seat, directory, rules)
    await insertDecision(cx, approval.id, decision)
    const standing = tally(staffing, answersOf({ round: approval.round, decisions: [...approval.decisions, decision] }))
    await moveApproval(cx, approval, standing.status, staffing)
    await putAssignees(cx, approval.id, standing)
    cx.audit({ kind: 'approval', id: approval.id }, auditOf(approval, decision, standing))
    const { subject } = approval
    cx.emit(approvalDecided, {
      id: approval.id,
      version: approval.version + 1,
      status: standing.status,
      subject: { kind: subject.kind, id: subject.id, version: subject.version },
      decision: input.decision,
      missing: standing.missing,
    })
    await carryOut(cx, approval, standing, decision)
    return loadApproval(cx, approval.id)
  },
)

/** Nobody decides about what he has not seen. Signatures of others since then do not make it another content. */
function demandSeen(cx: Cx, approval: Approval, { seenVersion, contentHash, decision, note }: DecideApproval): void {
  if (cx.ifMatch !== undefined && cx.ifMatch !== approval.version) {
    fail('version_stale', 'The approval has changed since you read it; read it again.')
  }
  if (approval.status !== 'pending') {
    fail('approval_closed', `It is ${approval.status} already.`, { members: { approvalStatus: approval.status } })
  }
  const isSeen = seenVersion >= approval.roundVersion && seenVersion <= approval.version
  if (!isSeen || (contentHash !== undefined && contentHash !== approval.subject.contentHash)) {
    fail('approval_changed', 'The content has changed since you saw it; look at it again and decide then.', {
      members: { version: approval.version },
    })
  }
  if (decision === 'reject' && !note) {
    fail('approval_note_missing', 'Say why you reject it.', {
      errors: [{ pointer: '/note', code: 'required', message: 'a rejection needs a reason' }],
    })
  }
}

/** The member who acts. Who entered the subject, and the credential that proposed it, are refused whatever their role. */
function demandApprover(cx: Cx, { subject }: Approval, directory: Directory): Approver {
  const { personId, id: credentialId } = cx.actor
  if (isInConflict(subject.enteredBy, { personId, credentialId })) {
    fail('approval_self', 'You entered this, or a credential of yours did; somebody else must decide.')
  }
  if (personId === null) fail('approval_person_required', 'Only a person decides; use a person’s credential.')
  const me = directory.members.find((member) => member.personId === personId)
  return me ?? fail('approval_not_assigned', 'You are not a member of this company.')
}

async function demandSeat(cx: Cx, standing: Tally, { personId }: Approver): Promise<Seat> {
  const seat = seatFor(standing, personId, await delegatorsOf(cx, personId))
  if (seat) return seat
  if (standing.spent.has(personId)) fail('approval_signed_already', 'You are counted in this approval already.')
  fail('approval_not_assigned', 'Nobody asks you to decide this now; its explanation says whom it waits for.')
}

function toDecision(
  cx: Cx,
  approval: Approval,
  input: DecideApproval,
  me: Approver,
  seat: Seat,
  directory: Directory,
  rules: PolicyRules,
): Decision {
  const standsFor = directory.members.find((member) => member.personId === seat.forPersonId) ?? me
  return {
    id: newId('decision'),
    round: approval.round,
    stepNo: seat.stepNo,
    decision: input.decision,
    personId: me.personId,
    personName: me.name,
    forPersonId: standsFor.personId,
    forPersonName: standsFor.name,
    to: input.decision === 'forward' ? demandSuccessor(approval, input.to, directory, rules) : null,
    note: input.note ?? null,
    contentHash: approval.subject.contentHash,
    decidedAt: cx.now,
  }
}

/** Somebody who may sign this subject and has no part in it yet. */
function demandSuccessor(
  approval: Approval,
  to: string | undefined,
  directory: Directory,
  rules: PolicyRules,
): Approver {
  const refuse = (message: string): never =>
    fail('approval_forward_invalid', message, {
      errors: [{ pointer: '/to', code: 'approval_forward_invalid', message }],
    })
  const successor = directory.members.find(({ memberId }) => memberId === to)
  if (!successor) return refuse('Name a member of this company to forward it to.')
  const reason = exclusionOf(successor, approval.subject, rules)
  if (reason === 'enteredIt') return refuse(`${successor.name} entered it and cannot decide it.`)
  if (reason === 'mandateTooSmall') return refuse(`${successor.name} may not approve this amount.`)
  const standing = standingOf(approval)
  const hasPart =
    standing.spent.has(successor.personId) ||
    standing.steps.some((step) => step.waitingFor.some(({ personId }) => personId === successor.personId))
  return hasPart ? refuse(`${successor.name} has a part in this approval already.`) : successor
}

const auditOf = ({ round, subject }: Approval, decision: Decision, { status, missing }: Tally): object => ({
  subject: { kind: subject.kind, id: subject.id, version: subject.version },
  decision: decision.decision,
  stepNo: decision.stepNo,
  for: decision.forPersonId,
  contentHash: decision.contentHash,
  round,
  status,
  missing,
})

async function carryOut(cx: Cx, { id, subject }: Approval, { status }: Tally, { note }: Decision): Promise<void> {
  const decided = { subjectId: subject.id, approvalId: id, note }
  if (status === 'approved') await handlerOf(subject.kind).onApproved(cx, decided)
  if (status === 'rejected') await handlerOf(subject.kind).onRejected(cx, { ...decided, reason: note ?? '' })
}
