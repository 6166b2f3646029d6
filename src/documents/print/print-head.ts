import type { Block, Sheet } from '../sheet/sheet.ts'
import { type CellLine, type Column, type Flow, LEFT, type LineRow, RIGHT, rowsOf, WIDTH } from './flow.ts'
import type { Logo, Look } from './look.ts'
import { INK, leading, type Pen, SOFT, type Style } from './pen.ts'

const RIGHT_COLUMN = 340
const RIGHT_WIDTH = RIGHT - RIGHT_COLUMN
const LABEL_WIDTH = 84
/** The window of the envelopes that are usual in Norway: 20 mm from the left, the address from 50 mm below the top. */
const WINDOW = { x: LEFT, y: 142, width: 255 } as const
const SMALL: Style = { size: 8, colour: SOFT }
const FACT: Style = { size: 8.6 }
const LOGO = { width: 170, height: 62 } as const

const NAME: Column = { x: LEFT, width: RIGHT_COLUMN - LEFT - 20 }
const SENDER: Column = { x: RIGHT_COLUMN, width: RIGHT_WIDTH }
const LABEL: Column = { x: RIGHT_COLUMN, width: LABEL_WIDTH - 6 }
const VALUE: Column = { x: RIGHT_COLUMN + LABEL_WIDTH, width: RIGHT_WIDTH - LABEL_WIDTH }

/** Sender, address, title and facts; on the first page, unless there is more than it holds. */
export function printHead(flow: Flow, sheet: Sheet, look: Look): void {
  const [belowName = 0, belowSender = 0] = printSender(flow, sheet.supplier, look)
  const address = rowsOf([addressLines(flow, sheet.customer)])
  flow.beside([
    { columns: [WINDOW], rows: address, from: Math.max(WINDOW.y, belowName + 12) },
    { columns: [LABEL, VALUE], rows: factRows(flow, sheet, look), from: Math.max(WINDOW.y - 2, belowSender + 14) },
  ])
  flow.y += 20
  printOthers(flow, sheet.others)
}

/** The logo with the name below it, or the name alone, beside the numbers; answers the places below. */
function printSender(flow: Flow, { name, address, details }: Block, { logo }: Look): number[] {
  const numbers = [...address, ...details].flatMap((row) => flow.cell(row, SENDER, SMALL))
  const style: Style = { size: logo ? 8 : 13.5, weight: 'strong' }
  const from = logo ? 46 + printLogo(flow.pen, logo) : 43
  return flow.beside([
    { columns: [NAME], rows: rowsOf([flow.cell(name, NAME, style)]), from },
    { columns: [SENDER], rows: rowsOf([numbers]), from: 46 },
  ])
}

/** Answers its height. */
function printLogo(pen: Pen, { png, width, height }: Logo): number {
  const scale = Math.min(LOGO.width / width, LOGO.height / height)
  pen.doc.image(Buffer.from(png), LEFT, 42, { width: width * scale, height: height * scale })
  return height * scale
}

const addressLines = (flow: Flow, { name, address, details }: Block): CellLine[] => [
  ...flow.cell(name, WINDOW, { size: 10, weight: 'strong' }),
  ...address.flatMap((row) => flow.cell(row, WINDOW, { size: 10 })),
  ...details.flatMap((row) => flow.cell(row, WINDOW, SMALL)),
]

/** The title, and below it each fact with its label before it. */
function factRows(flow: Flow, { title, number, facts }: Sheet, { colour }: Look): LineRow[] {
  const heading = flow.cell([title, number].filter(Boolean).join(' '), SENDER, { size: 17, weight: 'strong', colour })
  const gap: LineRow = [{ text: '', style: { size: 4 } }]
  const rows = facts.flatMap(({ label, value }) =>
    rowsOf([flow.cell(label, LABEL, { ...FACT, colour: SOFT }), flow.cell(value, VALUE, { ...FACT, isFigure: true })]),
  )
  return [...rowsOf([heading]), gap, ...rows]
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
