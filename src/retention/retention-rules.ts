import type { BookDate } from '#src/kernel/book-date.ts'
import { RETENTION_LAW } from './retention-law.ts'

/** Primary: documents what is booked. Secondary: says more about it. */
export const RETENTION_CLASSES = ['primary', 'secondary'] as const
export type RetentionClass = (typeof RETENTION_CLASSES)[number]

/** What the law has a term for: books and annual accounts, vouchers, and letters around them. */
export type LawClass = 'books' | RetentionClass

/** From which day the term runs: the end of the fiscal year, or of the calendar year in which that ended. */
export type TermStart = 'fiscalYear' | 'calendarYear'

/** How long the law of a country has a class of documents kept. */
export interface RetentionRule {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly class: LawClass
  readonly months: number
  readonly from: TermStart
  /** The day that it came into force; the newest in force counts, also for older documents. */
  readonly validFrom: BookDate
  readonly source: string
}

/**
 * The rule in force on a day; undefined where nobody has written down the law of the country. A document that nobody
 * booked may be a book or an annual account rather than a voucher: it is kept for the longer of both terms.
 */
export function ruleFor(
  country: string,
  name: RetentionClass,
  on: BookDate,
  isBooked = true,
): RetentionRule | undefined {
  const own = inForce(country, name, on)
  const books = name === 'primary' && !isBooked ? inForce(country, 'books', on) : undefined
  return own && books && books.months > own.months ? books : own
}

const inForce = (country: string, name: LawClass, on: BookDate): RetentionRule | undefined =>
  RETENTION_LAW.filter((one) => one.country === country && one.class === name && one.validFrom <= on)
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1)

/** The last day of a term: so many months after the day from which it runs. */
export const endOfTerm = (fiscalYearEndsOn: BookDate, months: number, from: TermStart): BookDate =>
  addMonths(from === 'fiscalYear' ? fiscalYearEndsOn : (`${fiscalYearEndsOn.slice(0, 4)}-12-31` as BookDate), months)

/** The last day of the month that lies so many months after a last day of a month. */
export function addMonths(endsOn: BookDate, months: number): BookDate {
  const [year, month] = [Number(endsOn.slice(0, 4)), Number(endsOn.slice(5, 7))]
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10) as BookDate
}
