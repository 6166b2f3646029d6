import { Worker } from 'node:worker_threads'
import { Problem } from '#src/kernel/problem.ts'
import { isWithoutEntry } from './without-entry.ts'

/** What the thread is sent. */
export interface ThreadTask<Job> {
  readonly id: number
  readonly job: Job
}

/** What it answers: the outcome, or why there is none. */
export type ThreadReport<Done> =
  | { readonly id: number; readonly done: Done; readonly refusal?: undefined }
  | { readonly id: number; readonly refusal: Refusal }

export interface Refusal {
  /** Code of a problem; none for what nobody expected. */
  readonly code: string | undefined
  readonly message: string
}

interface Waiting<Done> {
  readonly resolve: (done: Done) => void
  readonly reject: (error: unknown) => void
}

export interface JobThreadOptions {
  /** For logs: "the printing thread". */
  readonly name: string
  /**
   * Address of the module that calls `answerJobs`, asked for when a job comes: on Workers a module has no address, which
   * may not be asked for before.
   */
  readonly entry: () => URL
  /** A thread that is not done with anything for so long is ended. Milliseconds. */
  readonly jobMs: number
  /** What a job fails with where there are no threads. */
  readonly unavailable: () => Problem
}

/** How long an idle thread is kept, milliseconds. */
const IDLE_MS = 60_000

/**
 * Work that would hold up a server is done one job after the other in a thread beside it, which starts with the first job,
 * does not hold the process, and is ended when it rests or hangs. A job fails with the problem that it met there.
 */
export class JobThread<Job, Done> {
  readonly #options: JobThreadOptions
  #running: RunningThread<Job, Done> | undefined

  constructor(options: JobThreadOptions) {
    this.#options = options
  }

  run(job: Job): Promise<Done> {
    this.#running ??= new RunningThread(this.#options, (ended) => {
      if (this.#running === ended) this.#running = undefined
    })
    return this.#running.run(job)
  }
}

class RunningThread<Job, Done> {
  readonly #worker: Worker
  readonly #options: JobThreadOptions
  readonly #onEnd: (self: RunningThread<Job, Done>) => void
  readonly #waiting = new Map<number, Waiting<Done>>()
  #count = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: JobThreadOptions, onEnd: (self: RunningThread<Job, Done>) => void) {
    this.#options = options
    this.#onEnd = onEnd
    this.#worker = start(options)
    this.#worker.on('message', (report: ThreadReport<Done>) => this.#hear(report))
    this.#worker.on('error', (error) => this.#end(isWithoutEntry(error) ? options.unavailable() : error))
    this.#worker.on('exit', () => this.#end(new Error(`${options.name} ended`)))
    this.#worker.unref()
  }

  run(job: Job): Promise<Done> {
    this.#count += 1
    const id = this.#count
    this.#worker.ref()
    this.#within(this.#options.jobMs)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, job } satisfies ThreadTask<Job>)
    })
  }

  #hear(report: ThreadReport<Done>): void {
    const waiting = this.#waiting.get(report.id)
    this.#waiting.delete(report.id)
    if (this.#waiting.size === 0) this.#worker.unref()
    this.#within(this.#waiting.size === 0 ? IDLE_MS : this.#options.jobMs)
    if (report.refusal) waiting?.reject(errorOf(report.refusal))
    else waiting?.resolve(report.done)
  }

  /** Ends the thread unless something is heard of it before. */
  #within(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#worker.terminate(), ms).unref()
  }

  /** Whoever still waits is told, and the next one gets a new thread. */
  #end(error: unknown): void {
    clearTimeout(this.#timer)
    this.#onEnd(this)
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

/** `execArgv` is empty as Node reads our TypeScript by itself. */
function start({ entry, unavailable }: JobThreadOptions): Worker {
  try {
    return new Worker(entry(), { execArgv: [] })
  } catch {
    throw unavailable()
  }
}

const errorOf = ({ code, message }: Refusal): unknown =>
  code === undefined ? new Error(message) : new Problem(code, message)
