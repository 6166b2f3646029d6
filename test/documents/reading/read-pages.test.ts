import { afterAll, describe, expect, it } from 'vitest'
import { readPages, stopReading } from '#src/documents/reading/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { corpusBytes, corpusText } from '#test/support/corpus.ts'
import { encryptedPdf, pdfOf } from '#test/support/pdf.ts'

afterAll(stopReading)

const codeOf = async (reading: Promise<unknown>): Promise<string> => {
  const error = await reading.catch((reason: unknown) => reason)
  return isProblem(error) ? error.code : `no problem: ${String(error)}`
}
const FILES = 'mindee-documents/file_types'

describe('a PDF with a text layer', () => {
  it('gives its words where they stand, origin top left, whole whether written by letter or by line', async () => {
    const content = 'BT /F 10 Tf 100 700 Td (Faktura 1042) Tj ET BT /F 10 Tf 100 600 Td [(K) 20 (I) 20 (D)] TJ ET'
    const { pages, problems } = await readPages(pdfOf([content]), 'application/pdf')
    expect(problems).toEqual([])
    const [page] = pages
    expect(page).toMatchObject({ page: 1, width: 600, height: 800, source: 'text' })
    expect(page?.words.map(({ text }) => text)).toEqual(['Faktura', '1042', 'KID'])
    const box = page?.words[0]?.box
    expect(box?.x).toBeCloseTo(100, 0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(100)
    expect(box?.y).toBeLessThan(100)
  })
  it('is read when it is encrypted for anybody, page by page, with its progress told', async () => {
    const seen: number[] = []
    const bytes = corpusBytes(FILES, 'pdf/XfaForm_15p_encrypted.pdf')
    const { pages } = await readPages(bytes, 'application/pdf', { onProgress: (done) => seen.push(done) })
    expect(pages.map(({ page }) => page)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1))
    expect(pages[14]?.words.map(({ text }) => text)).toEqual(['Page', '15/15'])
    expect(seen).toHaveLength(15)
  })
  it('tells of the pages that a file of too many does not get read', async () => {
    const bytes = corpusBytes(FILES, 'pdf/multipage.pdf')
    const { pages, pageCount, problems } = await readPages(bytes, 'application/pdf', { limits: { pages: 3 } })
    expect([pageCount, pages.length]).toEqual([12, 3])
    expect(problems).toMatchObject([{ code: 'pages_left_out', page: 4 }])
  })
})

describe('a photograph of a receipt', () => {
  it('gives most of its words, in the pixels of the photograph', async () => {
    const { pages } = await readPages(corpusBytes('sroie-receipts/img/000.jpg'), 'image/jpeg')
    const printed = corpusText('sroie-receipts/box/000.csv')
      .split('\n')
      .flatMap((line) => line.split(',').slice(8).join(',').trim().split(/\s+/))
      .filter((word) => word.length > 3)
    const [page] = pages
    const read = new Set(page?.words.map(({ text }) => text.toUpperCase()))
    const found = printed.filter((word) => read.has(word.toUpperCase()))
    expect(found.length / printed.length).toBeGreaterThan(0.6)
    for (const { box } of page?.words ?? []) {
      expect(box.x + box.width).toBeLessThanOrEqual((page?.width ?? 0) + 1)
      expect(box.y + box.height).toBeLessThanOrEqual((page?.height ?? 0) + 1)
    }
  })
})

describe('a file that cannot be read', () => {
  it.each([
    ['has no bytes', new Uint8Array(), 'application/pdf', 'document_empty'],
    ['is a PDF in name only', Buffer.from('%PDF-1.7\nnothing follows'), 'application/pdf', 'pdf_broken'],
    ['asks for a password', encryptedPdf(), 'application/pdf', 'pdf_encrypted'],
    ['is a torn JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'image/jpeg', 'picture_broken'],
  ] as const)('%s', async (_, bytes, type, code) => {
    expect(await codeOf(readPages(bytes, type))).toBe(code)
  })
  it('has more pixels than may be decoded', async () => {
    const reading = readPages(corpusBytes('sroie-receipts/img/000.jpg'), 'image/jpeg', { limits: { pixels: 10_000 } })
    expect(await codeOf(reading)).toBe('picture_too_large')
  })
  it('takes more time than it may', async () => {
    const reading = readPages(corpusBytes('sroie-receipts/img/000.jpg'), 'image/jpeg', { limits: { documentMs: 1 } })
    expect(await codeOf(reading)).toBe('document_unread')
  })
  it('takes more memory than it may', async () => {
    const reading = readPages(corpusBytes('sroie-receipts/img/000.jpg'), 'image/jpeg', { limits: { memoryMb: 1 } })
    expect(await codeOf(reading)).toBe('document_unread')
  })
  it('is given up when its caller gives up', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(readPages(pdfOf(['']), 'application/pdf', { signal })).rejects.toThrow('enough')
  })
})
