import { setImmediate } from 'node:timers/promises'
import type { LineTexts, Sheet, SheetLine } from '../sheet/sheet.ts'
import { type CellLine, type Column, type Flow, LEFT, RIGHT, WIDTH } from './flow.ts'
import type { Part } from './part.ts'
import { leading, SOFT, type Style } from './pen.ts'

const HEAD: Style = { size: 8, weight: 'strong', colour: SOFT }
const TEXT: Style = { size: 9 }
const FIGURE: Style = { size: 9, isFigure: true }
const DETAIL: Style = { size: 8, colour: SOFT }

const ENDS = { quantity: 330, unitPrice: 400, vat: 462, net: RIGHT } as const
const COLUMNS = {
  description: { x: LEFT, width: 208 },
  quantity: { x: ENDS.quantity - 62, width: 62, isRight: true },
  unitPrice: { x: ENDS.unitPrice - 62, width: 62, isRight: true },
  vat: { x: ENDS.vat - 54, width: 54, isRight: true },
  net: { x: ENDS.net - 74, width: 74, isRight: true },
} as const satisfies Record<keyof LineTexts, Column>
const NAMES = ['description', 'quantity', 'unitPrice', 'vat', 'net'] as const

/** What of a row stays together with its first line, in points. */
const TOGETHER = 46

/** Lines that are set before others of the process get their turn: some 50 ms. */
const AT_ONCE = 40

export async function printLines(flow: Flow, { columns, lines }: Sheet): Promise<void> {
  if (lines.length === 0) return
  flow.room(TOGETHER + leading(HEAD))
  const table = flow.pen.content.part('Table')
  const head = (row?: Part) => printColumnHeads(flow, columns, row)
  await flow.table(head, table.part('TR'), async () => {
    for (const [index, line] of lines.entries()) {
      printLine(flow, line, table.part('TR'))
      if (index % AT_ONCE === AT_ONCE - 1) await setImmediate()
    }
  })
}

function printColumnHeads(flow: Flow, columns: LineTexts, row: Part | undefined): void {
  flow.row(
    NAMES.map((name) => COLUMNS[name]),
    NAMES.map((name) => flow.cell(columns[name], COLUMNS[name], HEAD, row?.part('TH', { scope: 'Column' }))),
  )
  flow.y += 3
  flow.pen.rule(LEFT, flow.y, WIDTH)
  flow.y += 4
}

function printLine(flow: Flow, line: SheetLine, row: Part): void {
  const cells = cellsOf(flow, line, row)
  flow.room(Math.min(TOGETHER, Math.max(...cells.map((cell) => flow.heightOf(cell))) + 4))
  flow.row(
    NAMES.map((name) => COLUMNS[name]),
    cells,
  )
  row.end()
  flow.y += 3.5
  flow.pen.rule(LEFT, flow.y, WIDTH, undefined, 0.4)
  flow.y += 3.5
}

/** What a line is about heads its row; its details are paragraphs of the same cell. */
function cellsOf(flow: Flow, line: SheetLine, row: Part): CellLine[][] {
  const { description } = COLUMNS
  const about = row.part('TH', { scope: 'Row' })
  const first = line.details.length === 0 ? about : about.part('P')
  const details = line.details.flatMap((text) => flow.cell(text, description, DETAIL, about.part('P')))
  return [
    [...flow.cell(line.description, description, TEXT, first), ...details],
    ...(['quantity', 'unitPrice', 'vat', 'net'] as const).map((name) =>
      flow.cell(line[name], COLUMNS[name], FIGURE, row.part('TD')),
    ),
  ]
}
