import type { Word } from '../../page-words.ts'
import type { GreyImage } from '../grey-image.ts'
import type { Recogniser } from '../recognise.ts'
import { cellPicture } from './cell-picture.ts'
import type { Cell } from './find-cells.ts'
import { spaceWords } from './space-words.ts'
import { isTyped } from './typed-face.ts'

/** Recognises the words of a page's cells, one cell at a time. */
export class CellReader {
  private readonly isTyped: boolean
  private readonly page: GreyImage
  private readonly engine: Recogniser

  constructor(page: GreyImage, cells: readonly Cell[], engine: Recogniser) {
    this.page = page
    this.engine = engine
    this.isTyped = isTyped(cells)
  }

  /** The words of some of the cells; boxes are in the page's pixels. */
  read(cells: readonly Cell[]): CellWords[] {
    return cells.map((cell) => {
      const { image, left, top, across } = cellPicture(this.page, cell, this.isTyped)
      const words = this.engine.line(image).map((word) => ({
        ...word,
        box: {
          x: Math.round(word.box.x * across) + left,
          y: word.box.y + top,
          width: Math.round(word.box.width * across),
          height: word.box.height,
        },
      }))
      return { cell, words: spaceWords(words, cell, this.isTyped) }
    })
  }

  /** The same with what the engine reads of the whole page, cell by cell the surer of both, and what stands in no cell. */
  lookAgain(readings: readonly CellWords[]): Word[] {
    const again = this.engine.page(this.page)
    const taken = new Set<Word>()
    const words = readings.flatMap(({ cell, words: first }) => {
      const here = again.filter((word) => !taken.has(word) && isIn(word, cell))
      for (const word of here) taken.add(word)
      return sureness(here) > sureness(first) + SURER ? spaceWords(here, cell, this.isTyped) : first
    })
    return [...words, ...again.filter((word) => !taken.has(word) && word.confidence >= LEAST_SURE)]
  }
}

/** What was read of one cell. */
export interface CellWords {
  readonly cell: Cell
  readonly words: readonly Word[]
}

/** A second reading is taken where it is surer by this; words in no cell, where they are as sure. */
const SURER = 0.05
const LEAST_SURE = 0.6

function isIn({ box }: Word, { x, y, width, height, letter }: Cell): boolean {
  const [across, down] = [box.x + box.width / 2, box.y + box.height / 2]
  const [beside, over] = [letter / 2, letter * 0.3]
  return across > x - beside && across < x + width + beside && down > y - over && down < y + height + over
}

/** The mean confidence of the letters of words, 0 to 1; 0 without any. */
export function sureness(words: readonly Word[]): number {
  const lengthOf = ({ text }: Word): number => text.length
  const letters = words.reduce((sum, word) => sum + lengthOf(word), 0)
  return words.reduce((sum, word) => sum + word.confidence * lengthOf(word), 0) / Math.max(1, letters)
}
