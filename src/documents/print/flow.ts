import { leading, PAGE, type Pen, type Style } from './pen.ts'

export const LEFT = 56.7
export const RIGHT = 544.2
export const WIDTH = RIGHT - LEFT
const TOP = 62
const BOTTOM = 772

/** One line of a cell. */
export interface CellLine {
  readonly text: string
  readonly style: Style
}

export interface Column {
  readonly x: number
  readonly width: number
  readonly isRight?: boolean
}

/** Where the content has come to, over as many pages as it takes. */
export class Flow {
  readonly pen: Pen
  y = TOP
  /** Drawn again at the top of a page that a table goes on on. */
  #onPage: (() => void) | undefined

  constructor(pen: Pen) {
    this.pen = pen
    this.newPage()
  }

  newPage(): void {
    this.pen.doc.addPage()
    this.y = TOP
    this.#onPage?.()
  }

  /** Goes on on a new page unless so much is left of this one. More than a page is never asked for. */
  room(height: number): void {
    if (this.y + Math.min(height, BOTTOM - TOP - 80) > BOTTOM) this.newPage()
  }

  /** Runs what belongs to one table, whose head is drawn now and again on each page. */
  async table(head: () => void, rows: () => Promise<void>): Promise<void> {
    head()
    this.#onPage = head
    await rows()
    this.#onPage = undefined
  }

  text(text: string, style: Style, width = WIDTH): void {
    for (const line of this.pen.lines(text, width, style)) {
      this.room(leading(style))
      this.pen.line(line, { x: LEFT, y: this.y }, style)
      this.y += leading(style)
    }
  }

  /** Cells beside each other; a row that is longer than the page goes on on the next. */
  row(columns: readonly Column[], cells: readonly (readonly CellLine[])[]): void {
    const count = Math.max(...cells.map((lines) => lines.length))
    for (let index = 0; index < count; index += 1) {
      const lines = cells.map((cell) => cell[index])
      const height = Math.max(...lines.map((line) => (line ? leading(line.style) : 0)))
      this.room(height)
      for (const [place, line] of lines.entries()) {
        const column = columns[place]
        if (!line || !column) continue
        const { x, width, isRight = false } = column
        this.pen.line(line.text, { x: isRight ? x + width : x, y: this.y, isRight }, line.style)
      }
      this.y += height
    }
  }

  /** The lines of a text that fits a column. */
  cell(text: string, { width }: Column, style: Style): CellLine[] {
    return this.pen.lines(text, width, style).map((line) => ({ text: line, style }))
  }

  /** Height of a cell's lines. */
  heightOf(lines: readonly CellLine[]): number {
    return lines.reduce((sum, { style }) => sum + leading(style), 0)
  }
}

export const FOOT = PAGE.height - 52
