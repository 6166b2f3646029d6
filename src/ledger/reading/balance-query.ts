import { type BookDate, bookDate, parseBookDate } from '#src/kernel/book-date.ts'
import type { BalanceFilter } from './balance.ts'

/** "project:P-104,department:20" as dimension values. */
export const readDimensions = (text: string | undefined): Record<string, string> | undefined =>
  text === undefined
    ? undefined
    : Object.fromEntries(text.split(',').map((pair) => pair.split(':').map((part) => part.trim())))

export interface BalanceQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly asOf?: string | undefined
  readonly dimension?: string | undefined
}

/** `asOf` as a date is the last booking date (the earlier of it and `to`); as an instant it is what was recorded. */
export function readBalanceQuery({ from, to, asOf, dimension }: BalanceQuery): BalanceFilter {
  const cut = asOf === undefined ? undefined : parseBookDate(asOf)
  const last = [to, cut].filter((date): date is BookDate => date !== undefined).sort()[0]
  return {
    from: from === undefined ? undefined : bookDate(from),
    to: last,
    recordedUntil: asOf !== undefined && cut === undefined ? new Date(asOf) : undefined,
    dimensions: readDimensions(dimension),
  }
}

/** First and last day of "YYYY-MM". */
export function daysOfPeriod(period: string): { from: BookDate; to: BookDate } {
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5, 7))]
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return { from: bookDate(`${period}-01`), to: bookDate(last) }
}
