import { setImmediate } from 'node:timers/promises'
import type { LineTexts, Sheet, SheetLine } from '../sheet/sheet.ts'
import { type CellLine, type Column, type Flow, LEFT, RIGHT, WIDTH } from './flow.ts'
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
  const head = () => {
    flow.row(
      NAMES.map((name) => COLUMNS[name]),
      NAMES.map((name) => flow.cell(columns[name], COLUMNS[name], HEAD)),
    )
    flow.y += 3
    flow.pen.rule(LEFT, flow.y, WIDTH)
    flow.y += 4
  }
  if (lines.length === 0) return
  flow.room(TOGETHER + leading(HEAD))
  await flow.table(head, async () => {
    for (const [index, line] of lines.entries()) {
      printLine(flow, line)
      if (index % AT_ONCE === AT_ONCE - 1) await setImmediate()
    }
  })
}

function printLine(flow: Flow, line: SheetLine): void {
  const cells = cellsOf(flow, line)
  flow.room(Math.min(TOGETHER, Math.max(...cells.map((cell) => flow.heightOf(cell))) + 4))
  flow.row(
    NAMES.map((name) => COLUMNS[name]),
    cells,
  )
  flow.y += 3.5
  flow.pen.rule(LEFT, flow.y, WIDTH, undefined, 0.4)
  flow.y += 3.5
}

function cellsOf(flow: Flow, line: SheetLine): CellLine[][] {
  const { description } = COLUMNS
  const details = line.details.flatMap((text) => flow.cell(text, description, DETAIL))
  return [
    [...flow.cell(line.description, description, TEXT), ...details],
    ...(['quantity', 'unitPrice', 'vat', 'net'] as const).map((name) => flow.cell(line[name], COLUMNS[name], FIGURE)),
  ]
}
