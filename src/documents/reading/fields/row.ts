import type { Box, Word } from '../page-words.ts'

/** Words apart by more than a word space stand in different cells; the text of a row shows it by this gap. */
export const CELL_GAP = '   '

export interface PlacedWord {
  readonly word: Word
  /** Place in the row's text. */
  readonly start: number
  readonly end: number
}

/** One printed line of a page: its words from left to right as one text. */
export interface Row {
  readonly page: number
  readonly pageWidth: number
  readonly pageHeight: number
  /** From 0, through all pages. */
  readonly index: number
  readonly text: string
  readonly words: readonly PlacedWord[]
  readonly box: Box
  readonly source: 'text' | 'ocr'
}

/** Part of a row's text. */
export interface Span {
  readonly row: Row
  readonly start: number
  readonly end: number
}

/** "Rechnung (380) Nr. 471102": the code of a kind of document (UNTDID 1001), in brackets behind its name. */
const CODE = /\(\s?\d{1,3}\s?\)/g

/** The text with the codes in brackets blanked out. */
export const withoutCodes = (text: string): string => text.replace(CODE, (code) => ' '.repeat(code.length))

/** Whether the part of the text is such a code. */
export const isCode = (text: string, start: number, end: number): boolean =>
  end - start <= 3 && /\(\s?$/.test(text.slice(0, start)) && /^\s?\)/.test(text.slice(end))

const EMPTY: Box = { x: 0, y: 0, width: 0, height: 0 }

/** The smallest box around boxes. */
export function around(boxes: readonly Box[]): Box {
  const [first] = boxes
  if (!first) return EMPTY
  let [left, top, right, bottom] = [first.x, first.y, first.x + first.width, first.y + first.height]
  for (const box of boxes) {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const wordsIn = ({ row, start, end }: Span): readonly PlacedWord[] =>
  row.words.filter((one) => one.start < end && one.end > start)

/** The box of the part, cut inside its first and last word by the share of their letters. */
export function boxOf(span: Span): Box {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { word, start, end } of span.row.words) {
    if (start >= span.end || end <= span.start) continue
    const { x, y, width, height } = word.box
    const letters = Math.max(end - start, 1)
    const [from, to] = [Math.max(span.start - start, 0), Math.min(span.end - start, letters)]
    const edge = x + (width * from) / letters
    left = Math.min(left, edge)
    top = Math.min(top, y)
    right = Math.max(right, edge + (width * (to - from)) / letters)
    bottom = Math.max(bottom, y + height)
  }
  return right < left ? EMPTY : { x: left, y: top, width: right - left, height: bottom - top }
}

/** How sure the reader of the page was of the part: its worst word. */
export const legibility = (span: Span): number =>
  wordsIn(span).reduce((worst, { word }) => Math.min(worst, word.confidence), 1)

export const textOf = ({ row, start, end }: Span): string => row.text.slice(start, end)

/** The cells of a row as parts of its text. */
export function cellsOf(row: Row): Span[] {
  const cells: Span[] = []
  let start = 0
  for (const part of row.text.split(CELL_GAP)) {
    if (part.trim() !== '') cells.push({ row, start, end: start + part.length })
    start += part.length + CELL_GAP.length
  }
  return cells
}
