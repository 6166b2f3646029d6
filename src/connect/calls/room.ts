import type { Limits } from '../sdk.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** How long a call waits that finds the places taken. */
const PLACE_WAIT_MS = 500

/** Calls of one connection in the rolling minute and day before `now`, and those that have no answer yet. */
export interface CallCounts {
  readonly running: number
  readonly inMinute: number
  readonly inDay: number
  readonly oldestInMinute: Date | null
  readonly oldestInDay: Date | null
  readonly blockedUntil: Date | null
}

/** Zero when the limits leave room for one more call, else the milliseconds until they may. */
export function waitForRoom(limits: Limits, counts: CallCounts, now: Date): number {
  const until = (since: Date | null, windowMs: number): number =>
    since ? Math.max(1, since.getTime() + windowMs - now.getTime()) : windowMs
  if (counts.blockedUntil && counts.blockedUntil > now) return counts.blockedUntil.getTime() - now.getTime()
  if (counts.inDay >= limits.perDay) return until(counts.oldestInDay, DAY_MS)
  if (counts.inMinute >= limits.perMinute) return until(counts.oldestInMinute, MINUTE_MS)
  return counts.running >= limits.concurrent ? PLACE_WAIT_MS : 0
}
