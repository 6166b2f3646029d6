import type { Sheet } from '../sheet/sheet.ts'
import { type CellLine, type Column, type Flow, LEFT, RIGHT, WIDTH } from './flow.ts'
import type { Look } from './look.ts'
import { factOf } from './part.ts'
import { SOFT, type Style } from './pen.ts'

const HEAD: Style = { size: 8, weight: 'strong', colour: SOFT }
const TEXT: Style = { size: 8.6 }
const FIGURE: Style = { size: 8.6, isFigure: true }
const REASON: Style = { size: 8, colour: SOFT }
const TOTAL: Style = { size: 12, weight: 'strong', isFigure: true }

const SUM_LABEL: Column = { x: 318, width: 128 }
const SUM_FIGURE: Column = { x: 448, width: RIGHT - 448, isRight: true }
const VAT: readonly [Column, Column, Column] = [
  { x: LEFT, width: 108 },
  { x: LEFT + 98, width: 70, isRight: true },
  { x: LEFT + 172, width: 60, isRight: true },
]

/** VAT by rate on the left, the way from lines to what is to pay on the right: two tables, read one after the other. */
export function printSums(flow: Flow, sheet: Sheet, look: Look): void {
  const { vat, sums, payable } = sheet
  const left = vat.rows.length === 0 ? [] : vatRows(flow, sheet).flatMap(inLines)
  const table = flow.pen.content.part('Table')
  const right = sums.flatMap(({ label, value }) => {
    const { heading, cell } = factOf(table)
    return inLines([flow.cell(label, SUM_LABEL, TEXT, heading), flow.cell(value, SUM_FIGURE, FIGURE, cell)])
  })
  flow.y += 8
  flow.room(120)
  const columns = [...VAT, SUM_LABEL, SUM_FIGURE]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    flow.row(columns, [...(left[index] ?? [[], [], []]), ...(right[index] ?? [])])
    flow.y += 1.6
  }
  flow.y += 4
  flow.room(40)
  flow.pen.rule(SUM_LABEL.x, flow.y, RIGHT - SUM_LABEL.x, look.colour, 1.2)
  flow.y += 5
  const wide = { x: SUM_LABEL.x, width: 90 }
  const end = { x: SUM_LABEL.x + 92, width: RIGHT - SUM_LABEL.x - 92, isRight: true }
  const { heading, cell } = factOf(table)
  flow.row([wide, end], [flow.cell(payable.label, wide, TOTAL, heading), flow.cell(payable.value, end, TOTAL, cell)])
}

/** The reason of a rate stands below it and is read with it. */
function vatRows(flow: Flow, { vat }: Sheet): CellLine[][][] {
  const [rate, basis, sum] = VAT
  const wide = { x: LEFT, width: WIDTH / 2 - 20 }
  const table = flow.pen.content.part('Table')
  const heads = table.part('TR')
  const head = (text: string, column: Column) => flow.cell(text, column, HEAD, heads.part('TH', { scope: 'Column' }))
  return [
    [head(vat.heading, rate), head(vat.columns.basis, basis), head(vat.columns.vat, sum)],
    ...vat.rows.flatMap((row) => {
      const tr = table.part('TR')
      const about = tr.part('TH', { scope: 'Row' })
      const [named, reason] = row.reason === '' ? [about] : [about.part('P'), about.part('P')]
      const figures = [
        flow.cell(row.rate, { ...rate, width: 96 }, TEXT, named),
        flow.cell(row.basis, basis, FIGURE, tr.part('TD')),
        flow.cell(row.vat, sum, FIGURE, tr.part('TD')),
      ]
      return reason ? [figures, [flow.cell(row.reason, wide, REASON, reason), [], []]] : [figures]
    }),
  ]
}

/** One row of cells as rows of one line each, so that the two sides need not be as high. */
function inLines(cells: readonly (readonly CellLine[])[]): CellLine[][][] {
  const count = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: count }, (_, index) => cells.map((lines) => lines.slice(index, index + 1)))
}
