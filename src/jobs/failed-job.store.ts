import type { Cx } from '#src/platform/cx.ts'
import type { FailedJob, FailedJobFilter } from './failed-job.ts'

const COLUMNS = `id, name, subjects, code, reason, attempts, request_id as "requestId", status, failed_at as "failedAt"`

/** The one that failed first time latest comes first. */
export const listFailedRows = (cx: Cx, { status, after, limit }: FailedJobFilter): Promise<FailedJob[]> =>
  cx.sql<FailedJob>(
    `select ${COLUMNS} from failed_jobs
     where company_id = $1 and ($2::text is null or id < $2) and ($3::text is null or status = $3)
     order by id desc limit $4`,
    [cx.companyId, after ?? null, status ?? null, limit],
  )

interface Restarted extends FailedJob {
  readonly jobId: string
}

/** The job that now is to be started again; undefined unless it was failed. */
export async function markRetried(cx: Cx, id: string): Promise<Restarted | undefined> {
  const [row] = await cx.sql<Restarted>(
    `update failed_jobs set status = 'retried' where company_id = $1 and id = $2 and status = 'failed'
     returning ${COLUMNS}, job_id as "jobId"`,
    [cx.companyId, id],
  )
  return row
}

export async function isKnown(cx: Cx, id: string): Promise<boolean> {
  const rows = await cx.sql('select 1 from failed_jobs where company_id = $1 and id = $2', [cx.companyId, id])
  return rows.length > 0
}
