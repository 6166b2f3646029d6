import type { PageWords, Word } from '../page-words.ts'
import { around, CELL_GAP, type PlacedWord, type Row } from './row.ts'

/** A word space is about half a letter wide; a gap wider than this many letters parts two cells. */
const CELL_GAP_LETTERS = 1.7

interface OpenRow {
  readonly words: Word[]
  /** Of the last word: a row of a crooked scan climbs or falls slowly. */
  middle: number
  height: number
}

const middleOf = ({ box }: Word): number => box.y + box.height / 2

/** How legible a word is of which the font does not say all signs. */
const GUESSED = 0.7

/** A sign that the font does not name, between letters or figures: the one that such fonts leave out is the hyphen. */
const withHyphens = (word: Word): Word =>
  word.text.includes('\0')
    ? { ...word, text: word.text.replaceAll('\0', '-'), confidence: Math.min(word.confidence, GUESSED) }
    : word

const isUsable = ({ text, box }: Word): boolean =>
  text.trim() !== '' && [box.x, box.y, box.width, box.height].every(Number.isFinite) && box.height > 0 && box.width >= 0

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 1
}

const NO_ROWS: ReadonlySet<OpenRow> = new Set()

/** Open rows by height on the page, so that a word meets only rows near it. */
class Shelf {
  readonly rows: OpenRow[] = []
  private readonly near = new Map<number, Set<OpenRow>>()
  private readonly step: number

  constructor(step: number) {
    this.step = step
  }

  private slot(middle: number): number {
    return Math.round(middle / this.step)
  }

  private shelve(row: OpenRow): void {
    const slot = this.slot(row.middle)
    const shelf = this.near.get(slot)
    if (shelf) shelf.add(row)
    else this.near.set(slot, new Set([row]))
  }

  /** The row whose last word stands level with the word. */
  private find(word: Word): OpenRow | undefined {
    const middle = middleOf(word)
    const slot = this.slot(middle)
    let best: OpenRow | undefined
    let least = Number.POSITIVE_INFINITY
    for (let near = slot - 1; near <= slot + 1; near += 1) {
      for (const row of this.near.get(near) ?? NO_ROWS) {
        const distance = Math.abs(row.middle - middle)
        if (distance > 0.5 * Math.min(word.box.height, row.height) || distance >= least) continue
        best = row
        least = distance
      }
    }
    return best
  }

  add(word: Word): void {
    const row = this.find(word)
    if (!row) {
      const opened = { words: [word], middle: middleOf(word), height: word.box.height }
      this.rows.push(opened)
      this.shelve(opened)
      return
    }
    this.near.get(this.slot(row.middle))?.delete(row)
    row.words.push(word)
    row.middle = middleOf(word)
    row.height = word.box.height
    this.shelve(row)
  }
}

function placeWords(words: readonly Word[]): { text: string; placed: PlacedWord[] } {
  const letter = median(words.map(({ text, box }) => box.width / Math.max(text.length, 1)))
  const placed: PlacedWord[] = []
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  for (const word of words) {
    if (text !== '') text += word.box.x - right > CELL_GAP_LETTERS * letter ? CELL_GAP : ' '
    const start = text.length
    text += word.text.trim()
    placed.push({ word, start, end: text.length })
    right = Math.max(right, word.box.x + word.box.width)
  }
  return { text, placed }
}

/**
 * The printed lines of a page, from top to bottom. Words are chained from left to right to the row that they stand
 * level with, so a slightly turned page keeps its rows. Time grows with the number of words.
 */
export function groupRows(page: PageWords, firstIndex = 0): Row[] {
  const words = page.words
    .map(withHyphens)
    .filter(isUsable)
    .sort((a, b) => a.box.x - b.box.x)
  const shelf = new Shelf(Math.max(median(words.map(({ box }) => box.height)), 0.01))
  for (const word of words) shelf.add(word)
  return shelf.rows
    .map((row) => ({ row, box: around(row.words.map(({ box }) => box)) }))
    .sort((a, b) => a.box.y + a.box.height / 2 - (b.box.y + b.box.height / 2))
    .map(({ row, box }, index) => {
      const { text, placed } = placeWords(row.words)
      return {
        page: page.page,
        pageWidth: page.width,
        pageHeight: page.height,
        index: firstIndex + index,
        text,
        words: placed,
        box,
        source: page.source,
      }
    })
}
