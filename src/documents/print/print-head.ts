import type { Block, Sheet } from '../sheet/sheet.ts'
import { type Flow, LEFT, RIGHT, WIDTH } from './flow.ts'
import type { Look } from './look.ts'
import { INK, leading, type Pen, SOFT, type Style } from './pen.ts'

const RIGHT_COLUMN = 340
const RIGHT_WIDTH = RIGHT - RIGHT_COLUMN
const LABEL_WIDTH = 84
/** The window of the envelopes that are usual in Norway: 20 mm from the left, the address from 50 mm below the top. */
const WINDOW = { x: LEFT, y: 142, width: 255 } as const
const SMALL: Style = { size: 8, colour: SOFT }
const FACT: Style = { size: 8.6 }
const LOGO = { width: 170, height: 62 } as const

/** Sender, address, title and facts of the first page. */
export function printHead(flow: Flow, sheet: Sheet, look: Look): void {
  const { pen } = flow
  const belowLogo = printSender(pen, sheet.supplier, look)
  const belowSender = printRows(pen, [...sheet.supplier.address, ...sheet.supplier.details], RIGHT_COLUMN, 46)
  const belowAddress = printAddress(pen, sheet.customer, Math.max(WINDOW.y, belowLogo + 12))
  const belowFacts = printFacts(pen, sheet, look, Math.max(WINDOW.y - 2, belowSender + 14))
  flow.y = Math.max(belowAddress, belowFacts) + 20
  printOthers(flow, sheet.others)
}

/** The logo with the name beside the numbers, or the name alone; answers the place below. */
function printSender(pen: Pen, { name }: Block, { logo }: Look): number {
  if (!logo)
    return pen.text(name, { x: LEFT, y: 43, width: RIGHT_COLUMN - LEFT - 20 }, { size: 13.5, weight: 'strong' })
  const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height)
  const [width, height] = [logo.width * scale, logo.height * scale]
  pen.doc.image(Buffer.from(logo.png), LEFT, 42, { width, height })
  return pen.text(name, { x: LEFT, y: 42 + height + 4, width: RIGHT_COLUMN - LEFT - 20 }, { size: 8, weight: 'strong' })
}

function printRows(pen: Pen, rows: readonly string[], x: number, from: number): number {
  let y = from
  for (const row of rows) y = pen.text(row, { x, y, width: RIGHT_WIDTH }, SMALL)
  return y
}

function printAddress(pen: Pen, { name, address, details }: Block, from: number): number {
  let y = pen.text(name, { ...WINDOW, y: from }, { size: 10, weight: 'strong' })
  for (const row of address) y = pen.text(row, { ...WINDOW, y }, { size: 10 })
  y += 3
  for (const row of details) y = pen.text(row, { ...WINDOW, y }, SMALL)
  return y
}

function printFacts(pen: Pen, { title, number, facts }: Sheet, { colour }: Look, from: number): number {
  const heading = number === '' ? title : `${title} ${number}`
  const style: Style = { size: 17, weight: 'strong', colour }
  let y = pen.text(heading, { x: RIGHT_COLUMN, y: from, width: RIGHT_WIDTH }, style) + 5
  for (const { label, value } of facts) {
    const belowLabel = pen.text(label, { x: RIGHT_COLUMN, y, width: LABEL_WIDTH - 6 }, { ...FACT, colour: SOFT })
    const at = { x: RIGHT_COLUMN + LABEL_WIDTH, y, width: RIGHT_WIDTH - LABEL_WIDTH }
    y = Math.max(belowLabel, pen.text(value, at, { ...FACT, isFigure: true })) + 0.6
  }
  return y
}

const HEADING: Style = { size: 8, weight: 'strong', colour: SOFT }

/** Payee, tax representative and delivery, beside each other. */
function printOthers(flow: Flow, others: readonly Block[]): void {
  if (others.length === 0) return
  const width = WIDTH / 3 - 12
  const columns = others.map((_, index) => ({ x: LEFT + index * (WIDTH / 3), width }))
  const cells = others.map(({ heading, name, address, details }, index) => {
    const column = columns[index] ?? { x: LEFT, width }
    const rows = [name, ...address, ...details]
    return [
      ...flow.cell(heading, column, HEADING),
      ...rows.flatMap((row) => flow.cell(row, column, { size: 8.6, colour: INK })),
    ]
  })
  flow.row(columns, cells)
  flow.y += leading(HEADING)
}
