import type { Pool } from 'pg'

const BATCH = 5000

/** Deletes rows older than the instant in batches, so that no statement holds many locks. Answers how many. */
async function deleteOlder(pool: Pool, table: string, column: string, before: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from ${table} where ctid = any (array(select ctid from ${table} where ${column} < $1 limit ${BATCH}))`,
      [before],
    )
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < BATCH) return deleted
  }
}

export const deleteKeptAnswers = (pool: Pool, before: Date): Promise<number> =>
  deleteOlder(pool, 'idempotency_keys', 'created_at', before)

export const deleteFailedJobs = (pool: Pool, before: Date): Promise<number> =>
  deleteOlder(pool, 'failed_jobs', 'failed_at', before)

export const deleteJobReceipts = (pool: Pool, before: Date): Promise<number> =>
  deleteOlder(pool, 'job_receipts', 'done_at', before)
