import { type BookDate, parseBookDate } from '#src/kernel/book-date.ts'
import { fold } from './fold.ts'
import { matchesOf } from './matches.ts'
import type { Row, Span } from './row.ts'
import { MONTHS } from './words/month-names.ts'

export type DayOrder = 'dayFirst' | 'monthFirst'

/** A date as printed. Where day and month could be changed for each other, both readings stand. */
export interface FoundDate extends Span {
  readonly dayFirst: BookDate | undefined
  readonly monthFirst: BookDate | undefined
  /** Four digits for the year, or a month's name: a surer date. */
  readonly isPlain: boolean
  /** Eight digits without a separator: a date only where a label says so. */
  readonly isCompact: boolean
  /** A time of the day follows or goes before. */
  readonly hasTime: boolean
}

/** Years printed with two digits: 00 to 69 are of this century. */
const yearOf = (digits: string): number => {
  const year = Number(digits)
  return digits.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year
}

const two = (value: number): string => String(value).padStart(2, '0')

function dateOf(year: number, month: number, day: number): BookDate | undefined {
  if (year < 1970 || year > 2099) return undefined
  return parseBookDate(`${year}-${two(month)}-${two(day)}`)
}

const SEPARATOR = String.raw`\s?[./\-–,]\s?`
const ISO = new RegExp(String.raw`(?<![\d./-])(\d{4})(${SEPARATOR})(\d{1,2})${SEPARATOR}(\d{1,2})(?![\d])`, 'gu')
const NUMERIC =
  /(?<![\d/]|\d[.,-])(\d{1,2})\s?([./\-–]|,(?=\d{1,2}[.,]\d{4}))\s?(\d{1,2})\s?([./\-–,])\s?((?:19|20)\d{2}|\d{2})(?![\d/]|[.,-]\d)/gu
const DAY_NAMED =
  /(?<![\d\p{L}])(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?\s?[-/.,]?\s?(?:de\s|of\s)?(\p{L}{3,12})\.?\s?[-/.,']?\s?(?:de\s)?((?:19|20)\d{2}|'?\d{2})(?!\d|[.,:]\d)/giu
const NAMED_DAY =
  /(?<!\p{L})(\p{L}{3,12})\.?\s?[-/.]?\s?(\d{1,2})(?:st|nd|rd|th)?\s?[-/.,]?\s?((?:19|20)\d{2})(?!\d)/giu
const YEAR_NAMED = /(?<!\d)((?:19|20)\d{2})\s?[-/.]?\s?(\p{L}{3,12})\s?[-/.]?\s?(\d{1,2})(?!\d)/giu
const COMPACT = /(?<![\d.,\p{L}-])(\d{2})(\d{2})(\d{2})(\d{2})(?![\d.,-])/gu
const TIME = /\d{1,2}\s?[:.]\s?\d{2}(?:\s?[:.]\s?\d{2})?\s?(?:[ap]\.?m\.?)?/iu

type Reading = Pick<FoundDate, 'dayFirst' | 'monthFirst' | 'isPlain' | 'isCompact'>

const one = (date: BookDate | undefined): Reading | undefined =>
  date && { dayFirst: date, monthFirst: date, isPlain: true, isCompact: false }

/** Both readings of two numbers; a number over 12 can be the day only. */
function both(first: number, second: number, year: number, isPlain: boolean): Reading | undefined {
  const dayFirst = dateOf(year, second, first)
  const monthFirst = dateOf(year, first, second)
  return dayFirst || monthFirst ? { dayFirst, monthFirst, isPlain, isCompact: false } : undefined
}

function named(day: string, name: string, year: string): Reading | undefined {
  const month = MONTHS.get(fold(name))
  return month === undefined ? undefined : one(dateOf(yearOf(year.replace("'", '')), month, Number(day)))
}

function compact([, a = '', b = '', c = '', d = '']: RegExpMatchArray): Reading | undefined {
  const yearLast = dateOf(Number(c + d), Number(b), Number(a))
  const date = dateOf(Number(a + b), Number(c), Number(d)) ?? yearLast
  return date && { dayFirst: date, monthFirst: date, isPlain: false, isCompact: true }
}

const isDash = (sign: string): boolean => /[-–]/u.test(sign)

const FORMS: readonly (readonly [RegExp, (match: RegExpMatchArray) => Reading | undefined])[] = [
  [ISO, ([, year = '', , month, day]) => one(dateOf(Number(year), Number(month), Number(day)))],
  [DAY_NAMED, ([, day = '', name = '', year = '']) => named(day, name, year)],
  [NAMED_DAY, ([, name = '', day = '', year = '']) => named(day, name, year)],
  [YEAR_NAMED, ([, year = '', name = '', day = '']) => named(day, name, year)],
  [
    NUMERIC,
    ([, a, sign = '', b, next = '', year = '']) =>
      // "7.30 - 21" is a time of the day
      isDash(sign) === isDash(next) ? both(Number(a), Number(b), yearOf(year), year.length === 4) : undefined,
  ],
  [COMPACT, compact],
]

/** The dates of a row in all forms that are printed, from left to right, none overlapping another. */
export function findDates(row: Row): FoundDate[] {
  const found: Omit<FoundDate, 'hasTime'>[] = []
  if (!/\d/.test(row.text)) return []
  for (const [form, read] of FORMS) {
    for (const match of matchesOf(form, row.text)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((date) => date.start < end && date.end > start)) continue
      const reading = read(match)
      if (!reading) continue
      found.push({ row, start, end, ...reading })
    }
  }
  const text = withoutDates(row.text, found)
  const hasTime = ({ start, end }: Span): boolean =>
    TIME.test(`${text.slice(Math.max(start - 12, 0), start)} ${text.slice(end, end + 20)}`)
  return found.map((date) => ({ ...date, hasTime: hasTime(date) })).sort((a, b) => a.start - b.start)
}

/** "01.07.2014, 01.10.2014": the beginning of the next date is no time of the day. */
function withoutDates(text: string, dates: readonly Span[]): string {
  let rest = text
  for (const { start, end } of dates) rest = rest.slice(0, start) + '~'.repeat(end - start) + rest.slice(end)
  return rest
}

/**
 * Whether the dates of a document put the day or the month first: what the dates that can be read in one way only
 * say; undefined when they say nothing or contradict each other.
 */
export function orderOf(dates: readonly FoundDate[]): DayOrder | undefined {
  const dayFirst = dates.filter((date) => date.dayFirst && !date.monthFirst).length
  const monthFirst = dates.filter((date) => date.monthFirst && !date.dayFirst).length
  if (dayFirst === monthFirst) return undefined
  return dayFirst > monthFirst ? 'dayFirst' : 'monthFirst'
}

export const readDate = (date: FoundDate, order: DayOrder): BookDate | undefined =>
  order === 'dayFirst' ? (date.dayFirst ?? date.monthFirst) : (date.monthFirst ?? date.dayFirst)

/** Whether the order of day and month matters to the date. */
export const isAmbiguous = ({ dayFirst, monthFirst }: FoundDate): boolean =>
  dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst
