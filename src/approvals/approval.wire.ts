import { formatMinor } from '#src/kernel/money.ts'
import { type Approval, type Decision, standingOf } from './approval.ts'
import type { Explanation } from './explain-approval.ts'
import type { Approver } from './model/approvers.ts'
import type { Tally } from './model/tally.ts'
import type { Policy, PolicyVersion } from './policy.store.ts'

const person = ({ memberId, name }: Approver) => ({ memberId, name })

const step = ({ no, name, status, need, signedBy, waitingFor, isStuck }: Tally['steps'][number]) => ({
  no,
  name,
  status,
  need,
  signatures: signedBy.length,
  waitingFor: waitingFor.map(person),
  isStuck,
})

const decision = (one: Decision, round: number) => ({
  id: one.id,
  decision: one.decision,
  stepNo: one.stepNo,
  by: one.personName,
  inPlaceOf: one.forPersonId === one.personId ? null : one.forPersonName,
  to: one.to && person(one.to),
  note: one.note,
  counts: one.round === round,
  contentHash: one.contentHash,
  decidedAt: one.decidedAt,
})

/** The approval as the API shows it: people by member, never by the id that they have outside the company. */
export function wireApproval(approval: Approval) {
  const { subject, decisions, round } = approval
  const standing = standingOf(approval)
  const { kind, variant, id, version, title, contentHash, supplierId } = subject
  return {
    id: approval.id,
    status: approval.status,
    isAutomatic: approval.isAutomatic,
    subject: { kind, variant, id, version, title, contentHash, supplierId },
    amount: formatMinor(subject.amountMinor, subject.currency),
    currency: subject.currency,
    policy: approval.policy,
    round,
    missing: approval.status === 'pending' ? standing.missing : 0,
    steps: standing.steps.map(step),
    decisions: decisions.map((one) => decision(one, round)),
    version: approval.version,
    createdAt: approval.createdAt,
    updatedAt: approval.updatedAt,
    decidedAt: approval.decidedAt,
  }
}

export const wireExplanation = ({ approval, summary, route, rounds }: Explanation) => ({
  approval: wireApproval(approval),
  summary,
  rule: route.rule,
  bandUpTo: route.bandUpTo,
  rules: route.findings,
  excluded: approval.staffing.steps.flatMap(({ no, excluded }) =>
    excluded.map(({ approver, reason }) => ({ ...person(approver), stepNo: no, reason })),
  ),
  rounds: rounds.map(({ round, requestedBy, openedAt, changes }) => ({ round, requestedBy, openedAt, changes })),
})

export const wirePolicy = ({ inForce, latestVersion, ...policy }: Policy) => ({
  ...policy,
  ...inForce.rules,
  rulesVersion: inForce.version,
  latestRulesVersion: latestVersion,
  effectiveFrom: inForce.effectiveFrom,
})

export const wireVersion = ({ rules, ...version }: PolicyVersion) => ({ ...version, ...rules })
