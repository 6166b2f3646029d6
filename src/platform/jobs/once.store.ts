import type { Cx } from '../cx.ts'

/**
 * True the first time that this job reaches it in a transaction that commits, false ever after. A queue delivers at
 * least once; a handler whose verb is not idempotent by itself asks here, inside the command, before it acts.
 */
export async function once(cx: Cx, jobId: string): Promise<boolean> {
  const rows = await cx.sql<{ job_id: string }>(
    `insert into job_receipts (company_id, job_id, done_at) values ($1, $2, $3)
     on conflict do nothing returning job_id`,
    [cx.companyId, jobId, cx.now],
    'job_once',
  )
  return rows.length === 1
}
