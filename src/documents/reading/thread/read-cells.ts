import type { Word } from '../page-words.ts'
import { cellPicture } from './cell-picture.ts'
import type { Cell } from './find-cells.ts'
import type { GreyImage } from './grey-image.ts'
import type { Recogniser } from './recognise.ts'
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
  read(cells: readonly Cell[]): Word[] {
    return cells.flatMap((cell) => {
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
      return spaceWords(words, cell, this.isTyped)
    })
  }
}
