/** A calendar date "YYYY-MM-DD" without a time or a zone: what the books mean by a date. */
export type BookDate = string & { readonly __bookDate: unique symbol }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_MS = 86_400_000

/** Undefined when the text is no existing date of the Gregorian calendar between 1900 and 2999. */
export function parseBookDate(text: string): BookDate | undefined {
  const shape = SHAPE.exec(text)
  if (!shape) return undefined
  const [year, month, day] = [Number(shape[1]), Number(shape[2]), Number(shape[3])]
  if (year < 1900 || year > 2999) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? (text as BookDate) : undefined
}

export function bookDate(text: string): BookDate {
  const date = parseBookDate(text)
  if (!date) throw new RangeError(`not a date: ${text}`)
  return date
}

const toDay = (date: BookDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
const fromDay = (day: number): BookDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as BookDate

export const addDays = (date: BookDate, days: number): BookDate => fromDay(toDay(date) + days)
/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: BookDate, to: BookDate): number => toDay(to) - toDay(from)
export const yearOf = (date: BookDate): number => Number(date.slice(0, 4))
/** The accounting month "YYYY-MM". */
export const monthOf = (date: BookDate): string => date.slice(0, 7)

/** Making a formatter costs a hundred times what using it does; there are about 450 zones at the most. */
const FORMATTERS = new Map<string, Intl.DateTimeFormat>()

/** The calendar date of an instant in a time zone (IANA name). */
export function dateIn(instant: Date, timeZone: string): BookDate {
  const known = FORMATTERS.get(timeZone)
  const formatter = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  if (!known) FORMATTERS.set(timeZone, formatter)
  return formatter.format(instant) as BookDate
}
