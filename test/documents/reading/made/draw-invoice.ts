import PDFDocument from 'pdfkit'
import { printFonts } from '#src/documents/print/fonts.ts'
import { below, pick } from '#test/support/random.ts'
import { drawLines } from './draw-lines.ts'
import { drawBlock, type Labelled, type Sheet } from './draw-parts.ts'
import type { MadeInvoice } from './invent-invoice.ts'
import { printAmount, printDate } from './print-values.ts'
import type { Tongue } from './tongue.ts'

type Random = () => number

/** Which of the ways of saying a thing an invoice may use; see Tongue. */
export type Wording = 'even' | 'odd'

const FACES = ['Helvetica', 'Times-Roman', 'Helvetica', 'Courier'] as const

/** The faces that every PDF has lack the letters of Polish. */
function faceOf(pdf: PDFKit.PDFDocument, { code }: Tongue, random: Random): string {
  const face = pick(FACES, random)
  if (code !== 'pl') return face
  const { regular, strong } = printFonts().files
  pdf.registerFont('Inter', Buffer.from(regular)).registerFont('Inter-Bold', Buffer.from(strong))
  return 'Inter'
}

const PAGE = { width: 595, height: 842, margin: 50 } as const

/** One of the ways of saying it: of several, those of the wording only. */
export function sayWith(wording: Wording, random: Random) {
  return (ways: readonly string[]): string => {
    const mine = ways.filter((_, index) => index % 2 === (wording === 'even' ? 0 : 1))
    return pick(mine.length > 0 ? mine : ways, random)
  }
}

/** An invoice as a PDF with a text layer, its layout by the random numbers. */
export async function drawInvoice(invoice: MadeInvoice, wording: Wording, random: Random): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, info: { CreationDate: new Date(0) } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((settle) => pdf.on('end', settle))
  drawPages(
    { pdf, face: faceOf(pdf, invoice.tongue, random), size: 9 + below(2, random), ...PAGE },
    invoice,
    sayWith(wording, random),
    random,
  )
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

type Say = ReturnType<typeof sayWith>

function drawPages(sheet: Sheet, invoice: MadeInvoice, say: Say, random: Random): void {
  const { tongue } = invoice
  const amounts = pick(tongue.amounts, random)
  const amount = (cents: number): string => printAmount(cents, amounts)
  const head = drawHeads(sheet, invoice, say, random)
  const end = drawLines(sheet, invoice, { top: head, say, amount, random })
  const totalsEnd = drawTotals(sheet, invoice, { top: end, say, amount, random })
  drawPayment(sheet, invoice, { top: totalsEnd, say, amount, random })
}

type Side = 'left' | 'right' | 'foot'

/** Who sends it, to whom, and its numbers and dates; gives where they end. */
function drawHeads(sheet: Sheet, invoice: MadeInvoice, say: Say, random: Random): number {
  const { margin, width, size } = sheet
  const { tongue, isCreditNote } = invoice
  const side = pick(['left', 'left', 'right', 'foot'] as const, random)
  const isRight = side === 'right'
  const sellerEnd = drawSeller(sheet, invoice, { side, say, random })
  const title = say(isCreditNote ? tongue.creditTitle : tongue.title)
  writer(sheet)(title, isRight ? margin : 350, 50, size + 9, true)
  const top = Math.max(sellerEnd + 14, 125)
  const buyerEnd = drawBuyer(sheet, invoice, { x: isRight ? 350 : margin, top, say, random })
  const labelled = headLabels(invoice, say, random)
  const isWide = random() < 0.2
  const place = isWide
    ? ({ x: margin, y: buyerEnd + 16, width: width - 2 * margin, way: 'grid' } as const)
    : { x: isRight ? margin : 340, y: isRight ? top : 100, width: 205, way: pick(HEAD_WAYS, random) }
  return Math.max(buyerEnd, drawBlock(sheet, labelled, place), sellerEnd) + 26
}

const HEAD_WAYS = ['beside', 'beside', 'colon', 'over'] as const

interface Corner {
  readonly say: Say
  readonly random: Random
}

/** The letterhead, or the line over the address of a window envelope with the rest at the foot; gives where it ends. */
function drawSeller(sheet: Sheet, invoice: MadeInvoice, { side, say, random }: Corner & { side: Side }): number {
  const { margin, size } = sheet
  const { tongue, issuer, street, place, domain } = invoice
  const write = writer(sheet)
  const own = [
    street,
    place,
    `${tongue.phone} ${invoice.phone}`,
    ...(domain ? [`post@${domain}`] : []),
    `${say(tongue.organisationNumber)}${random() < 0.5 ? ':' : ''} ${invoice.organisationNumber.printed}`,
  ]
  if (side === 'foot') {
    write(`${issuer} · ${street} · ${place}`, margin, 110, size - 2)
    write([issuer, ...own.slice(0, 2)].join('  |  '), margin, 800, size - 1)
    write(own.slice(2).join('  |  '), margin, 813, size - 1)
    return 50
  }
  const x = side === 'right' ? 350 : margin
  write(issuer, x, 50, size + pick([0, 4, 7], random), true)
  for (const [index, line] of own.entries()) write(line, x, 50 + size * (2.2 + index * 1.35))
  return 50 + size * (2.2 + own.length * 1.35)
}

function drawBuyer(
  sheet: Sheet,
  { tongue, buyer }: MadeInvoice,
  { x, top, say, random }: Corner & { x: number; top: number },
): number {
  const label = random() < 0.7 ? [say(tongue.buyer) + (random() < 0.5 ? ':' : '')] : []
  const lines = [...label, ...buyer]
  for (const [index, line] of lines.entries()) writer(sheet)(line, x, top + index * sheet.size * 1.37)
  return top + lines.length * sheet.size * 1.37
}

function headLabels(invoice: MadeInvoice, say: Say, random: Random): Labelled[] {
  const { tongue, isCreditNote } = invoice
  const form = pick(tongue.dates, random)
  const number: Labelled = [say(isCreditNote ? tongue.creditNumber : tongue.number), invoice.number]
  const dates: Labelled[] = [
    [say(tongue.issuedOn), printDate(invoice.issuedOn, form, tongue)],
    [say(tongue.dueOn), printDate(invoice.dueOn, form, tongue)],
  ]
  const others: Labelled[] = [
    [say(tongue.customerNumber), invoice.customerNumber],
    [say(tongue.orderNumber), invoice.orderNumber],
    [say(tongue.ourReference), 'Kari Dahl'],
  ]
  const some = others.filter(() => random() < 0.5)
  return random() < 0.3 ? [...some, number, ...dates] : [number, ...dates, ...some]
}

export interface Pen {
  readonly top: number
  readonly say: Say
  readonly amount: (cents: number) => string
  readonly random: Random
}

const percentOf = (rate: number, { amounts }: Tongue): string =>
  amounts[0]?.[1] === '.' ? String(rate) : String(rate).replace('.', ',')

function withSign(currency: string, text: string): string {
  switch (currency) {
    case 'GBP':
      return `£${text}`
    case 'USD':
      return `$${text}`
    case 'EUR':
      return `${text} €`
    case 'PLN':
      return `${text} zł`
    case 'CHF':
      return `CHF ${text}`
    default:
      return `${text} kr`
  }
}

/** Net, VAT and total; gives where they end. */
function drawTotals(sheet: Sheet, invoice: MadeInvoice, { top, say, amount, random }: Pen): number {
  const { tongue, rate } = invoice
  const percent = (text: string): string => text.replace('% %', `${percentOf(rate, tongue)} %`)
  const isSigned = random() < 0.5
  const sign = (text: string): string => (isSigned ? withSign(tongue.currency, text) : text)
  const gross = say(tongue.gross)
  const rows: Labelled[] = [
    [say(tongue.net), sign(amount(invoice.net))],
    [percent(say(tongue.vat)), sign(amount(invoice.vat))],
    [gross.includes(tongue.currency) || isSigned ? gross : `${gross} ${tongue.currency}`, sign(amount(invoice.gross))],
  ]
  const y = top + 10
  if (random() < 0.2) return drawBlock(sheet, rows, { x: 200, y, width: 345, way: 'grid' })
  return drawBlock(sheet, rows, { x: 330, y, width: 215, way: 'right' })
}

function drawPayment(sheet: Sheet, invoice: MadeInvoice, { top, say, amount, random }: Pen): void {
  const { tongue, paymentReference, account } = invoice
  const labelled: Labelled[] = [
    [say(tongue.account), account.printed],
    ...(paymentReference === undefined ? [] : [[say(tongue.paymentReference), paymentReference] as const]),
  ]
  if (random() < 0.2) labelled.push([say(tongue.gross), amount(invoice.gross)])
  const way = pick(['beside', 'colon', 'grid'] as const, random)
  drawBlock(sheet, labelled, { x: sheet.margin, y: top + 24, width: 400, way })
}

const writer = (sheet: Sheet) => {
  const { pdf, face, size, width } = sheet
  return (text: string, x: number, y: number, points = size, isBold = false): void => {
    const bold = face === 'Times-Roman' ? 'Times-Bold' : `${face}-Bold`
    const room = x < width / 2 && y < 700 && points >= size ? width / 2 + 30 - x : width - x - 10
    pdf.font(isBold ? bold : face).fontSize(points)
    const fit = Math.min(1, room / pdf.widthOfString(text))
    pdf.fontSize(points * fit).text(text, x, y, { lineBreak: false })
  }
}
