import {
  type BulkJobOptions,
  createPostgresBackend,
  type JobSchedulerTemplateOptions,
  type PgPool,
  type Processor,
  Queue,
  type RepeatOptions,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { surviveOutages } from '../db/survive.ts'
import { JOB_SCHEMA } from './job-schema.ts'

/** A job that lies in a queue, to be started again once its tries are used up. */
interface QueuedAgain {
  isFailed(): Promise<boolean>
  retry(state: 'failed', options: { resetAttemptsMade: boolean; resetAttemptsStarted: boolean }): Promise<void>
}

/** A queue as the relay and the schedules use it, whatever lies under it. */
export interface JobQueue {
  on(event: 'error', listener: (error: Error) => void): unknown
  addBulk(jobs: { name: string; data: unknown; opts: BulkJobOptions }[]): Promise<unknown>
  upsertJobScheduler(
    id: string,
    repeat: Omit<RepeatOptions, 'key'>,
    template: { name: string; data: unknown; opts: JobSchedulerTemplateOptions },
  ): Promise<unknown>
  getJobSchedulers(): Promise<{ key: string }[]>
  removeJobScheduler(id: string): Promise<boolean>
  getJobCounts(): Promise<Record<string, number>>
  getJob(id: string): Promise<QueuedAgain | undefined>
  close(): Promise<void>
}

export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown
  waitUntilReady(): Promise<unknown>
  close(force?: boolean): Promise<void>
}

/** BullMQ on PostgreSQL, or on Redis: the same queues and workers on both. */
export interface JobBackend {
  readonly name: 'PostgreSQL' | 'Redis'
  queue(topic: string): JobQueue
  worker(topic: string, process: Processor, options: Omit<WorkerOptions, 'connection'>): JobWorker
  close(): Promise<void>
}

/** Connections beside the one that each worker keeps for LISTEN. */
const SPARE_CONNECTIONS = 8

/**
 * The default. All queues share one pool; `topics` workers each keep one of its connections. Role bilag_worker, and
 * pg's own column types, which BullMQ expects.
 */
export function postgresBackend(url: string, topics: number): JobBackend {
  const pool = new Pool({
    connectionString: url,
    options: `-c role=bilag_worker -c search_path=${JOB_SCHEMA}`,
    application_name: 'bilag-jobs',
    max: topics + SPARE_CONNECTIONS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // Every queue and worker hangs its own listener on the shared pool.
  pool.setMaxListeners(0)
  surviveOutages(pool)
  // BullMQ describes the pool in words of its own, which @types/pg do not match to the letter.
  const connection = pool as unknown as PgPool
  const Bull = withBackend(createPostgresBackend)
  return {
    name: 'PostgreSQL',
    queue: (topic) => new Bull.Queue<unknown>(topic, { connection }),
    worker: (topic, process, options) => new Bull.Worker(topic, process, { ...options, connection }),
    close: () => pool.end(),
  }
}

const KEY_PREFIX = 'bilag'

/** For many workers. Adding fails fast while Redis is away (the rows stay in the outbox); workers wait for it. */
export function redisBackend(url: string): JobBackend {
  const adding = new Redis(url, { maxRetriesPerRequest: 1, connectTimeout: 5000, commandTimeout: 10_000 })
  const working = new Redis(url, { maxRetriesPerRequest: null })
  for (const redis of [adding, working]) redis.on('error', () => undefined)
  return {
    name: 'Redis',
    queue: (topic) => new Queue(topic, { connection: adding, prefix: KEY_PREFIX }),
    worker: (topic, process, options) =>
      new Worker(topic, process, { ...options, connection: working, prefix: KEY_PREFIX }),
    async close() {
      await Promise.all([adding, working].map((redis) => redis.quit().catch(() => redis.disconnect())))
    },
  }
}
