/**
 * Requests per credential in a fixed window of one minute, told by the RateLimit headers of the IETF draft
 * (draft-ietf-httpapi-ratelimit-headers-10). Counted per process: the HTTP layer never waits on another system.
 */
const WINDOW_MS = 60_000
const MAX_CREDENTIALS = 50_000

interface Window {
  startMs: number
  used: number
}

export interface RateVerdict {
  readonly isAllowed: boolean
  readonly retryAfterSeconds: number
  readonly headers: Readonly<Record<string, string>>
}

export class RateLimiter {
  readonly #windows = new Map<string, Window>()
  readonly #perMinute: number
  readonly #policy: string

  constructor(perMinute: number, name = 'credential') {
    this.#perMinute = perMinute
    this.#policy = name
  }

  /** Counts one request of the credential (or address) at the instant. */
  take(credential: string, nowMs: number): RateVerdict {
    const window = this.#windowOf(credential, nowMs)
    window.used += 1
    const left = Math.max(0, this.#perMinute - window.used)
    const resetSeconds = Math.max(1, Math.ceil((window.startMs + WINDOW_MS - nowMs) / 1000))
    return {
      isAllowed: window.used <= this.#perMinute,
      retryAfterSeconds: resetSeconds,
      headers: {
        'ratelimit-policy': `"${this.#policy}";q=${this.#perMinute};w=60`,
        ratelimit: `"${this.#policy}";r=${left};t=${resetSeconds}`,
      },
    }
  }

  #windowOf(credential: string, nowMs: number): Window {
    const known = this.#windows.get(credential)
    if (known && nowMs - known.startMs < WINDOW_MS) return known
    if (this.#windows.size >= MAX_CREDENTIALS) this.#windows.clear()
    const fresh = { startMs: nowMs, used: 0 }
    this.#windows.set(credential, fresh)
    return fresh
  }
}
