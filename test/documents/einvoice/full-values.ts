import { addDays, bookDate } from '#src/kernel/book-date.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import { fc } from '#test/support/property.ts'
import { text } from './invoice-arbitrary.ts'

export const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
export const some = <T>(value: fc.Arbitrary<T>, most: number, least = 0) =>
  fc.array(value, { minLength: least, maxLength: most })
/** Of any length. */
export const long = fc.oneof(
  text,
  text,
  fc.integer({ min: 40, max: 300 }).map((count) => 'Lang tekst, & mer. '.repeat(count).trim()),
)
export const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`))
export const cents = (max: number) =>
  fc.integer({ min: 1, max }).map((units): Decimal => ({ units: BigInt(units), scale: 2 }))

export const date = fc.integer({ min: 0, max: 900 }).map((days) => addDays(bookDate('2025-01-01'), days))
export const period = fc.tuple(date, fc.nat(60)).map(([from, days]) => ({ from, to: addDays(from, days) }))
