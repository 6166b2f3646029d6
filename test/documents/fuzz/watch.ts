import { Worker } from 'node:worker_threads'

/** Looks from another thread, since one that hangs cannot look at itself. */
const WATCHER = `
const { workerData: { shared, limitMs } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const [number, since] = [new Int32Array(shared, 0, 1), new Float64Array(shared, 8, 1)]
setInterval(() => {
  if (since[0] === 0 || Date.now() - since[0] < limitMs) return
  writeSync(1, 'case ' + Atomics.load(number, 0) + ' takes longer than ' + limitMs + ' ms: the run is ended\\n')
  process.kill(process.pid, 'SIGKILL')
}, 200)
`

export interface Watch {
  begin(number: number): void
  end(): void
  stop(): Promise<number>
}

/** Ends the whole process when a case takes longer than the limit, and says which one it was. */
export function watch(limitMs: number): Watch {
  const shared = new SharedArrayBuffer(16)
  const [current, since] = [new Int32Array(shared, 0, 1), new Float64Array(shared, 8, 1)]
  const worker = new Worker(WATCHER, { eval: true, workerData: { shared, limitMs } })
  worker.unref()
  return {
    begin(number) {
      Atomics.store(current, 0, number)
      since[0] = Date.now()
    },
    end() {
      since[0] = 0
    },
    stop: () => worker.terminate(),
  }
}
