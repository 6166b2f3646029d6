import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { type Extraction, extractFields, type FieldName } from '#src/documents/reading/fields/index.ts'
import { readPages, stopReading } from '#src/documents/reading/index.ts'
import { type MadeFile, madeFile } from './made-cases.ts'
import { cleanScan, noisyScan, scanPage } from './scan-page.ts'

afterAll(stopReading)

/** The fields that are not as printed. */
const missed = ({ name, truth }: MadeFile, { fields }: Extraction): string[] =>
  (Object.keys(truth) as FieldName[])
    .filter((field) => fields[field]?.value !== truth[field])
    .map((field) => `${name} ${field}: ${truth[field]} | ${fields[field]?.value}`)

const printedLines = ({ invoice }: MadeFile) =>
  invoice.lines.map(({ description, more, net }) => ({
    description: more === undefined ? description : `${description} ${more}`,
    net: (net / 100).toFixed(2),
  }))

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed)

describe('invented invoices of thirteen countries with a text layer', () => {
  it('give every field and every line as printed, also over several pages', { timeout: 60_000 }, async () => {
    let longest = 0
    for (const seed of SEEDS) {
      const file = await madeFile(seed, 'even')
      const { pages } = await readPages(file.pdf, 'application/pdf')
      longest = Math.max(longest, pages.length)
      const read = extractFields(pages)
      expect(missed(file, read)).toEqual([])
      expect(read.kind).toBe(file.invoice.isCreditNote ? 'creditNote' : 'supplierInvoice')
      expect(read.lines.map(({ description, net }) => ({ description, net }))).toEqual(printedLines(file))
    }
    expect(longest).toBeGreaterThan(1)
  })
})

describe('a crooked scan', () => {
  it('is made level, and its fields are framed where they stand on the crooked page', { timeout: 60_000 }, async () => {
    const file = await madeFile(1, 'even')
    const options = { ...noisyScan(1), degrees: 3, dpi: 200 }
    const { pages } = await readPages(await scanPage(file.pdf, options), 'image/jpeg')
    expect(pages[0]?.tilt).toBeCloseTo(-3, 0)
    const { fields } = extractFields(pages)
    expect(fields.gross?.value).toBe(file.truth.gross)
    expect(fields.issuedOn?.value).toBe(file.truth.issuedOn)
    const box = fields.gross?.box
    const words = pages[0]?.words.filter(({ text }) => /\d[.,]\d{2}$/.test(text)) ?? []
    const isOnWord = words.some((word) => box && Math.abs(word.box.x - box.x) < 40 && Math.abs(word.box.y - box.y) < 20)
    expect(isOnWord).toBe(true)
  })
})

describe('a scan that came in on its side or on its head', () => {
  it('is read as if it had come upright', { timeout: 60_000 }, async () => {
    const file = await madeFile(2, 'even')
    const upright = await scanPage(file.pdf, cleanScan(1))
    for (const quarter of [90, 180, 270]) {
      const { pages } = await readPages(await sharp(upright).rotate(quarter).jpeg().toBuffer(), 'image/jpeg')
      const { fields } = extractFields(pages)
      expect([quarter, fields.gross?.value, fields.issuedOn?.value]).toEqual([
        quarter,
        file.truth.gross,
        file.truth.issuedOn,
      ])
    }
  })
})
