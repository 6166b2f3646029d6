import { rejected } from '#src/connect/sdk.ts'
import { equals, formatDecimal, parseDecimal } from '#src/kernel/decimal.ts'

/**
 * Xero's wire has JSON numbers, and so has its SDK. These two functions are the only place where an amount is a
 * JavaScript number: it is only carried, never calculated with, and refused if it would not come back as the same text.
 */
export function numberOf(text: string, field: string): number {
  const number = Number(text)
  const exact = parseDecimal(text)
  const back = parseDecimal(String(number))
  if (!exact || !back || !equals(exact, back)) throw rejected(field, `${text} has more digits than Xero can carry.`)
  return number
}

/** Decimal text of a number of the wire; "0" when it is absent. */
export function textOf(number: number | string | undefined): string {
  const value = parseDecimal(String(number ?? 0))
  return value ? formatDecimal(value) : '0'
}

/** The calendar date of a date of Xero, which the SDK gives as text or, for `/Date(ms+0000)/`, as an instant at midnight UTC. */
export function dateOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'string') return ''
  const ms = /^\/Date\((-?\d+)/.exec(value)?.[1]
  return ms === undefined ? value.slice(0, 10) : new Date(Number(ms)).toISOString().slice(0, 10)
}

/** The instant of an `UpdatedDateUTC`; the epoch when Xero sent none. */
export function instantOf(value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value
  const ms = typeof value === 'string' ? /^\/Date\((-?\d+)/.exec(value)?.[1] : undefined
  return new Date(Number(ms ?? 0))
}

/** A text inside a `where` filter: quotes and backslashes escaped. */
export const quoted = (text: string): string => `"${text.replace(/(["\\])/g, '\\$1')}"`
