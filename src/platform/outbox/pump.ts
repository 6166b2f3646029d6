import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../log.ts'

export interface PumpSettings {
  readonly name: string
  /** A pass runs at least this often, whether woken or not. */
  readonly pollMs: number
  readonly log: Pick<Logger, 'error'>
  /** One batch. Answers whether more is likely waiting. */
  readonly pass: () => Promise<boolean>
}

export interface Pump {
  /** There is something to do. Returns at once; many wakes are one pass. */
  wake(): void
  /** Lets the pass that is running finish, and starts no other. */
  stop(): Promise<void>
}

const PAUSE_AFTER_ERROR_MS = 1000

/** Runs passes one after the other: until nothing is left, then at each wake and at each poll. */
export function startPump({ name, pollMs, log, pass }: PumpSettings): Pump {
  const stopping = new AbortController()
  let woken = false
  let interrupt: (() => void) | undefined

  const rest = (): Promise<void> =>
    new Promise((settle) => {
      const timer = setTimeout(settle, pollMs)
      interrupt = () => {
        clearTimeout(timer)
        settle()
      }
    })
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = false
      try {
        if (await pass()) continue
      } catch (error) {
        log.error({ err: error, pump: name }, 'pass failed and will be tried again')
        await sleep(PAUSE_AFTER_ERROR_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
        continue
      }
      if (!woken && !stopping.signal.aborted) await rest()
    }
  }
  const running = run()
  const wake = (): void => {
    woken = true
    interrupt?.()
  }
  return {
    wake,
    async stop() {
      stopping.abort()
      wake()
      await running
    },
  }
}
