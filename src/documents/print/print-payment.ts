import { encodeQR } from 'qr'
import type { Fact, PaymentWay, Sheet } from '../sheet/sheet.ts'
import { type Flow, LEFT, WIDTH } from './flow.ts'
import type { Look } from './look.ts'
import { factOf } from './part.ts'
import { leading, type Pen, SOFT, type Style, WASH } from './pen.ts'

const LABEL: Style = { size: 8, colour: SOFT }
const VALUE: Style = { size: 10, weight: 'strong', isFigure: true }
const PADDING = 12
const TEXT_LEFT = LEFT + PADDING + 2
/** Below a row of facts. */
const GAP = 7
/** Side of the code: 30 mm are read by every phone. */
const CODE = 84

/** What a payer types, in a box of its own; with the code to scan beside it where there is one. */
export function printPayment(flow: Flow, sheet: Sheet, look: Look): void {
  const { payment } = sheet
  if (payment.ways.length === 0) return
  flow.y += 18
  for (const [index, way] of payment.ways.entries()) {
    const code = index === 0 ? payment.code : undefined
    printWay(flow, { ...way, main: [...payment.head, ...way.main] }, code, look)
    flow.y += 8
  }
}

interface SetFact {
  readonly label: string
  readonly lines: readonly string[]
}

function printWay(flow: Flow, { main, more }: PaymentWay, code: Sheet['payment']['code'], look: Look): void {
  const { pen } = flow
  const inner = WIDTH - 2 * PADDING - (code ? CODE + 20 : 0)
  const columns = code ? 2 : 3
  const rows = rowsOf(pen, main, columns, inner / columns - 10)
  const small = pen.lines(more.map(({ label, value }) => `${label}: ${value}`).join(' · '), inner, LABEL)
  const facts =
    rows.reduce((sum, row) => sum + rowHeight(row), 0) + small.length * leading(LABEL) - (small[0] ? 0 : GAP)
  const height = Math.max(facts, code ? CODE + leading(LABEL) : 0) + 2 * PADDING
  if (!flow.isHeld(height)) {
    printPlainly(flow, [...main, ...more])
    return
  }
  flow.room(height)
  pen.box({ x: LEFT, y: flow.y, width: WIDTH, height }, WASH)
  pen.box({ x: LEFT, y: flow.y, width: 2.4, height }, look.colour)
  let y = printRows(pen, rows, flow.y + PADDING, inner / columns)
  const rest = small.length === 0 ? undefined : pen.content.part('P')
  for (const line of small) {
    pen.line(line, { x: TEXT_LEFT, y }, LABEL, rest)
    y += leading(LABEL)
  }
  if (code) printCode(pen, code, { x: LEFT + WIDTH - PADDING - CODE, y: flow.y + PADDING })
  flow.y += height
}

/** Facts that no box of one page holds, as rows. */
function printPlainly(flow: Flow, facts: readonly Fact[]): void {
  const [label, value] = [
    { x: LEFT, width: 120 },
    { x: LEFT + 130, width: WIDTH - 130 },
  ]
  const table = flow.pen.content.part('Table')
  for (const fact of facts) {
    const { heading, cell } = factOf(table)
    flow.row([label, value], [flow.cell(fact.label, label, LABEL, heading), flow.cell(fact.value, value, VALUE, cell)])
  }
}

function rowsOf(pen: Pen, facts: readonly Fact[], columns: number, width: number): SetFact[][] {
  const set = facts.map(({ label, value }) => ({ label, lines: pen.lines(value, width, VALUE) }))
  return Array.from({ length: Math.ceil(set.length / columns) }, (_, row) =>
    set.slice(row * columns, (row + 1) * columns),
  )
}

const rowHeight = (row: readonly SetFact[]): number =>
  leading(LABEL) + Math.max(...row.map(({ lines }) => lines.length)) * leading(VALUE) + GAP

function printRows(pen: Pen, rows: readonly (readonly SetFact[])[], from: number, step: number): number {
  const table = pen.content.part('Table')
  let y = from
  for (const row of rows) {
    for (const [place, { label, lines }] of row.entries()) {
      const x = TEXT_LEFT + place * step
      const { heading, cell } = factOf(table)
      pen.line(label, { x, y }, LABEL, heading)
      for (const [index, line] of lines.entries()) {
        pen.line(line, { x, y: y + leading(LABEL) + index * leading(VALUE) }, VALUE, cell)
      }
    }
    y += rowHeight(row)
  }
  return y
}

/** Dark squares on white, with the quiet zone of four modules that readers look for. */
function printCode(pen: Pen, code: { label: string; content: string }, at: { x: number; y: number }): void {
  const modules = encodeQR(code.content, 'raw', { ecc: 'medium', border: 4 })
  const side = CODE / modules.length
  pen.box({ ...at, width: CODE, height: CODE }, '#ffffff')
  const alt = `QR: ${code.label}`
  pen.content.part('Figure', { alt, bbox: [at.x, at.y, at.x + CODE, at.y + CODE] }).holds(() => {
    for (const [row, cells] of modules.entries()) {
      for (const [column, isDark] of cells.entries()) {
        if (isDark) pen.doc.rect(at.x + column * side, at.y + row * side, side, side)
      }
    }
    pen.doc.fill('#000000')
  })
  pen.line(code.label, { x: at.x, y: at.y + CODE + 1 }, LABEL, pen.content.part('P'))
}
