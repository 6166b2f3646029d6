import type { Part } from './part.ts'
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
  /** What it is read as; none for what each page repeats. */
  readonly part?: Part | undefined
}

export interface Column {
  readonly x: number
  readonly width: number
  readonly isRight?: boolean
}

/** One line of each of some columns. */
export type LineRow = readonly (CellLine | undefined)[]

export interface Stack {
  readonly columns: readonly Column[]
  readonly rows: readonly LineRow[]
  /** Where it begins on this page. */
  readonly from: number
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

  /** Runs what belongs to one table, whose head is drawn now, to be read as `part`, and again on each page. */
  async table(head: (part?: Part) => void, part: Part, rows: () => Promise<void>): Promise<void> {
    head(part)
    this.#onPage = () => head()
    await rows()
    this.#onPage = undefined
  }

  text(text: string, style: Style, part: Part): void {
    for (const line of this.pen.lines(text, WIDTH, style)) {
      this.room(leading(style))
      this.pen.line(line, { x: LEFT, y: this.y }, style, part)
      this.y += leading(style)
    }
  }

  /** Cells beside each other; a row that is longer than the page goes on on the next. */
  row(columns: readonly Column[], cells: readonly (readonly CellLine[])[]): void {
    for (const lines of rowsOf(cells)) {
      this.room(heightOfRow(lines))
      this.y += this.#lines(columns, lines, this.y)
    }
  }

  /**
   * Stacks of lines that do not wait for each other; what a page does not hold goes on at the top of the next. Answers
   * where each has come to: its own end while all are on the page that they began on, else the end of the longest.
   */
  beside(stacks: readonly Stack[]): number[] {
    let isSamePage = true
    const left = stacks.map(({ columns, rows, from }) => ({ columns, rows: [...rows], y: from }))
    for (;;) {
      for (const stack of left) this.#stack(stack)
      if (left.every(({ rows }) => rows.length === 0)) break
      this.newPage()
      isSamePage = false
      for (const stack of left) stack.y = this.y
    }
    this.y = Math.max(...left.map(({ y }) => y))
    return left.map(({ y }) => (isSamePage ? y : this.y))
  }

  #stack(stack: { columns: readonly Column[]; rows: LineRow[]; y: number }): void {
    for (let [row] = stack.rows; row && stack.y + heightOfRow(row) <= BOTTOM; [row] = stack.rows) {
      stack.y += this.#lines(stack.columns, row, stack.y)
      stack.rows.shift()
    }
  }

  /** Answers the height. */
  #lines(columns: readonly Column[], row: LineRow, y: number): number {
    for (const [place, line] of row.entries()) {
      const column = columns[place]
      if (!line || !column) continue
      const { x, width, isRight = false } = column
      this.pen.line(line.text, { x: isRight ? x + width : x, y, isRight }, line.style, line.part)
    }
    return heightOfRow(row)
  }

  /** Whether one page holds so much. */
  isHeld = (height: number): boolean => height <= BOTTOM - TOP - 80

  /** The lines of a text that fits a column. */
  cell(text: string, { width }: Column, style: Style, part?: Part): CellLine[] {
    return this.pen.lines(text, width, style).map((line) => ({ text: line, style, part }))
  }

  /** Height of a cell's lines. */
  heightOf(lines: readonly CellLine[]): number {
    return lines.reduce((sum, { style }) => sum + leading(style), 0)
  }
}

/** The cells of a row of a table line by line. */
export function rowsOf(cells: readonly (readonly CellLine[])[]): LineRow[] {
  const count = Math.max(0, ...cells.map((lines) => lines.length))
  return Array.from({ length: count }, (_, index) => cells.map((lines) => lines[index]))
}

const heightOfRow = (row: LineRow): number => Math.max(...row.map((line) => (line ? leading(line.style) : 0)))

export const FOOT = PAGE.height - 52
