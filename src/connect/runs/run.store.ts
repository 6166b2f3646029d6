import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { OperationFault } from '../operations/operation.ts'
import type { Checkpoint, PullKind } from '../sdk.ts'
import type { RunCause, RunStatus, SyncRun } from './run.ts'

interface RunRow {
  id: string
  connection_id: string
  pull: PullKind
  cause: RunCause
  status: RunStatus
  pages: number
  records: number
  changed: number
  fault: OperationFault | null
  version: number
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

const toRun = (row: RunRow): SyncRun => ({
  id: row.id,
  connectionId: row.connection_id,
  pull: row.pull,
  cause: row.cause,
  status: row.status,
  pages: row.pages,
  records: row.records,
  changed: row.changed,
  fault: row.fault,
  version: row.version,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})

export interface RunKey {
  readonly connectionId: string
  readonly pull: PullKind
}

/** Queues a run, or gives the one that is queued already: two wishes for the same pull are one. */
export async function queueRun(
  cx: Cx,
  { connectionId, pull }: RunKey,
  cause: RunCause,
): Promise<{ run: SyncRun; isNew: boolean }> {
  const [made] = await cx.sql<RunRow>(
    `insert into sync_runs (company_id, id, connection_id, pull, cause, status, created_at)
     values ($1, $2, $3, $4, $5, 'queued', $6)
     on conflict (company_id, connection_id, pull) where status = 'queued' do nothing returning *`,
    [cx.companyId, newId('run'), connectionId, pull, cause, cx.now],
  )
  if (made) return { run: toRun(made), isNew: true }
  const [known] = await cx.sql<RunRow>(
    `select * from sync_runs where company_id = $1 and connection_id = $2 and pull = $3 and status = 'queued'`,
    [cx.companyId, connectionId, pull],
  )
  // It began between the two statements: its successor is what was wished for.
  return known ? { run: toRun(known), isNew: false } : queueRun(cx, { connectionId, pull }, cause)
}

/**
 * Takes a queued run into work. A run of the same pull that has said nothing for `staleMs` belongs to a process that
 * died and is closed first. Undefined when the run is not queued any more or another one works.
 */
export async function beginRun(cx: Cx, id: string, staleMs: number): Promise<SyncRun | undefined> {
  const stale = new Date(cx.now.getTime() - staleMs)
  await cx.sql(
    `update sync_runs s set status = 'failed', fault = '{"kind":"unavailable","fields":[]}', finished_at = $3, version = s.version + 1
     from sync_runs q
     where q.company_id = $1 and q.id = $2 and s.company_id = $1 and s.connection_id = q.connection_id and s.pull = q.pull
       and s.status = 'running' and s.started_at < $4`,
    [cx.companyId, id, cx.now, stale],
  )
  const [row] = await cx.sql<RunRow>(
    `update sync_runs s set status = 'running', started_at = $3, version = s.version + 1
     where company_id = $1 and id = $2 and status = 'queued'
       and not exists (select from sync_runs r where r.company_id = $1 and r.connection_id = s.connection_id
                         and r.pull = s.pull and r.status = 'running')
     returning *`,
    [cx.companyId, id, cx.now],
  )
  return row && toRun(row)
}

export async function countPage(cx: Cx, id: string, records: number, changed: number): Promise<void> {
  const rows = await cx.sql(
    `update sync_runs set pages = pages + 1, records = records + $3, changed = changed + $4, version = version + 1
     where company_id = $1 and id = $2 and status = 'running' returning id`,
    [cx.companyId, id, records, changed],
  )
  if (rows.length === 0) fail('state_conflict', 'The run was closed meanwhile.')
}

export async function endRun(cx: Cx, id: string, fault: OperationFault | null): Promise<SyncRun> {
  const [row] = await cx.sql<RunRow>(
    `update sync_runs set status = $3, fault = $4, finished_at = $5, version = version + 1
     where company_id = $1 and id = $2 and status = 'running' returning *`,
    [cx.companyId, id, fault ? 'failed' : 'done', fault ? JSON.stringify(fault) : null, cx.now],
  )
  return row ? toRun(row) : fail('state_conflict', 'The run was closed meanwhile.')
}

export async function loadRun(cx: Cx, id: string): Promise<SyncRun> {
  const [row] = await cx.sql<RunRow>('select * from sync_runs where company_id = $1 and id = $2', [cx.companyId, id])
  return row ? toRun(row) : fail('not_found', 'There is no such sync run in this company.')
}

export interface RunFilter {
  readonly connectionId?: string | undefined
  readonly status?: RunStatus | undefined
  readonly after: string | undefined
  readonly limit: number
}

export async function selectRuns(cx: Cx, filter: RunFilter): Promise<SyncRun[]> {
  const rows = await cx.sql<RunRow>(
    `select * from sync_runs
     where company_id = $1 and id > $2 and ($3::text is null or connection_id = $3) and ($4::text is null or status = $4)
     order by id limit $5`,
    [cx.companyId, filter.after ?? '', filter.connectionId ?? null, filter.status ?? null, filter.limit],
  )
  return rows.map(toRun)
}

export async function loadCheckpoint(cx: Cx, { connectionId, pull }: RunKey): Promise<Checkpoint | null> {
  const [row] = await cx.sql<{ checkpoint: Checkpoint }>(
    'select checkpoint from connection_checkpoints where company_id = $1 and connection_id = $2 and pull = $3',
    [cx.companyId, connectionId, pull],
  )
  return row?.checkpoint ?? null
}

export async function saveCheckpoint(cx: Cx, { connectionId, pull }: RunKey, checkpoint: Checkpoint): Promise<void> {
  await cx.sql(
    `insert into connection_checkpoints (company_id, connection_id, pull, checkpoint, updated_at)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, connection_id, pull) do update
       set checkpoint = excluded.checkpoint, updated_at = excluded.updated_at`,
    [cx.companyId, connectionId, pull, JSON.stringify(checkpoint), cx.now],
  )
}
