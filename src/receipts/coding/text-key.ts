import { formatShort, ZERO } from '#src/kernel/decimal.ts'
import type { ReceiptLine } from '../receipt.ts'

const LANGUAGES = ['nb', 'nn', 'sv', 'da', 'de', 'en'] as const
const YEAR = 2024

/** Names of the months: a line of every month is one line, whatever the month. */
const MONTHS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { month })
      return Array.from({ length: 12 }, (_, index) => wordsIn(format.format(new Date(YEAR, index, 1)))).flat()
    }),
  ),
)

function wordsIn(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/**
 * What tells a line of a supplier from its others: the words of its text, without numbers, dates and months, in the
 * order of the alphabet; null when nothing is left.
 */
export function textKey(text: string | null): string | null {
  const words = new Set(wordsIn(text ?? '').filter((word) => !/\p{N}/u.test(word) && !MONTHS.has(word)))
  return words.size === 0 ? null : [...words].sort().join(' ')
}

/** Share of the words that two keys have in common (Jaccard), 0..100. */
export function likeness(a: string, b: string): number {
  const [left, right] = [new Set(a.split(' ')), new Set(b.split(' '))]
  const shared = [...left].filter((word) => right.has(word)).length
  return Math.floor((100 * shared) / (left.size + right.size - shared))
}

/** The seller's item number without case and spaces; null when there is none. */
export const itemKey = (item: string | null): string | null => {
  const key = (item ?? '').toUpperCase().replace(/\s/g, '')
  return key === '' ? null : key
}

/** Category and rate of VAT: a VAT code that a person chose is for lines of the same. */
export const vatKey = ({ vatCategory, vatRate }: Pick<ReceiptLine, 'vatCategory' | 'vatRate'>): string | null =>
  vatCategory === null ? null : `${vatCategory} ${formatShort(vatRate ?? ZERO)}`
