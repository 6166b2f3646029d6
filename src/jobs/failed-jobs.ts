import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import { retryJob } from '#src/platform/jobs/retry-job.ts'
import { isKnown, listFailedRows, markRetried } from './failed-job.store.ts'
import type { FailedJob, FailedJobFilter } from './failed-job.ts'

/** Jobs of the company whose tries were used up, the latest first. */
export const listFailedJobs = query('failedJob.list', { can: 'audit:read' }, (cx, filter: FailedJobFilter) =>
  listFailedRows(cx, filter),
)

/** Has a failed job started again, with all of its tries. Fails with job_not_failed when it was already. */
export const retryFailedJob = command(
  'failedJob.retry',
  { can: 'companies:write' },
  async (cx, failedJobId: string): Promise<FailedJob> => {
    const restarted = await markRetried(cx, failedJobId)
    if (!restarted) {
      if (!(await isKnown(cx, failedJobId))) fail('not_found', 'There is no such failed job.')
      return fail('job_not_failed', 'The job was started again already; it is told of here if it fails once more.')
    }
    const { jobId, ...job } = restarted
    cx.enqueue(retryJob, { name: job.name, jobId })
    cx.audit({ kind: 'failedJob', id: failedJobId }, { job: job.name, jobId })
    return job
  },
)
