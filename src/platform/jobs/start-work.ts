import { listen } from '../outbox/listen.ts'
import { startPump } from '../outbox/pump.ts'
import { relayJobs } from '../outbox/relay-jobs.ts'
import { type EventListener, sequenceEvents } from '../outbox/sequence-events.ts'
import { OUTBOX_CHANNEL } from '../outbox/waker.ts'
import type { Platform } from '../platform.ts'
import { postgresBackend, redisBackend } from './job-backend.ts'
import { type JobKind, jobKinds } from './job-kind.ts'
import { startJobRunner } from './job-runner.ts'
import { type Schedule, schedules } from './schedule.ts'
import './retry-job.ts'
import './sweep.jobs.ts'

export interface WorkOptions {
  /** Owner's connection string of the database; LISTEN and the PostgreSQL queues make connections of their own. */
  readonly databaseUrl: string
  /** Hear every event inside the transaction that puts it into the log: webhooks, connections. */
  readonly listeners?: readonly EventListener[]
  /** Called when events are in the log and what listeners wrote is committed. */
  readonly onSequenced?: () => void
  readonly kinds?: ReadonlyMap<string, JobKind<unknown>>
  readonly schedules?: readonly Schedule[]
}

export interface Work {
  /** Hands on nothing more, lets running jobs finish within the configured time, then closes. */
  stop(): Promise<void>
}

const POLL_MS = 1000

/**
 * Everything a worker does: the queues' workers, the relay of job rows and the sequencer of event rows. Both drains are
 * woken by this process, by NOTIFY of another, and by a poll each second. Redis is used when the configuration has it.
 */
export async function startWork(platform: Platform, options: WorkOptions): Promise<Work> {
  const { databaseUrl, listeners = [], kinds = jobKinds() } = options
  const { log, config } = platform
  const topics = new Set([...kinds.keys()].map((name) => name.split('.')[0]))
  const backend = config.redisUrl ? redisBackend(config.redisUrl) : postgresBackend(databaseUrl, topics.size)
  const runner = await startJobRunner(platform, {
    backend,
    kinds,
    schedules: options.schedules ?? schedules(),
  })
  const names = [...kinds.keys()]
  const jobs = startPump({
    name: 'relay of jobs',
    pollMs: POLL_MS,
    log,
    pass: async () => (await relayJobs(platform, names, runner.add)) > 0,
  })
  const events = startPump({
    name: 'sequencer of events',
    pollMs: POLL_MS,
    log,
    pass: async () => {
      const moved = await sequenceEvents(platform, listeners)
      if (moved > 0) {
        platform.metrics.eventsSequenced(moved)
        jobs.wake()
        options.onSequenced?.()
      }
      return moved > 0
    },
  })
  const wake = (): void => {
    jobs.wake()
    events.wake()
  }
  const stopHearing = platform.waker.onWake(wake)
  const ear = await listen(databaseUrl, OUTBOX_CHANNEL, log, wake)
  log.info({ queue: backend.name, kinds: names.length }, 'worker started')
  const stop = async (): Promise<void> => {
    stopHearing()
    await ear.stop()
    await Promise.all([jobs.stop(), events.stop()])
    await runner.stop(config.stopTimeoutMs)
  }
  let stopped: Promise<void> | undefined
  return {
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
