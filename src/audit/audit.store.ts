import type { Actor } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'

export interface AuditEntry {
  readonly id: string
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly detail: object
  readonly actor: Pick<Actor, 'kind' | 'id' | 'personId' | 'name'>
  readonly requestId: string
  readonly occurredAt: Date
}

export interface AuditFilter {
  /** Id of what was changed. */
  readonly subject?: string | undefined
  /** Id of the person, key or connection. */
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly from?: Date | undefined
  /** Exclusive. */
  readonly to?: Date | undefined
  /** Id of the last entry of the page before. */
  readonly after: string | undefined
  readonly limit: number
}

interface AuditRow {
  id: string
  action: string
  subject_kind: string
  subject_id: string
  detail: object
  actor_kind: Actor['kind']
  actor_id: string
  actor_person_id: string | null
  actor_name: string
  request_id: string
  occurred_at: Date
}

const toEntry = (row: AuditRow): AuditEntry => ({
  id: row.id,
  action: row.action,
  subject: { kind: row.subject_kind, id: row.subject_id },
  detail: row.detail,
  actor: { kind: row.actor_kind, id: row.actor_id, personId: row.actor_person_id, name: row.actor_name },
  requestId: row.request_id,
  occurredAt: row.occurred_at,
})

/** Newest first. */
export async function listAuditRows(cx: Cx, filter: AuditFilter): Promise<AuditEntry[]> {
  const { subject, actor, action, from, to, after, limit } = filter
  const rows = await cx.sql<AuditRow>(
    `select id, action, subject_kind, subject_id, detail, actor_kind, actor_id, actor_person_id, actor_name, request_id,
       occurred_at
     from audit_log
     where company_id = $1 and ($2::text is null or id < $2) and ($3::text is null or subject_id = $3)
       and ($4::text is null or actor_id = $4 or actor_person_id = $4) and ($5::text is null or action = $5)
       and ($6::timestamptz is null or occurred_at >= $6) and ($7::timestamptz is null or occurred_at < $7)
     order by id desc limit $8`,
    [cx.companyId, after ?? null, subject ?? null, actor ?? null, action ?? null, from ?? null, to ?? null, limit],
  )
  return rows.map(toEntry)
}
