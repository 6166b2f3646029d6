import { performance } from 'node:perf_hooks'
import { type ConnectionOptions, type Job, Queue, Worker } from 'bullmq'
import type { Sample } from '../measure.ts'

/** A BullMQ queue with one worker that is held back until it is told to work. */
export interface BenchQueue {
  /** Ids of the jobs that were done. */
  readonly done: Set<string>
  fill(count: number): Promise<void>
  /** Works until all that was filled in is done. */
  drain(): Promise<void>
  close(): Promise<void>
}

const NAME = 'bench'
const CHUNK = 1000

/** BullMQ's classes, on Redis or on another backend. */
export interface Kinds {
  readonly Queue: typeof Queue
  readonly Worker: typeof Worker
}

export async function openQueue(
  connection: unknown,
  concurrency: number,
  work: (job: Job) => Promise<void> = async () => undefined,
  kinds: Kinds = { Queue, Worker },
): Promise<BenchQueue> {
  const options = { connection: connection as ConnectionOptions }
  const queue = new kinds.Queue(NAME, options)
  queue.on('error', () => undefined)
  const done = new Set<string>()
  let wanted = 0
  let settle: (() => void) | undefined
  const process = async (job: Job): Promise<void> => {
    await work(job)
    done.add(String(job.id))
    if (done.size === wanted) settle?.()
  }
  const worker = new kinds.Worker(NAME, process, {
    ...options,
    concurrency,
    autorun: false,
    removeOnComplete: { count: 1000 },
  })
  worker.on('error', () => undefined)
  await worker.waitUntilReady()
  void worker.run()
  await queue.pause()
  let number = 0
  return {
    done,
    async fill(count) {
      done.clear()
      wanted = count
      await queue.pause()
      for (let first = 0; first < count; first += CHUNK) {
        const size = Math.min(CHUNK, count - first)
        const jobs = Array.from({ length: size }, () => {
          number += 1
          return { name: 'nothing', data: { number }, opts: { jobId: `job-${number}` } }
        })
        await queue.addBulk(jobs)
      }
    },
    async drain() {
      const all = new Promise<void>((resolve) => {
        settle = resolve
      })
      await queue.resume()
      await all
    },
    async close() {
      await worker.close(true)
      await queue.close()
    },
  }
}

/** Fills and drains until so many seconds have been spent on draining. */
export const drainQueue =
  (queue: BenchQueue, count: number) =>
  async (seconds: number): Promise<Sample> => {
    let done = 0
    let ms = 0
    while (ms < seconds * 1000) {
      await queue.fill(count)
      const startedMs = performance.now()
      await queue.drain()
      ms += performance.now() - startedMs
      done += count
    }
    return { perSecond: (done * 1000) / ms }
  }
