import type { Block, Sheet } from '../sheet/sheet.ts'
import { type CellLine, type Column, type Flow, LEFT, type LineRow, RIGHT, rowsOf, WIDTH } from './flow.ts'
import type { Logo, Look } from './look.ts'
import { factOf } from './part.ts'
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
  const style: Style = { size: logo ? 8 : 13.5, weight: 'strong' }
  const from = logo ? 46 + printLogo(flow.pen, logo, name) : 43
  const named = paragraphs(flow, [name], NAME, style)
  const numbers = paragraphs(flow, [...address, ...details], SENDER, SMALL)
  return flow.beside([
    { columns: [NAME], rows: rowsOf([named]), from },
    { columns: [SENDER], rows: rowsOf([numbers]), from: 46 },
  ])
}

/** Texts below each other, each read as a paragraph. */
const paragraphs = (flow: Flow, texts: readonly string[], column: Column, style: Style): CellLine[] =>
  texts.filter(Boolean).flatMap((text) => flow.cell(text, column, style, flow.pen.content.part('P')))

/** Answers its height. */
function printLogo(pen: Pen, logo: Logo, name: string): number {
  const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height)
  const [width, height] = [logo.width * scale, logo.height * scale]
  const [x, y] = [LEFT, 42]
  const figure = pen.content.part('Figure', { alt: `Logo: ${name}`, bbox: [x, y, x + width, y + height] })
  figure.holds(() => pen.doc.image(Buffer.from(logo.png), x, y, { width, height }))
  return height
}

const addressLines = (flow: Flow, { name, address, details }: Block): CellLine[] => [
  ...paragraphs(flow, [name], WINDOW, { size: 10, weight: 'strong' }),
  ...paragraphs(flow, address, WINDOW, { size: 10 }),
  ...paragraphs(flow, details, WINDOW, SMALL),
]

/** The title, and below it each fact with its label before it. */
function factRows(flow: Flow, { title, number, facts }: Sheet, { colour }: Look): LineRow[] {
  const { content } = flow.pen
  const style: Style = { size: 17, weight: 'strong', colour }
  const heading = flow.cell([title, number].filter(Boolean).join(' '), SENDER, style, content.part('H1'))
  const gap: LineRow = [{ text: '', style: { size: 4 } }]
  if (facts.length === 0) return [...rowsOf([heading]), gap]
  const table = content.part('Table')
  const rows = facts.flatMap((fact) => {
    const row = factOf(table)
    const label = flow.cell(fact.label, LABEL, { ...FACT, colour: SOFT }, row.heading)
    return rowsOf([label, flow.cell(fact.value, VALUE, { ...FACT, isFigure: true }, row.cell)])
  })
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
    return [
      ...flow.cell(heading, column, HEADING, flow.pen.content.part('H2')),
      ...paragraphs(flow, [name, ...address, ...details], column, { size: 8.6, colour: INK }),
    ]
  })
  flow.row(columns, cells)
  flow.y += leading(HEADING)
}
