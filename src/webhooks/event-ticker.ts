import type { Platform } from '#src/platform/platform.ts'
import { newestSequences, poolSql } from './event.store.ts'

const POLL_MS = 250
const COMPANIES_A_POLL = 500

interface Waiter {
  readonly companyId: string
  readonly seen: number
  readonly settle: (newest: number | undefined) => void
}

/** Tells open streams that their company has a newer event: one poll of the log for all streams of this process. */
export class EventTicker {
  readonly #waiters = new Set<Waiter>()
  readonly #platform: Pick<Platform, 'db' | 'log'>
  #timer: NodeJS.Timeout | undefined

  constructor(platform: Pick<Platform, 'db' | 'log'>) {
    this.#platform = platform
  }

  /** The newest sequence once it is above `seen`; undefined when the time is over or the signal fires. */
  newer(companyId: string, seen: number, timeoutMs: number, signal: AbortSignal): Promise<number | undefined> {
    return new Promise((resolve) => {
      const settle = (newest: number | undefined): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        this.#waiters.delete(waiter)
        resolve(newest)
      }
      const stop = (): void => settle(undefined)
      const timer = setTimeout(stop, timeoutMs)
      const waiter: Waiter = { companyId, seen, settle }
      signal.addEventListener('abort', stop)
      if (signal.aborted) return stop()
      this.#waiters.add(waiter)
      this.#poll()
    })
  }

  #poll(): void {
    if (this.#timer !== undefined || this.#waiters.size === 0) return
    this.#timer = setTimeout(() => {
      this.#look()
        .catch((error: unknown) => this.#platform.log.warn({ err: error }, 'looking for new events failed'))
        .finally(() => {
          this.#timer = undefined
          this.#poll()
        })
    }, POLL_MS)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const companies = [...new Set([...this.#waiters].map(({ companyId }) => companyId))]
    const newest = new Map<string, number>()
    for (let start = 0; start < companies.length; start += COMPANIES_A_POLL) {
      const some = companies.slice(start, start + COMPANIES_A_POLL)
      const found = await newestSequences(poolSql(this.#platform.db.worker), some)
      for (const [companyId, sequence] of found) newest.set(companyId, sequence)
    }
    for (const { companyId, seen, settle } of [...this.#waiters]) {
      const sequence = newest.get(companyId) ?? 0
      if (sequence > seen) settle(sequence)
    }
  }
}

const tickers = new WeakMap<Platform, EventTicker>()

export function tickerOf(platform: Platform): EventTicker {
  const known = tickers.get(platform)
  if (known) return known
  const made = new EventTicker(platform)
  tickers.set(platform, made)
  return made
}
