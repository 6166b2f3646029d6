import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ReadingLimits } from './reading-limits.ts'
import type { Report, Task } from './thread/messages.ts'

/** A thread that reads, held by one caller at a time. */
export interface ReadingThread {
  /** Asks; `hear` is told every report, and of a thread that ended by itself (out of memory, for one). */
  ask(task: Task, hear: (report: Report | Error) => void): void
  /** Gives the thread back to whoever waits. */
  release(): void
  /** Ends a thread that hangs or is damaged; another one takes its place when needed. */
  discard(): Promise<void>
}

const ENTRY = new URL('./thread/reading-thread.ts', import.meta.url)
/** OCR does not gain from more threads than processors; each may hold a few hundred megabytes. */
const MOST_THREADS = Math.max(1, Math.min(4, availableParallelism()))
/** How long an idle thread is kept, milliseconds. */
const IDLE_MS = 60_000

interface Idle {
  readonly worker: Worker
  readonly memoryMb: number
  readonly timer: NodeJS.Timeout
}

let idle: Idle[] = []
let busy = 0
const waiting: (() => void)[] = []

/** Waits for its turn, and gives a thread that waits for work or a new one. Threads at rest do not hold the process. */
export async function readingThread({ memoryMb }: ReadingLimits): Promise<ReadingThread> {
  while (busy >= MOST_THREADS) await new Promise<void>((settle) => waiting.push(settle))
  busy += 1
  const worker = takeIdle(memoryMb) ?? start(memoryMb)
  worker.ref()
  let isHeld = true
  const letGo = (): boolean => {
    if (!isHeld) return false
    isHeld = false
    busy -= 1
    worker.removeAllListeners()
    waiting.shift()?.()
    return true
  }
  return {
    ask(task, hear) {
      worker.removeAllListeners()
      worker.on('message', hear)
      worker.once('error', (error) => hear(error instanceof Error ? error : new Error(String(error))))
      worker.once('exit', (code) => hear(new Error(`the reading thread ended with ${code}`)))
      worker.postMessage(task)
    },
    release() {
      if (letGo()) rest(worker, memoryMb)
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

function takeIdle(memoryMb: number): Worker | undefined {
  const found = idle.find((one) => one.memoryMb === memoryMb)
  if (!found) return undefined
  idle = idle.filter((one) => one !== found)
  clearTimeout(found.timer)
  found.worker.removeAllListeners()
  return found.worker
}

/** `execArgv` is empty as Node reads our TypeScript by itself. Its output is not piped: a pipe would hold the process. */
function start(memoryMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb }
  return new Worker(ENTRY, { execArgv: [], resourceLimits })
}

function rest(worker: Worker, memoryMb: number): void {
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
  idle.push({ worker, memoryMb, timer })
}
