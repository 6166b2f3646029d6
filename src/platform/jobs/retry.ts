import { isProblem } from '#src/kernel/problem.ts'
import type { JobSettings } from './job-kind.ts'

/** The longest wait between two tries. */
export const MAX_BACKOFF_MS = 6 * 3_600_000

/** An error that names its own wait, such as a vendor's Retry-After. */
interface Patient {
  readonly retryAfterSeconds: number
}

const isPatient = (error: unknown): error is Patient =>
  typeof error === 'object' &&
  error !== null &&
  'retryAfterSeconds' in error &&
  typeof error.retryAfterSeconds === 'number'

/**
 * How long to wait before the next try: what the error asks for, else the kind's backoff doubled with every try made,
 * each time up to a quarter longer so that jobs which failed together do not come back together.
 */
export function backoffMs(settings: JobSettings, attemptsMade: number, error: unknown, random = Math.random()): number {
  const doubled = settings.backoffMs * 2 ** Math.max(0, attemptsMade - 1)
  const asked = isProblem(error) ? error.options.retryAfterSeconds : isPatient(error) ? error.retryAfterSeconds : 0
  const wait = Math.max(doubled, (asked ?? 0) * 1000)
  return Math.round(Math.min(MAX_BACKOFF_MS, wait) * (1 + random / 4))
}
