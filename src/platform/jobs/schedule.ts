import type { JobKind } from './job-kind.ts'

/** When a schedule fires: every so many milliseconds, or by a cron pattern in a time zone. */
export type ScheduleTimes = { readonly everyMs: number } | { readonly cron: string; readonly timeZone: string }

/** A job that comes by itself. It runs outside companies and usually enqueues the real work. */
export interface Schedule {
  readonly id: string
  readonly times: ScheduleTimes
  readonly job: JobKind<unknown>
  readonly payload: unknown
}

const SCHEDULES = new Map<string, Schedule>()

/** One schedule per id, in the whole installation, however many workers there are. */
export function defineSchedule<T>(id: string, times: ScheduleTimes, job: JobKind<T>, payload: T): Schedule {
  if (SCHEDULES.has(id)) throw new Error(`schedule ${id} is defined twice`)
  const schedule = { id, times, job: job as JobKind<unknown>, payload: job.schema.parse(payload) }
  SCHEDULES.set(id, schedule)
  return schedule
}

export const schedules = (): readonly Schedule[] => [...SCHEDULES.values()]
