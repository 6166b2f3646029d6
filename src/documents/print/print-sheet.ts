import { createHash } from 'node:crypto'
import type { BookDate } from '#src/kernel/book-date.ts'
import type { Sheet } from '../sheet/sheet.ts'
import { bytesOf } from './bytes-of.ts'
import { Flow } from './flow.ts'
import type { PrintFonts } from './fonts.ts'
import type { Look } from './look.ts'
import { FACTURX_FILE, pdfaMetadata } from './pdfa-metadata.ts'
import { Pen } from './pen.ts'
import { printHead } from './print-head.ts'
import { printLines } from './print-lines.ts'
import { printPayment } from './print-payment.ts'
import { printMargins, printNotes, printRest } from './print-rest.ts'
import { printSums } from './print-sums.ts'

export interface Printed {
  readonly sheet: Sheet
  readonly look: Look
  readonly fonts: PrintFonts
  /** The date that the file says it is of: the same invoice gives the same bytes whenever it is printed. */
  readonly on: BookDate | undefined
  /** CII to embed, for a Factur-X. */
  readonly xml?: Uint8Array | undefined
}

const EPOCH = '1970-01-01'

/**
 * The sheet as a PDF/A-3a that is PDF/UA-1 too: embedded fonts, an sRGB output intent and a structure that a screen
 * reader follows; with `xml` a Factur-X (EN 16931).
 */
export async function printSheet({ sheet, look, fonts, on, xml }: Printed): Promise<Uint8Array> {
  const date = new Date(`${on ?? EPOCH}T00:00:00Z`)
  // The file's id is made of these; title and author stand in the XMP packet alone, where they are escaped.
  const info = { Producer: 'Bilag', Creator: 'Bilag', CreationDate: date, Digest: digestOf(sheet, look, xml) }
  const pen = new Pen(fonts, {
    subset: 'PDF/A-3a',
    tagged: true,
    pdfVersion: '1.7',
    lang: sheet.locale,
    displayTitle: true,
    info,
  })
  const bytes = bytesOf(pen.doc)
  const flow = new Flow(pen)
  printHead(flow, sheet, look)
  printNotes(flow, sheet)
  await printLines(flow, sheet)
  printSums(flow, sheet, look)
  printPayment(flow, sheet, look)
  printRest(flow, sheet)
  printMargins(pen, sheet, look)
  if (xml) embed(pen, xml, date)
  const title = [sheet.supplier.name, sheet.title, sheet.number].filter(Boolean).join(' ')
  const described = { title, author: sheet.supplier.name, language: sheet.locale, isFacturx: xml !== undefined }
  pen.doc.appendXML(pdfaMetadata(described))
  pen.doc.end()
  return await bytes
}

/** The invoice as data says the same as the pages: in Factur-X an alternative to them. */
function embed(pen: Pen, xml: Uint8Array, date: Date): void {
  const embedded = {
    name: FACTURX_FILE,
    type: 'text/xml',
    description: 'Factur-X invoice (EN 16931, CII)',
    relationship: 'Alternative',
    creationDate: date,
    modifiedDate: date,
  }
  pen.doc.file(Buffer.from(xml), embedded)
}

function digestOf(sheet: Sheet, look: Look, xml: Uint8Array | undefined): string {
  const hash = createHash('sha256').update(
    JSON.stringify([sheet, look.colour, look.footer, look.isDraft], withoutBytes),
  )
  if (look.logo) hash.update(look.logo.png)
  if (xml) hash.update(xml)
  return hash.digest('hex')
}

const withoutBytes = (_key: string, value: unknown): unknown => (value instanceof Uint8Array ? value.length : value)
