import type { Locale } from '#src/kernel/locale.ts'
import type { Fact } from './sheet.ts'
import { type SheetWord, word } from './sheet-words.ts'

export type Labelled = readonly [SheetWord, string | undefined]

/** The facts that there are, with their words. */
export const said = (locale: Locale, facts: readonly Labelled[]): Fact[] =>
  facts.flatMap(([label, value]) => (value ? [{ label: word(locale, label), value }] : []))
