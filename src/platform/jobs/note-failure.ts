import { isId, newId, PREFIXES } from '#src/kernel/id.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { Platform } from '../platform.ts'
import { type JobFailure, upsertFailedJob } from './failed-job.store.ts'
import { type PickedJob, QueuedJob } from './run-job.ts'

/** Ids of one job that people are led to. */
const SUBJECTS_MAX = 10
const REASON_MAX = 500

/** Ids that the payload names at its top: what the job is about. */
function subjectsOf(payload: unknown): string[] {
  const values = typeof payload === 'object' && payload !== null ? Object.values(payload) : []
  const kinds = Object.keys(PREFIXES) as (keyof typeof PREFIXES)[]
  return values
    .filter((value): value is string => typeof value === 'string' && kinds.some((kind) => isId(kind, value)))
    .slice(0, SUBJECTS_MAX)
}

/** The words of a problem are for people; those of a fault of ours may hold anything, and stay in the log. */
function whyOf(error: unknown): Pick<JobFailure, 'code' | 'reason'> {
  const problem = isProblem(error) ? error : error instanceof Error && isProblem(error.cause) ? error.cause : undefined
  return { code: problem?.code ?? null, reason: problem?.message.slice(0, REASON_MAX) ?? null }
}

/**
 * Tells the people of a company that a job of theirs has had its tries. What keeps it from being told is logged: the
 * failure of the job is not hidden by another.
 */
export async function noteFailure({ db, clock, log }: Platform, job: PickedJob, error: unknown): Promise<void> {
  const { tenant, requestId, payload } = QueuedJob.safeParse(job.data).data ?? {}
  if (job.id === undefined || tenant === undefined || !isId('company', tenant)) return
  const now = clock.now()
  const failure = {
    companyId: tenant,
    id: newId('failedJob', now.getTime()),
    jobId: job.id,
    name: job.name,
    subjects: subjectsOf(payload),
    ...whyOf(error),
    attempts: job.attemptsMade + 1,
    requestId: requestId ?? '',
    failedAt: now,
  }
  await upsertFailedJob(db.worker, failure).catch((fault: unknown) => {
    log.error({ err: fault, jobId: job.id }, 'a failed job could not be told of')
  })
}
