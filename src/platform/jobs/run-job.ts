import { UnrecoverableError } from 'bullmq'
import { z } from 'zod'
import { isId, newId } from '#src/kernel/id.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { type Actor, systemActor } from '../actor.ts'
import type { Call } from '../cx.ts'
import type { Platform } from '../platform.ts'
import type { JobKind, JobRun } from './job-kind.ts'

/** What lies in the queue: the tenant and request that the outbox row came from, and the payload. */
export const QueuedJob = z.object({
  tenant: z.string(),
  timeZone: z.string(),
  requestId: z.string(),
  payload: z.unknown(),
})
export type QueuedJob = z.infer<typeof QueuedJob>

/** The parts of a BullMQ job that running needs. */
export interface PickedJob {
  readonly id?: string | undefined
  readonly name: string
  readonly data: unknown
  readonly attemptsMade: number
}

export class JobTimeout extends Error {
  override readonly name = 'JobTimeout'
}

/** Refusals that another try cannot change. */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 403, 404, 410, 413, 415, 422])

/**
 * Runs one picked job as the system, in the company of its outbox row. A payload out of schema and a refusal that
 * cannot change end the job at once; everything else is tried again. What the verb answers stays out of the queue: it
 * belongs to the tenant, and amounts are no JSON.
 */
export async function runJob(platform: Platform, kind: JobKind<unknown>, job: PickedJob): Promise<void> {
  const queued = QueuedJob.safeParse(job.data)
  const payload = kind.schema.safeParse(queued.data?.payload)
  if (!queued.success || !payload.success) {
    const reason = queued.error?.message ?? payload.error?.message
    throw new UnrecoverableError(`${job.name} has a payload out of its schema: ${reason}`)
  }
  const timeout = new AbortController()
  const run: JobRun = {
    id: job.id ?? newId('request'),
    attempt: job.attemptsMade + 1,
    isLastAttempt: job.attemptsMade + 1 >= kind.settings.attempts,
    signal: timeout.signal,
  }
  try {
    await within(kind, timeout, kind.handle(callFor(platform, kind, queued.data), payload.data, run))
  } catch (error) {
    if (isProblem(error) && FINAL_STATUSES.has(error.kind.status)) {
      throw Object.assign(new UnrecoverableError(`${error.code}: ${error.message}`), { cause: error })
    }
    throw error
  }
}

function callFor(platform: Platform, kind: JobKind<unknown>, { tenant, timeZone, requestId }: QueuedJob): Call {
  const isCompany = isId('company', tenant)
  const actor: Actor = isCompany || tenant === '' ? systemActor(kind.name) : { ...systemActor(kind.name), id: tenant }
  return { platform, actor, companyId: isCompany ? tenant : '', requestId, timeZone, dryRun: false }
}

async function within<T>(kind: JobKind<unknown>, timeout: AbortController, work: Promise<T>): Promise<T> {
  const { timeoutMs } = kind.settings
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new JobTimeout(`${kind.name} took more than ${timeoutMs} ms`)
      timeout.abort(error)
      reject(error)
    }, timeoutMs)
  })
  try {
    return await Promise.race([work, expired])
  } finally {
    clearTimeout(timer)
  }
}
