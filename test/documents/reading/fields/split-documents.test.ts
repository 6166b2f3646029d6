import { afterAll, describe, expect, it } from 'vitest'
import { splitDocuments, wordsOfText } from '#src/documents/reading/fields/index.ts'
import { readPages, stopReading } from '#src/documents/reading/index.ts'
import type { PageWords } from '#src/documents/reading/page-words.ts'
import { madeFile } from '../made/made-cases.ts'

afterAll(stopReading)

const pagesOf = async (seed: number): Promise<readonly PageWords[]> => {
  const { pdf } = await madeFile(seed, 'even')
  return (await readPages(pdf, 'application/pdf')).pages
}
const asOneFile = (...files: readonly (readonly PageWords[])[]): PageWords[] =>
  files.flat().map((page, index) => ({ ...page, page: index + 1 }))
const numbersIn = (pages: readonly PageWords[]) =>
  splitDocuments(pages).parts.map(({ extraction }) => extraction.fields.number?.value)

describe('a file of several invoices', () => {
  it('is cut where the next one begins, or is one with a doubt', { timeout: 60_000 }, async () => {
    let cut = 0
    for (let seed = 0; seed < 30; seed += 2) {
      const files = [await madeFile(seed, 'even'), await madeFile(seed + 1, 'even')]
      const both = [await pagesOf(seed), await pagesOf(seed + 1)]
      const { parts, isDoubtful } = splitDocuments(asOneFile(...both))
      if (isDoubtful) continue
      cut += 1
      expect(parts.map(({ pages }) => pages.length)).toEqual(both.map((pages) => pages.length))
      expect(parts.map(({ extraction }) => extraction.fields.gross?.value)).toEqual(
        files.map(({ truth }) => truth.gross),
      )
    }
    expect(cut).toBeGreaterThanOrEqual(14)
  })
  it('keeps a blank sheet with the invoice before it', async () => {
    const blank: PageWords = { page: 1, width: 595, height: 842, words: [], source: 'ocr' }
    const { parts, isDoubtful } = splitDocuments(asOneFile(await pagesOf(0), [blank], await pagesOf(1)))
    expect(parts.map(({ pages }) => pages.map(({ page }) => page))).toEqual([[1, 2], [3]])
    expect(isDoubtful).toBe(false)
  })
})

describe('one invoice', () => {
  it('is never cut, however many pages it has', { timeout: 60_000 }, async () => {
    let long = 0
    for (let seed = 0; seed < 120; seed += 1) {
      const { invoice, truth } = await madeFile(seed, 'even')
      if (invoice.lines.length < 20) continue
      const pages = await pagesOf(seed)
      if (pages.length > 1) long += 1
      expect(numbersIn(pages)).toEqual([truth.number])
    }
    expect(long).toBeGreaterThan(3)
  })
  it('is not cut where its pages repeat its head, nor by a later page of another number', () => {
    const head = 'Nordkraft AS\nOrg.nr: 991825827\nFakturanummer: 1042\nFakturadato: 02.03.2026'
    expect(numbersIn(wordsOfText(`${head}\nSide 1 av 2\f${head}\nSide 2 av 2\nÅ betale 1 250,00`))).toEqual(['1042'])
    const other = head.replace('1042', '1041')
    expect(numbersIn(wordsOfText(`${head}\nSide 1 av 2\f${other}\nSide 2 av 2\nÅ betale 1 250,00`))).toEqual(['1042'])
  })
  it('is one with a doubt where a page counts itself as the first again and says no more', () => {
    const first = 'Nordkraft AS\nFakturanummer: 1042\nFakturadato: 02.03.2026\nSide 1 av 1'
    const { parts, isDoubtful } = splitDocuments(wordsOfText(`${first}\fVedlegg til arbeidet\nSide 1 av 1`))
    expect(parts).toHaveLength(1)
    expect(isDoubtful).toBe(true)
  })
})
