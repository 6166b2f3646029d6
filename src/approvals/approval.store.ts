import { toJson } from '#src/kernel/json.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Approval, ApprovalStatus, Decision, PolicyVersionRef } from './approval.ts'
import type { Staffing } from './model/approvers.ts'
import { type Subject, type SubjectJson, subjectFromJson } from './model/subject.ts'
import type { Tally } from './model/tally.ts'

defineConstraint(
  'approvals_pending_subject_key',
  'approval_pending',
  'This is being put up for approval by another request; read it again.',
)
defineConstraint('approval_decisions_person_key', 'approval_signed_already', 'You have signed this already.')
defineConstraint('approval_decisions_for_person_key', 'approval_signed_already', 'This place is signed already.')

export interface ApprovalRow {
  id: string
  status: ApprovalStatus
  is_automatic: boolean
  round: number
  round_version: number
  subject: SubjectJson
  policy_id: string | null
  policy_version: number | null
  staffed: Staffing
  decisions: (Omit<Decision, 'decidedAt'> & { decidedAt: string })[]
  version: number
  created_at: Date
  updated_at: Date
  decided_at: Date | null
}

export const WHOLE = `a.id, a.status, a.is_automatic, a.round, a.round_version, a.staffed, a.version, a.created_at, a.updated_at,
  a.decided_at, r.subject, r.policy_id, r.policy_version,
  coalesce((select json_agg(json_build_object('id', d.id, 'round', d.round, 'stepNo', d.step_no, 'decision', d.decision,
      'personId', d.person_id, 'personName', d.person_name, 'forPersonId', d.for_person_id, 'forPersonName', d.for_person_name,
      'to', d.to_approver, 'note', d.note, 'contentHash', d.content_hash, 'decidedAt', d.decided_at) order by d.id)
    from approval_decisions d where d.company_id = a.company_id and d.approval_id = a.id), '[]') as decisions
  from approvals a join approval_rounds r on r.company_id = a.company_id and r.approval_id = a.id and r.round = a.round`

export const toApproval = (row: ApprovalRow): Approval => ({
  id: row.id,
  status: row.status,
  isAutomatic: row.is_automatic,
  round: row.round,
  roundVersion: row.round_version,
  subject: subjectFromJson(row.subject),
  policy:
    row.policy_id === null || row.policy_version === null ? null : { id: row.policy_id, version: row.policy_version },
  staffing: row.staffed,
  decisions: row.decisions.map((decision) => ({ ...decision, decidedAt: new Date(decision.decidedAt) })),
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  decidedAt: row.decided_at,
})

export async function loadApproval(cx: Cx, approvalId: string): Promise<Approval> {
  const rows = await cx.sql<ApprovalRow>(
    `select ${WHOLE} where a.company_id = $1 and a.id = $2`,
    [cx.companyId, approvalId],
    'load_approval',
  )
  return rows[0] ? toApproval(rows[0]) : fail('not_found', 'There is no such approval.')
}

/** The approval with its row locked: decisions about one approval happen one after the other. */
export async function lockApproval(cx: Cx, approvalId: string): Promise<Approval> {
  await cx.sql('select id from approvals where company_id = $1 and id = $2 for update', [cx.companyId, approvalId])
  return loadApproval(cx, approvalId)
}

/** The pending approval of a subject, locked; undefined when there is none. */
export async function lockPending(cx: Cx, kind: string, subjectId: string): Promise<Approval | undefined> {
  const rows = await cx.sql<{ id: string }>(
    `select id from approvals where company_id = $1 and subject_kind = $2 and subject_id = $3 and status = 'pending' for update`,
    [cx.companyId, kind, subjectId],
    'lock_pending_approval',
  )
  return rows[0] ? loadApproval(cx, rows[0].id) : undefined
}

export interface NewApproval {
  readonly id: string
  readonly status: ApprovalStatus
  readonly isAutomatic: boolean
  readonly subject: Subject
  readonly policy: PolicyVersionRef | null
  readonly staffing: Staffing
}

const principals = (subject: Subject): string[] => [
  ...new Set(
    subject.enteredBy.flatMap(({ personId, credentialId }) => [personId, credentialId].filter((id) => id !== null)),
  ),
]

export async function insertApproval(cx: Cx, approval: NewApproval): Promise<void> {
  const { id, status, isAutomatic, subject, policy, staffing } = approval
  await cx.sql(
    `with made as (
       insert into approvals (company_id, id, subject_kind, subject_id, status, is_automatic, round, round_version,
         supplier_id, entered_by, staffed, created_at, updated_at, decided_at)
       values ($1, $2, $3, $4, $5, $6, 1, 1, $7, $8, $9, $10, $10, case when $5 = 'pending' then null else $10::timestamptz end))
     insert into approval_rounds (company_id, approval_id, round, subject, policy_id, policy_version, requested_by, opened_at)
     values ($1, $2, 1, $11, $12, $13, $14, $10)`,
    [
      cx.companyId,
      id,
      subject.kind,
      subject.id,
      status,
      isAutomatic,
      subject.supplierId,
      principals(subject),
      toJson(staffing),
      cx.now,
      toJson(subject),
      policy?.id,
      policy?.version,
      cx.actor.name,
    ],
    'insert_approval',
  )
}

/** Opens the next round of a pending approval with other content; decisions of earlier rounds count no more. */
export async function insertRound(cx: Cx, before: Approval, next: Omit<NewApproval, 'id'>): Promise<void> {
  await cx.sql(
    `insert into approval_rounds (company_id, approval_id, round, subject, policy_id, policy_version, requested_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      cx.companyId,
      before.id,
      before.round + 1,
      toJson(next.subject),
      next.policy?.id,
      next.policy?.version,
      cx.actor.name,
      cx.now,
    ],
  )
  await cx.sql(
    `update approvals set status = $3, is_automatic = $4, round = round + 1, round_version = version + 1,
       version = version + 1, supplier_id = $5, entered_by = $6, staffed = $7, updated_at = $8,
       decided_at = case when $3 = 'pending' then null else $8::timestamptz end
     where company_id = $1 and id = $2`,
    [
      cx.companyId,
      before.id,
      next.status,
      next.isAutomatic,
      next.subject.supplierId,
      principals(next.subject),
      toJson(next.staffing),
      cx.now,
    ],
  )
}

/** Writes where the approval stands now; the caller holds its lock. */
export async function moveApproval(
  cx: Cx,
  approval: Approval,
  status: ApprovalStatus,
  staffing: Staffing,
): Promise<void> {
  const rows = await cx.sql(
    `update approvals set status = $4, staffed = $5, version = version + 1, updated_at = $6,
       decided_at = case when $4 = 'pending' then null else $6::timestamptz end
     where company_id = $1 and id = $2 and version = $3 and status = 'pending' returning id`,
    [cx.companyId, approval.id, approval.version, status, toJson(staffing), cx.now],
  )
  if (rows.length === 0) fail('approval_closed', 'The approval is decided already; read it again.')
}

/** Makes the inbox rows again from the tally: everybody whom an open step waits for. */
export async function putAssignees(cx: Cx, approvalId: string, standing: Tally): Promise<void> {
  const open = standing.status === 'pending' ? standing.steps.filter((step) => step.status === 'open') : []
  const seats = open.flatMap((step) =>
    step.waitingFor.map((approver) => ({ no: step.no, personId: approver.personId })),
  )
  await cx.sql('delete from approval_assignees where company_id = $1 and approval_id = $2', [cx.companyId, approvalId])
  if (seats.length === 0) return
  await cx.sql(
    `insert into approval_assignees (company_id, approval_id, step_no, person_id)
     select $1, $2, * from unnest($3::int[], $4::text[])`,
    [cx.companyId, approvalId, seats.map(({ no }) => no), seats.map(({ personId }) => personId)],
  )
}

export async function insertDecision(cx: Cx, approvalId: string, decision: Decision): Promise<void> {
  await cx.sql(
    `insert into approval_decisions (company_id, id, approval_id, round, step_no, decision, person_id, person_name,
       for_person_id, for_person_name, to_approver, note, content_hash, credential, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      cx.companyId,
      decision.id,
      approvalId,
      decision.round,
      decision.stepNo,
      decision.decision,
      decision.personId,
      decision.personName,
      decision.forPersonId,
      decision.forPersonName,
      decision.to && toJson(decision.to),
      decision.note,
      decision.contentHash,
      `${cx.actor.kind}:${cx.actor.id}`,
      cx.now,
    ],
  )
}

export interface Round {
  readonly round: number
  readonly subject: Subject
  readonly policy: PolicyVersionRef | null
  readonly requestedBy: string
  readonly openedAt: Date
}

interface RoundRow {
  round: number
  subject: SubjectJson
  policy_id: string | null
  policy_version: number | null
  requested_by: string
  opened_at: Date
}

export async function listRounds(cx: Cx, approvalId: string): Promise<Round[]> {
  const rows = await cx.sql<RoundRow>(
    'select * from approval_rounds where company_id = $1 and approval_id = $2 order by round',
    [cx.companyId, approvalId],
  )
  return rows.map((row) => ({
    round: row.round,
    subject: subjectFromJson(row.subject),
    policy:
      row.policy_id === null || row.policy_version === null ? null : { id: row.policy_id, version: row.policy_version },
    requestedBy: row.requested_by,
    openedAt: row.opened_at,
  }))
}
