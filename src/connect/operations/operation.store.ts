import type { Pool } from 'pg'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ModelKind } from '../models.ts'
import { OPERATION_MOVES, type Operation, type OperationFault, type OperationStatus } from './operation.ts'

interface OperationRow {
  id: string
  connection_id: string
  model: ModelKind
  subject_id: string
  depends_on: string[]
  status: OperationStatus
  attempts: number
  next_at: Date
  external_id: string | null
  external_label: string | null
  fault: OperationFault | null
  version: number
  created_at: Date
  updated_at: Date
}

const toOperation = (row: OperationRow): Operation => ({
  id: row.id,
  connectionId: row.connection_id,
  model: row.model,
  subjectId: row.subject_id,
  dependsOn: row.depends_on,
  status: row.status,
  attempts: row.attempts,
  nextAt: row.next_at,
  external: row.external_id ? { externalId: row.external_id, label: row.external_label ?? row.external_id } : null,
  fault: row.fault,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export interface NewOperation {
  readonly connectionId: string
  readonly model: ModelKind
  readonly subjectId: string
  readonly dependsOn: readonly string[]
}

/** Plans a write once: a second plan for the same record gives the first operation. */
export async function planOnce(cx: Cx, plan: NewOperation): Promise<{ operation: Operation; isNew: boolean }> {
  const values = [cx.companyId, plan.connectionId, plan.model, plan.subjectId]
  const [made] = await cx.sql<OperationRow>(
    `insert into operations (company_id, connection_id, model, subject_id, id, depends_on, status, next_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'planned', $7, $7, $7)
     on conflict (company_id, connection_id, model, subject_id) do nothing returning *`,
    [...values, newId('operation'), plan.dependsOn, cx.now],
  )
  if (made) return { operation: toOperation(made), isNew: true }
  const [known] = await cx.sql<OperationRow>(
    `select * from operations where company_id = $1 and connection_id = $2 and model = $3 and subject_id = $4`,
    values,
  )
  return known ? { operation: toOperation(known), isNew: false } : fail('internal_error', 'The plan was not kept.')
}

export async function loadOperation(cx: Cx, id: string, lock: '' | 'for update' = ''): Promise<Operation> {
  const [row] = await cx.sql<OperationRow>(
    `select * from operations where company_id = $1 and id = $2 ${lock}`,
    [cx.companyId, id],
    lock ? 'lock_operation' : 'load_operation',
  )
  return row ? toOperation(row) : fail('not_found', 'There is no such operation in this company.')
}

/**
 * Takes an operation that is due for one worker, until `until`. Undefined when it is done, not due, in other hands,
 * or when something that it needs is not at the vendor yet.
 */
export async function claimDue(cx: Cx, id: string, until: Date): Promise<Operation | undefined> {
  const [row] = await cx.sql<OperationRow>(
    `update operations o set claimed_until = $4, attempts = attempts + 1, updated_at = $3
     where company_id = $1 and id = $2 and status in ('planned', 'applied') and next_at <= $3
       and (claimed_until is null or claimed_until <= $3)
       and not exists (select from operations n where n.company_id = o.company_id and n.id = any (o.depends_on)
                         and n.status not in ('applied', 'verified'))
     returning *`,
    [cx.companyId, id, cx.now, until],
    'claim_operation',
  )
  return row && toOperation(row)
}

export interface OperationChange {
  readonly status: OperationStatus
  readonly external?: { readonly externalId: string; readonly label: string } | null
  readonly fault: OperationFault | null
  readonly attempts?: number
  readonly nextAt?: Date
  /** Keeps the claim, for the second half of the same work. */
  readonly keepClaim?: boolean
}

/** A guarded move; also lets the claim go. */
export async function moveOperation(cx: Cx, from: Operation, change: OperationChange): Promise<Operation> {
  if (!OPERATION_MOVES[from.status].includes(change.status)) {
    fail('state_conflict', `The operation is ${from.status} and cannot become ${change.status}.`)
  }
  const external = change.external === undefined ? from.external : change.external
  const [row] = await cx.sql<OperationRow>(
    `update operations set status = $4, external_id = $5, external_label = $6, fault = $7, attempts = $8, next_at = $9,
       claimed_until = case when $10 then claimed_until end, version = version + 1, updated_at = $11
     where company_id = $1 and id = $2 and version = $3 returning *`,
    [
      cx.companyId,
      from.id,
      from.version,
      change.status,
      external?.externalId ?? null,
      external?.label.slice(0, 300) ?? null,
      change.fault ? JSON.stringify(change.fault) : null,
      change.attempts ?? from.attempts,
      change.nextAt ?? from.nextAt,
      change.keepClaim === true,
      cx.now,
    ],
  )
  return row ? toOperation(row) : fail('version_stale', 'The operation has changed since you read it; read it again.')
}

/** Operations that wait for this one. */
export async function dependentsOf(cx: Cx, id: string): Promise<string[]> {
  const rows = await cx.sql<{ id: string }>(
    `select id from operations where company_id = $1 and depends_on @> array[$2]::text[] and status = 'planned' order by id`,
    [cx.companyId, id],
  )
  return rows.map((row) => row.id)
}

/** Open operations of a connection, for when it is connected again. */
export async function openOperations(cx: Cx, connectionId: string, limit: number): Promise<string[]> {
  const rows = await cx.sql<{ id: string }>(
    `select id from operations where company_id = $1 and connection_id = $2 and status in ('planned', 'applied')
     order by id limit $3`,
    [cx.companyId, connectionId, limit],
  )
  return rows.map((row) => row.id)
}

export interface OperationFilter {
  readonly connectionId?: string | undefined
  readonly status?: OperationStatus | undefined
  readonly subjectId?: string | undefined
  readonly updatedSince?: Date | undefined
  readonly after: string | undefined
  readonly limit: number
}

export async function selectOperations(cx: Cx, filter: OperationFilter): Promise<Operation[]> {
  const rows = await cx.sql<OperationRow>(
    `select * from operations
     where company_id = $1 and id > $2 and ($3::text is null or connection_id = $3) and ($4::text is null or status = $4)
       and ($5::text is null or subject_id = $5) and ($6::timestamptz is null or updated_at >= $6)
     order by id limit $7`,
    [
      cx.companyId,
      filter.after ?? '',
      filter.connectionId ?? null,
      filter.status ?? null,
      filter.subjectId ?? null,
      filter.updatedSince ?? null,
      filter.limit,
    ],
  )
  return rows.map(toOperation)
}

/** Operations of the installation whose job got lost: due for a while and in nobody's hands; role bilag_worker. */
export async function overdueOperations(
  pool: Pool,
  now: Date,
  graceMs: number,
  limit: number,
): Promise<{ companyId: string; id: string }[]> {
  const { rows } = await pool.query<{ company_id: string; id: string }>(
    `select o.company_id, o.id from operations o
     join connections c on c.company_id = o.company_id and c.id = o.connection_id and c.status = 'active'
     where o.status in ('planned', 'applied') and o.next_at < $1 and (o.claimed_until is null or o.claimed_until < $2)
       and not exists (select from operations n where n.company_id = o.company_id and n.id = any (o.depends_on)
                         and n.status not in ('applied', 'verified'))
     order by o.next_at limit $3`,
    [new Date(now.getTime() - graceMs), now, limit],
  )
  return rows.map(({ company_id, id }) => ({ companyId: company_id, id }))
}
