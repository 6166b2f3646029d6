import { describe, expect, it } from 'vitest'
import { extractFields, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'

const INVOICE = `
Muster GmbH
Schlussrechnung Nr. 4711
Datum: 05.03.2024
Beratung                                   400,00
Anfahrt                                     50,00
Netto                                      450,00
MwSt. 19 %                                  85,50
Gesamtbetrag EUR                            TOTAL
`
const pagesWith = (total: string, source: 'ocr' | 'text') =>
  wordsOfText(INVOICE.replace('TOTAL', total)).map((page) => ({ ...page, source }))
const grossOf = (total: string, source: 'ocr' | 'text' = 'ocr') => extractFields(pagesWith(total, source)).fields.gross

describe('an amount that an OCR read without its comma', () => {
  it('has it put back where all others have decimals, and is never given as sure', () => {
    const gross = grossOf('53550')
    expect(gross?.value).toBe('535.50')
    expect(gross?.confidence).toBeLessThan(SURE)
    const { exceptions } = extractFields(pagesWith('53550', 'ocr'))
    expect(exceptions.map(({ pointer }) => pointer)).toContain('/fields/gross')
  })
  it('is left alone where it has one, and in a text layer, which loses nothing', () => {
    expect(grossOf('535,50')).toMatchObject({ value: '535.50' })
    expect(grossOf('535,50')?.confidence).toBeGreaterThanOrEqual(SURE)
    expect(grossOf('53550', 'text')?.value).not.toBe('535.50')
  })
})

describe('a compound word', () => {
  it('is the kind of document that its last part says', () => {
    expect(extractFields(pagesWith('535,50', 'text')).fields.number?.value).toBe('4711')
  })
})
