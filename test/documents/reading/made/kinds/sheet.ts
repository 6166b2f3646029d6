import type { FieldName } from '#src/documents/reading/fields/index.ts'
import { below, pick } from '#test/support/random.ts'
import type { Wording } from '../draw-invoice.ts'

/** A document as lines of text, a column a place on the page, with what stands on it. */
export interface MadeDocument {
  readonly text: string
  readonly truth: Partial<Record<FieldName, string>>
}

/** What a kind of document is made with. */
export interface Maker {
  readonly random: () => number
  /** One of the ways of saying it: the even ones or the odd ones, parted by bars. */
  readonly say: (ways: string) => string
}

export const makerOf = (random: () => number, wording: Wording): Maker => ({
  random,
  say: (ways) => {
    const all = ways.split('|')
    const mine = all.filter((_, index) => index % 2 === (wording === 'even' ? 0 : 1))
    return pick(mine.length > 0 ? mine : all, random)
  },
})

const WIDTH = 90

/** A label at the left and a value that ends at the right. */
export const line = (label: string, value: string, width = WIDTH): string =>
  label + value.padStart(Math.max(width - label.length, value.length + 3))

/** Two blocks beside each other. */
export const columns = (left: readonly string[], right: readonly string[]): string =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    `${(left[index] ?? '').padEnd(50)}${right[index] ?? ''}`.trimEnd(),
  ).join('\n')

/** "1 234,50", or with the sign before decimals that is asked for. */
export function money(cents: number, decimals = ',', thousands = ' '): string {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, thousands)
  return `${cents < 0 ? '-' : ''}${whole}${decimals}${String(Math.abs(cents) % 100).padStart(2, '0')}`
}

export const plain = (cents: number): string => (cents / 100).toFixed(2)

export interface Day {
  readonly iso: string
  /** 05.03.2024 */
  readonly dots: string
}

/** A day of the year, so many days after its first of March. */
export function day(year: number, after: number): Day {
  const iso = new Date(Date.UTC(year, 2, 1 + after)).toISOString().slice(0, 10)
  return { iso, dots: iso.split('-').reverse().join('.') }
}

export const year = ({ random }: Maker): number => 2019 + below(7, random)

/** Cents between two sums of whole units. */
export const between = ({ random }: Maker, from: number, to: number): number =>
  from * 100 + below((to - from) * 100, random)
