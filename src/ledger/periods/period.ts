import type { BookDate } from '#src/kernel/book-date.ts'

/** Open takes bookings; closed can be reopened; locked is for good. */
export const PERIOD_STATUSES = ['open', 'closed', 'locked'] as const
export type PeriodStatus = (typeof PERIOD_STATUSES)[number]

/** Legal moves of a period; the database keeps the last row by trigger locked_is_final. */
export const periodMoves: Readonly<Record<PeriodStatus, readonly PeriodStatus[]>> = {
  open: ['closed', 'locked'],
  closed: ['open', 'locked'],
  locked: [],
}

/** An accounting month. */
export interface Period {
  /** "YYYY-MM". */
  readonly id: string
  readonly fiscalYear: string
  readonly startsOn: BookDate
  readonly endsOn: BookDate
  readonly status: PeriodStatus
  readonly changedBy: string | null
  readonly reason: string | null
  readonly version: number
  readonly updatedAt: Date
}

export interface FiscalYear {
  /** "2026", or "2026-27" where the year does not begin in January. */
  readonly id: string
  readonly startsOn: BookDate
  readonly endsOn: BookDate
  readonly createdAt: Date
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** The fiscal year that a date lies in, for books whose years begin with `firstMonth` (1 to 12). */
export function fiscalYearOf(date: BookDate, firstMonth: number): { id: string; startsOn: BookDate; endsOn: BookDate } {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  const first = month >= firstMonth ? year : year - 1
  const startsOn = `${pad(first, 4)}-${pad(firstMonth)}-01` as BookDate
  const last = new Date(Date.UTC(first + 1, firstMonth - 1, 0)).toISOString().slice(0, 10) as BookDate
  const id = firstMonth === 1 ? pad(first, 4) : `${pad(first, 4)}-${pad((first + 1) % 100)}`
  return { id, startsOn, endsOn: last }
}

/** First days of the twelve months of a fiscal year. */
export function monthsOf(startsOn: BookDate): BookDate[] {
  const [year, month] = [Number(startsOn.slice(0, 4)), Number(startsOn.slice(5, 7))]
  return Array.from(
    { length: 12 },
    (_, index) => new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 10) as BookDate,
  )
}
