import { type Job, UnrecoverableError } from 'bullmq'
import type { Logger } from '../log.ts'
import type { JobOutcome } from '../metrics.ts'
import type { JobRow } from '../outbox/relay-jobs.ts'
import type { Platform } from '../platform.ts'
import type { JobBackend, JobQueue, JobWorker } from './job-backend.ts'
import type { JobKind } from './job-kind.ts'
import { noteFailure } from './note-failure.ts'
import { backoffMs } from './retry.ts'
import { offerRestart } from './retry-job.ts'
import { type QueuedJob, runJob } from './run-job.ts'
import type { Schedule } from './schedule.ts'

export interface JobRunnerOptions {
  readonly backend: JobBackend
  readonly kinds: ReadonlyMap<string, JobKind<unknown>>
  readonly schedules?: readonly Schedule[]
}

export interface JobRunner {
  /** Puts outbox rows into their queues; the job's id is the row's id. */
  add(rows: readonly JobRow[]): Promise<void>
  /** Takes no further job, lets those that run finish, and after `timeoutMs` leaves them to the next worker. */
  stop(timeoutMs: number): Promise<void>
}

/** How long a worker may be silent before its jobs are given to another. */
const LOCK_MS = 15_000
/** A job whose workers die again and again is put aside as failed after so many. */
const MAX_WORKER_DEATHS = 10
const KEEP_DONE = { age: 24 * 3600, count: 5000 }
const KEEP_FAILED = { age: 30 * 24 * 3600 }

const topicOf = (name: string): string => name.slice(0, name.indexOf('.'))
const jobId = (row: JobRow): string => `outbox-${row.id}`

/** Starts a queue and a worker for every topic of the kinds, and sets the schedules. */
export async function startJobRunner(platform: Platform, options: JobRunnerOptions): Promise<JobRunner> {
  const { backend, kinds } = options
  const topics = [...new Set([...kinds.keys()].map(topicOf))]
  const queues = new Map(topics.map((topic) => [topic, backend.queue(topic)]))
  // Without a listener BullMQ prints errors as they are, connection and all.
  for (const queue of queues.values()) queue.on('error', (error) => platform.log.warn({ err: error }, 'job queue'))
  const queueOf = (name: string): JobQueue => {
    const queue = queues.get(topicOf(name))
    if (queue === undefined) throw new Error(`no queue for job ${name}`)
    return queue
  }
  await setSchedules(queues, queueOf, options.schedules ?? [])
  offerRestart(platform, async (name, id) => {
    const job = await queueOf(name).getJob(id)
    if (!job) return false
    // It is told of a moment before the queue puts it aside.
    if (!(await job.isFailed())) throw new Error(`job ${id} is not failed now`)
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })
    return true
  })
  const workers = topics.map((topic) => startWorker(platform, topic, options))
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  return {
    async add(rows) {
      for (const [topic, group] of Map.groupBy(rows, (row) => topicOf(row.name))) {
        await queueOf(`${topic}.`).addBulk(group.map((row) => toBulkJob(kinds, row)))
      }
    },
    async stop(timeoutMs) {
      await closeWorkers(workers, timeoutMs, platform.log)
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await backend.close()
    },
  }
}

function toBulkJob(kinds: JobRunnerOptions['kinds'], row: JobRow) {
  const { tenant, timeZone, requestId, payload } = row
  const data: QueuedJob = { tenant, timeZone, requestId, payload }
  const attempts = kinds.get(row.name)?.settings.attempts ?? 1
  return { name: row.name, data, opts: { jobId: jobId(row), attempts, backoff: { type: 'kind' } } }
}

function startWorker(platform: Platform, topic: string, { backend, kinds }: JobRunnerOptions): JobWorker {
  const { log } = platform
  const process = async (job: Job): Promise<void> => {
    const kind = kinds.get(job.name)
    if (kind === undefined) throw new UnrecoverableError(`this worker does not know job ${job.name}`)
    const startedMs = performance.now()
    const say = (outcome: JobOutcome, error?: unknown): void => {
      const ms = Math.round(performance.now() - startedMs)
      const attempt = job.attemptsMade + 1
      const line = { job: job.name, jobId: job.id, tenant: job.data?.tenant, attempt, outcome, ms }
      if (outcome === 'failed') log.error({ ...line, err: error }, 'job')
      else log.info(error === undefined ? line : { ...line, err: error }, 'job')
      platform.metrics.jobTried(job.name, outcome, ms)
    }
    try {
      await runJob(platform, kind, job)
      say('done')
    } catch (error) {
      const isFinal = error instanceof UnrecoverableError || job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
      say(isFinal ? 'failed' : 'retried', error)
      if (isFinal) await noteFailure(platform, job, error)
      throw error
    }
  }
  const worker = backend.worker(topic, process, {
    concurrency: platform.config.jobConcurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS,
    maxStalledCount: MAX_WORKER_DEATHS,
    removeOnComplete: KEEP_DONE,
    removeOnFail: KEEP_FAILED,
    settings: {
      backoffStrategy: (attemptsMade, _type, error, job) => {
        const settings = kinds.get(job?.name ?? '')?.settings
        return settings === undefined ? 0 : backoffMs(settings, attemptsMade, error)
      },
    },
  })
  worker.on('error', (error) => log.warn({ err: error, topic }, 'job worker'))
  return worker
}

/** Sets the schedules that exist and removes those that an older version left. */
async function setSchedules(
  queues: ReadonlyMap<string, JobQueue>,
  queueOf: (name: string) => JobQueue,
  wanted: readonly Schedule[],
): Promise<void> {
  const ids = new Set(wanted.map(({ id }) => id))
  for (const queue of queues.values()) {
    for (const { key } of await queue.getJobSchedulers()) if (!ids.has(key)) await queue.removeJobScheduler(key)
  }
  for (const { id, times, job, payload } of wanted) {
    const repeat = 'everyMs' in times ? { every: times.everyMs } : { pattern: times.cron, tz: times.timeZone }
    const data: QueuedJob = { tenant: '', timeZone: 'UTC', requestId: `schedule-${id}`, payload }
    const opts = { attempts: job.settings.attempts, backoff: { type: 'kind' } }
    await queueOf(job.name).upsertJobScheduler(id, repeat, { name: job.name, data, opts })
  }
}

async function closeWorkers(workers: readonly JobWorker[], timeoutMs: number, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((settle) => {
    timer = setTimeout(() => settle('late'), timeoutMs)
  })
  const closed = Promise.all(workers.map((worker) => worker.close()))
  if ((await Promise.race([closed, late])) === 'late') {
    log.warn({ timeoutMs }, 'jobs still run; another worker will take them over')
    await Promise.all(workers.map((worker) => worker.close(true)))
  }
  clearTimeout(timer)
}
