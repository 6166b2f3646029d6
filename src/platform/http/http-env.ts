import type { Platform } from '../platform.ts'
import type { Authenticator } from './authenticator.ts'
import type { RateLimiter } from './rate-limit.ts'

/** What the HTTP layer is built from, the same for every request. */
export interface HttpParts {
  readonly platform: Platform
  readonly authenticator: Authenticator
  readonly limiter: RateLimiter
}

export interface HttpEnv {
  Variables: { http: HttpParts; requestId: string }
}
