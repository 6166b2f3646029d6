import { type Token, tokensOf } from './fold.ts'
import { LEXICON, mendWord, type Step } from './lexicon.ts'
import { boxOf, CELL_GAP, type Row, type Span } from './row.ts'
import type { Concept } from './words/concept.ts'

/** A phrase of the word tables as it stands in a row. */
export interface Label extends Span {
  readonly concepts: readonly Concept[]
  /** Number of words; a longer phrase says more. */
  readonly words: number
  /** Left and right edge on the page. */
  readonly left: number
  readonly right: number
}

function longestFrom(tokens: readonly Token[], words: readonly string[], from: number, text: string) {
  let step: Step = LEXICON
  let best: { concepts: readonly Concept[]; count: number } | undefined
  for (let index = from; index < tokens.length; index++) {
    const [before, token] = [tokens[index - 1], tokens[index]]
    if (index > from && before && token && text.slice(before.end, token.start).includes(CELL_GAP)) break
    const next = step.next.get(words[index] ?? '')
    if (!next) break
    step = next
    if (step.concepts.length > 0) best = { concepts: step.concepts, count: index - from + 1 }
  }
  return best
}

/** "1DU" is part of a postcode, "4x" of a number of goods: no word of two letters. */
const isTailOfCode = (text: string, first: Token, last: Token): boolean =>
  last.end - first.start <= 2 && /\d/.test(text.charAt(first.start - 1))

/** "seller@example.com" says nothing of a seller. */
const isInMailAddress = (text: string, start: number, end: number): boolean =>
  text.charAt(end) === '@' || text.charAt(start - 1) === '@'

/** The phrases of the word tables in a row, longest first at each place, none overlapping another. */
export function findLabels(row: Row): Label[] {
  const tokens = tokensOf(row.text)
  const words = tokens.map(({ text }) => mendWord(text))
  const labels: Label[] = []
  for (let index = 0; index < tokens.length; ) {
    const found = longestFrom(tokens, words, index, row.text)
    const [first, last] = [tokens[index], tokens[index + (found?.count ?? 1) - 1]]
    const isLabel =
      first && last && !isTailOfCode(row.text, first, last) && !isInMailAddress(row.text, first.start, last.end)
    if (found && isLabel) {
      const span = { row, start: first.start, end: last.end }
      const box = boxOf(span)
      labels.push({ ...span, concepts: found.concepts, words: found.count, left: box.x, right: box.x + box.width })
    }
    index += found?.count ?? 1
  }
  return labels
}
