import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Problem } from '#src/kernel/problem.ts'
import { isWithoutEntry } from '#src/platform/threads/without-entry.ts'
import type { Report, Task } from './thread/messages.ts'
import './reading.problems.ts'

/** A thread that reads, held by one caller at a time. */
export interface ReadingThread {
  /** Asks; `hear` is told every report, and of a thread that ended by itself (out of memory, for one). */
  ask(task: Task, hear: (report: Report | Error) => void): void
  /** Gives the thread back to whoever waits. */
  release(): void
  /** Ends a thread that hangs or is damaged; another one takes its place when needed. */
  discard(): Promise<void>
}

/** OCR does not gain from more threads than processors; each may hold a few hundred megabytes. */
const MOST_THREADS = Math.max(1, Math.min(4, availableParallelism()))
/** How long an idle thread is kept, milliseconds. */
const IDLE_MS = 60_000
/** V8 lets a heap grow to four times what lives in it only where it may be this large; else it collects file by file. */
const HEAP_MB = 2048
/** How often a thread at work is asked for its heap, milliseconds. */
const LOOK_MS = 200

interface Idle {
  readonly worker: Worker
  readonly timer: NodeJS.Timeout
}

/** Who waits for one kind of task. */
interface Lane {
  readonly most: number
  busy: number
  readonly waiting: (() => void)[]
}

let idle: Idle[] = []
/** Somebody looks at a picture while it is drawn: it does not wait for documents that are being read. */
const LANES: Readonly<Record<Task['kind'], Lane>> = {
  words: { most: MOST_THREADS, busy: 0, waiting: [] },
  picture: { most: Math.min(2, MOST_THREADS), busy: 0, waiting: [] },
}

/**
 * Waits for its turn, and gives a thread that waits for work or a new one. Threads at rest do not hold the process.
 * Fails with reading_unavailable where there are none.
 */
export async function readingThread({ kind, limits: { memoryMb } }: Task): Promise<ReadingThread> {
  const lane = LANES[kind]
  while (lane.busy >= lane.most) await new Promise<void>((settle) => lane.waiting.push(settle))
  const worker = takeIdle() ?? start()
  lane.busy += 1
  worker.ref()
  let isHeld = true
  let watch: NodeJS.Timeout | undefined
  const letGo = (): boolean => {
    if (!isHeld) return false
    isHeld = false
    clearInterval(watch)
    lane.busy -= 1
    worker.removeAllListeners()
    lane.waiting.shift()?.()
    return true
  }
  return {
    ask(task, hear) {
      worker.removeAllListeners()
      worker.on('message', hear)
      worker.once('error', (error) => hear(isWithoutEntry(error) ? noThreads() : asError(error)))
      worker.once('exit', (code) => hear(new Error(`the reading thread ended with ${code}`)))
      worker.postMessage(task)
      clearInterval(watch)
      watch = setInterval(() => void whenTooLarge(worker, memoryMb, hear), LOOK_MS)
    },
    release() {
      if (letGo()) rest(worker)
    },
    async discard() {
      if (letGo()) await worker.terminate()
    },
  }
}

/** Ends the threads at rest, and each of the others when it is given back. */
export async function stopReading(): Promise<void> {
  const ended = idle
  idle = []
  for (const { timer } of ended) clearTimeout(timer)
  await Promise.all(ended.map(({ worker }) => worker.terminate()))
}

function takeIdle(): Worker | undefined {
  const found = idle.pop()
  if (!found) return undefined
  clearTimeout(found.timer)
  found.worker.removeAllListeners()
  return found.worker
}

/** The heap's own limit is high, for its pace; what one file may take is less. */
async function whenTooLarge(worker: Worker, memoryMb: number, hear: (error: Error) => void): Promise<void> {
  const heap = await worker.getHeapStatistics().catch(() => undefined)
  const usedMb = (heap?.used_heap_size ?? 0) / 2 ** 20
  if (usedMb > memoryMb) hear(new Error(`the reading thread holds ${Math.round(usedMb)} MB`))
}

/** `execArgv` is empty as Node reads our TypeScript by itself. Its output is not piped: a pipe would hold the process. */
function start(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB }
  try {
    // On Workers a module has no address, which may not be asked for before somebody reads.
    return new Worker(new URL('./thread/reading-thread.ts', import.meta.url), { execArgv: [], resourceLimits })
  } catch {
    throw noThreads()
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

const noThreads = (): Problem =>
  new Problem(
    'reading_unavailable',
    'There are no threads here; pages are read and drawn where Node runs on the installed packages.',
  )

function rest(worker: Worker): void {
  const forget = (): void => {
    idle = idle.filter((one) => one.worker !== worker)
    clearTimeout(timer)
  }
  const timer = setTimeout(() => {
    forget()
    void worker.terminate()
  }, IDLE_MS).unref()
  worker.on('error', forget)
  worker.on('exit', forget)
  worker.unref()
  idle.push({ worker, timer })
}
