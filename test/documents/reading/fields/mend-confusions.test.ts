import { describe, expect, it } from 'vitest'
import { extractFields, wordsOfText } from '#src/documents/reading/fields/index.ts'
import { mendConfusions } from '#src/documents/reading/fields/mend-confusions.ts'
import type { Row } from '#src/documents/reading/fields/row.ts'
import type { PageWords } from '#src/documents/reading/page-words.ts'

function rowOf(text: string): Row {
  const words = [...text.matchAll(/\S+/g)].map(({ 0: printed, index }) => ({
    word: { text: printed, confidence: 0.95, box: { x: index * 10, y: 0, width: printed.length * 10, height: 12 } },
    start: index,
    end: index + printed.length,
  }))
  const box = { x: 0, y: 0, width: text.length * 10, height: 12 }
  return { page: 1, pageWidth: 600, pageHeight: 800, index: 0, text, words, box, source: 'ocr' }
}
const mended = (text: string): string => mendConfusions(rowOf(text)).text

describe('figures and letters that a recogniser took for each other', () => {
  it('are put right in an IBAN whose check digits then fit, also in groups and before other words', () => {
    expect(mended('IBAN: NLO9 INGB 2789 I362 O9 BIC')).toBe('IBAN: NL09 INGB 2789 1362 09 BIC')
    expect(mended('NLOSINGB6244027185')).toBe('NL05INGB6244027185')
    expect(mended('DE892 and DE89 37O4 0044 O532 0130 00')).toContain('DE89 3704 0044 0532 0130 00')
  })
  it('stay in an IBAN that is one, and in what does not become one', () => {
    for (const text of ['NL09 INGB 2789 1362 09', 'NLO9 INGB 2789 1362 08', 'MODEL SO20 IBIS BOXS 1000 2000']) {
      expect(mended(text)).toBe(text)
    }
  })
  it('are put right in numbers of VAT by their form', () => {
    expect(mended('Btw-nr.: NL 126041426 BO1')).toBe('Btw-nr.: NL 126041426 B01')
    expect(mended('DE12366258S')).toBe('DE123662585')
    expect(mended('BOLD GOODS')).toBe('BOLD GOODS')
  })
  it('make their word doubtful and leave the others as sure as they were', () => {
    const { words } = mendConfusions(rowOf('Btw NL126041426BO1 Utrecht'))
    expect(words.map(({ word }) => [word.text, word.confidence])).toEqual([
      ['Btw', 0.95],
      ['NL126041426B01', 0.6],
      ['Utrecht', 0.95],
    ])
  })
})

it('a mended number is proposed from a scan, never sure, and a text layer is left as it is', () => {
  const text = 'Steingaard BV\nBtw-nummer NL126041426BO1\nFactuur 4411\nDatum 12-03-2024\nTotaal EUR 121,00'
  const pages: PageWords[] = wordsOfText(text).map((page) => ({ ...page, source: 'ocr' }))
  const { organisationNumber } = extractFields(pages).fields
  expect(organisationNumber?.value).toBe('NL126041426B01')
  expect(organisationNumber?.confidence).toBeLessThan(0.8)
  const printed = wordsOfText(text).map((page): PageWords => ({ ...page, source: 'text' }))
  expect(extractFields(printed).fields.organisationNumber?.value).not.toBe('NL126041426B01')
})
