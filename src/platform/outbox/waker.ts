import type { Pool } from 'pg'
import type { Logger } from '../log.ts'

/** Channel on which processes tell each other that outbox rows were committed. */
export const OUTBOX_CHANNEL = 'bilag_outbox'
/**
 * Between two tellings; the wakes between become one, and one after a rest is told at once. NOTIFY serialises commits,
 * so it never stands in a transaction of work.
 */
const GATHER_MS = 5

export interface Waker {
  /** Says that rows were committed. Returns at once. */
  readonly wake: () => void
  /** Called for wakes of this process; wakes of others come by LISTEN. Answers how to stop. */
  onWake(listener: () => void): () => void
}

export function createWaker(pool: Pool, log: Pick<Logger, 'warn'>): Waker {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let toldAtMs = Number.NEGATIVE_INFINITY
  const tell = (): void => {
    timer = undefined
    toldAtMs = performance.now()
    for (const listener of listeners) listener()
    // Others are told too; a failure costs them at most their next poll.
    pool
      .query(`select pg_notify('${OUTBOX_CHANNEL}', '')`)
      .catch((error: unknown) => log.warn({ err: error }, 'notify failed'))
  }
  return {
    wake: () => {
      timer ??= setTimeout(tell, Math.max(0, toldAtMs + GATHER_MS - performance.now()))
      timer.unref()
    },
    onWake: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
