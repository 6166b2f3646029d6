import type { Pool } from 'pg'

/** A job that has had its tries. */
export interface JobFailure {
  readonly companyId: string
  readonly id: string
  readonly jobId: string
  readonly name: string
  readonly subjects: readonly string[]
  readonly code: string | null
  readonly reason: string | null
  readonly attempts: number
  readonly requestId: string
  readonly failedAt: Date
}

/** Writes it down; one that was started again and failed again is failed anew. On the worker's pool. */
export async function upsertFailedJob(pool: Pool, failure: JobFailure): Promise<void> {
  await pool.query(
    `insert into failed_jobs (company_id, id, job_id, name, subjects, code, reason, attempts, request_id, status, failed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'failed', $10)
     on conflict (company_id, job_id) do update set code = excluded.code, reason = excluded.reason,
       attempts = failed_jobs.attempts + excluded.attempts, status = 'failed', failed_at = excluded.failed_at`,
    [
      failure.companyId,
      failure.id,
      failure.jobId,
      failure.name,
      failure.subjects,
      failure.code,
      failure.reason,
      failure.attempts,
      failure.requestId,
      failure.failedAt,
    ],
  )
}
