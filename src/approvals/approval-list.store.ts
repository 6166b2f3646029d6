import type { Cx } from '#src/platform/cx.ts'
import { type ApprovalRow, toApproval, WHOLE } from './approval.store.ts'
import type { Approval, ApprovalStatus } from './approval.ts'
import { type Subject, subjectFromJson } from './model/subject.ts'

export interface ApprovalFilter {
  /** People whose places count as the caller's: himself and who delegated to him. */
  readonly assignees?: readonly string[] | undefined
  /** The caller, whose own content is not shown to him as something to decide. */
  readonly decider?: { readonly personId: string; readonly credentialId: string } | undefined
  readonly status?: ApprovalStatus | undefined
  readonly subjectKind?: string | undefined
  readonly subjectId?: string | undefined
  readonly supplierId?: string | undefined
  readonly updatedSince?: Date | undefined
  readonly afterId?: string | undefined
  readonly limit: number
}

export async function listApprovalRows(cx: Cx, filter: ApprovalFilter): Promise<Approval[]> {
  const { decider } = filter
  const rows = await cx.sql<ApprovalRow>(
    `select ${WHOLE}
     where a.company_id = $1 and a.id > $2
       and ($3::text[] is null or exists (select 1 from approval_assignees s
             where s.company_id = a.company_id and s.approval_id = a.id and s.person_id = any ($3)))
       and ($4::text is null or (not a.entered_by && array[$4, $5]
             and not exists (select 1 from approval_decisions d where d.company_id = a.company_id and d.approval_id = a.id
               and d.round = a.round and d.decision = 'approve' and $4 in (d.person_id, d.for_person_id))))
       and ($6::text is null or a.status = $6)
       and ($7::text is null or a.subject_kind = $7)
       and ($8::text is null or a.subject_id = $8)
       and ($9::text is null or a.supplier_id = $9)
       and ($10::timestamptz is null or a.updated_at >= $10)
     order by a.id limit $11`,
    [
      cx.companyId,
      filter.afterId ?? '',
      filter.assignees,
      decider?.personId,
      decider?.credentialId,
      filter.status,
      filter.subjectKind,
      filter.subjectId,
      filter.supplierId,
      filter.updatedSince,
      filter.limit,
    ],
  )
  return rows.map(toApproval)
}

export async function listPendingIds(cx: Cx, after: string | undefined, limit: number): Promise<string[]> {
  const rows = await cx.sql<{ id: string }>(
    `select id from approvals where company_id = $1 and status = 'pending' and id > $2 order by id limit $3`,
    [cx.companyId, after ?? '', limit],
  )
  return rows.map(({ id }) => id)
}

export interface PastSubject {
  readonly approvalId: string
  readonly subject: Subject
  readonly isAutomatic: boolean
  /** Signatures that its own route asked for. */
  readonly signatures: number
}

export interface PastFilter {
  readonly kinds?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
}

/** What was put up for approval, newest first, as it stands in its last round. */
export async function listPastSubjects(cx: Cx, { kinds, from, to, limit }: PastFilter): Promise<PastSubject[]> {
  const rows = await cx.sql<Pick<ApprovalRow, 'id' | 'subject' | 'is_automatic' | 'staffed'>>(
    `select a.id, r.subject, a.is_automatic, a.staffed
     from approvals a join approval_rounds r on r.company_id = a.company_id and r.approval_id = a.id and r.round = a.round
     where a.company_id = $1 and ($2::text[] is null or a.subject_kind = any ($2))
       and ($3::date is null or (a.created_at at time zone $5)::date >= $3)
       and ($4::date is null or (a.created_at at time zone $5)::date <= $4)
     order by a.id desc limit $6`,
    [cx.companyId, kinds, from, to, cx.timeZone, limit],
  )
  return rows.map((row) => ({
    approvalId: row.id,
    subject: subjectFromJson(row.subject),
    isAutomatic: row.is_automatic,
    signatures: row.staffed.steps.reduce((total, step) => total + step.need, 0),
  }))
}
