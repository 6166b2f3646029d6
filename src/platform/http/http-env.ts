import type { Platform } from '../platform.ts'
import type { Authenticator } from './authenticator.ts'
import type { RateLimiter } from './rate-limit.ts'

/** What the HTTP layer is built from, the same for every request. */
export interface HttpParts {
  readonly platform: Platform
  readonly authenticator: Authenticator
  readonly limiter: RateLimiter
  /** Counts what needs no credential, by address; there is none where everybody who can ask is trusted. */
  readonly publicLimiter?: RateLimiter
}

export interface HttpEnv {
  Variables: {
    http: HttpParts
    requestId: string
    /** Headers that the answer to this request has besides its own: plain, as building them one by one costs more. */
    sent: Record<string, string>
    /** Whether the answer was made with the headers in `sent`. */
    isSent: boolean
  }
}
