import type { Pool } from 'pg'
import type { Config } from '#src/config.ts'
import type { Clock } from './clock.ts'
import type { FileStore } from './files/index.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Waker } from './outbox/waker.ts'
import type { Secrets } from './secrets/index.ts'

/** Connection pools by database role: neither role owns anything, both are bound by row level security. */
export interface Database {
  /** Role bilag_app: every request and job of one company. */
  readonly app: Pool
  /** Role bilag_worker: relays and dispatchers that work across companies on the few tables opened to them. */
  readonly worker: Pool
}

/** The outside world, built once in deps.ts and handed down. */
export interface Platform {
  readonly db: Database
  readonly config: Config
  readonly log: Logger
  readonly clock: Clock
  readonly files: FileStore
  readonly secrets: Secrets
  /** Tells the relays that outbox rows were committed. */
  readonly waker: Waker
  readonly metrics: Metrics
}
