import { pick } from '#test/support/random.ts'
import type { Pen } from './draw-invoice.ts'
import type { Sheet } from './draw-parts.ts'
import type { MadeInvoice, MadeLine } from './invent-invoice.ts'

interface Column {
  readonly title: string
  /** Left edge, or the right one of figures. */
  readonly x: number
  readonly isFigure: boolean
  readonly text: (line: MadeLine, index: number) => string
}

/** The columns of the table: quantity before or behind what it is, with or without the VAT rate and the position. */
function columnsOf({ tongue, rate }: MadeInvoice, { say, amount, random }: Pen): Column[] {
  const item = (x: number): Column => ({
    title: say(tongue.item),
    x,
    isFigure: false,
    text: ({ description }) => description,
  })
  const figure = (title: string, x: number, text: Column['text']): Column => ({ title, x, isFigure: true, text })
  const quantity = (x: number) => figure(say(tongue.quantity), x, (line) => String(line.quantity))
  const price = (x: number) => figure(say(tongue.price), x, (line) => amount(line.price))
  const net = figure(say(tongue.amount), 545, (line) => amount(line.net))
  const layout = pick(['plain', 'plain', 'rate', 'quantityFirst', 'position', 'short'] as const, random)
  switch (layout) {
    case 'plain':
      return [item(50), quantity(330), price(440), net]
    case 'rate':
      return [item(50), quantity(310), price(390), figure('%', 440, () => `${String(rate).replace('.', ',')} %`), net]
    case 'quantityFirst':
      return [quantity(80), item(110), price(440), net]
    case 'position':
      return [figure('#', 62, (_, index) => String(index + 1)), item(80), quantity(330), price(440), net]
    case 'short':
      return [item(50), net]
  }
}

/** The table, over as many pages as it takes; gives where it ends. */
export function drawLines(sheet: Sheet, invoice: MadeInvoice, pen: Pen): number {
  const { pdf, face, size, height } = sheet
  const { tongue, issuer, number, lines } = invoice
  const columns = columnsOf(invoice, pen)
  const step = size * 1.7
  let y = pen.top
  let page = 1
  const head = (): void => {
    pdf.font(face).fontSize(size)
    for (const { title, x, isFigure } of columns) place(pdf, title, x, y, isFigure)
    y += step * 1.2
  }
  const needed = lines.reduce((rows, { more }) => rows + (more === undefined ? 1 : 2), 0) * step
  const isLong = y + needed > height - 230
  const mark = (): void => {
    pdf.text(`${tongue.page} ${page}`, 500, 825, { lineBreak: false })
  }
  head()
  if (isLong) mark()
  for (const [index, line] of lines.entries()) {
    if (y > height - 120 || (index === lines.length - 1 && y > height - 260 && index > 0)) {
      pdf.addPage()
      page += 1
      y = 60
      pdf.font(face).fontSize(size).text(`${issuer}   ${number}`, 50, 35, { lineBreak: false })
      mark()
      head()
    }
    for (const { text, x, isFigure } of columns) place(pdf, text(line, index), x, y, isFigure)
    y += step
    if (line.more === undefined) continue
    const item = columns.find(({ isFigure }) => !isFigure)
    place(pdf, line.more, item?.x ?? 50, y - step * 0.25, false)
    y += step * 0.75
  }
  return y
}

function place(pdf: PDFKit.PDFDocument, text: string, x: number, y: number, isFigure: boolean): void {
  pdf.text(text, isFigure ? x - pdf.widthOfString(text) : x, y, { lineBreak: false })
}
