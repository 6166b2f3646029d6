import { describe, expect, it } from 'vitest'
import { extractFields, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'

const fieldsOf = (text: string, source: 'ocr' | 'text' = 'text') =>
  extractFields(wordsOfText(text).map((page) => ({ ...page, source }))).fields

const till = (total: string): string => `
Muster Markt GmbH
Brot                                2,14 B
Seife                               5,99 A
${total}
MWST          NETTO      MWST      BRUTTO
A 19,00 %      5,03      0,96        5,99
B  7,00 %      2,00      0,14        2,14
18.05.2020    12:41
`

describe('a table of taxes of several rates', () => {
  it('makes the total, with the amounts of its rows added up', () => {
    const { gross } = fieldsOf(till('SUMME EUR                            8,13'), 'ocr')
    expect(gross?.value).toBe('8.13')
    expect(gross?.confidence).toBeGreaterThanOrEqual(SURE)
  })
  it('never gives what one of the rates makes as a sure total, where the row of the total is not legible', () => {
    for (const source of ['ocr', 'text'] as const) {
      const { gross, payable } = fieldsOf(till('S'), source)
      expect(gross?.confidence ?? 0).toBeLessThan(SURE)
      expect(payable?.confidence ?? 0).toBeLessThan(SURE)
    }
  })
  it('has a last row that needs no labels', () => {
    const { net, vat, gross } = fieldsOf(`
Muster GmbH
Rechnung Nr. 4711
Rechnungsdatum 05.03.2024
Satz            Grundlage      Betrag      Zusammen
19,00 %            100,00       19,00        119,00
7,00 %              50,00        3,50         53,50
                   150,00       22,50        172,50
Rechnungsbetrag EUR                         172,50
`)
    expect([net?.value, vat?.value, gross?.value]).toEqual(['150.00', '22.50', '172.50'])
    expect(net?.confidence).toBeGreaterThanOrEqual(SURE)
  })
  it('adds up what a correction takes back', () => {
    const { gross } = fieldsOf(`
Muster GmbH
Gutschrift Nr. 4712
Datum 05.03.2024
MwSt.             Netto          MwSt         Brutto
19,00 %         -100,00        -19,00        -119,00
7,00 %            50,00          3,50          53,50
Auszahlung                                    -65,50
`)
    expect(gross?.value).toBe('-65.50')
  })
})

describe('a sum that is rounded to whole kroner', () => {
  it('is what is to pay, and the sum before it is the total', () => {
    const { net, vat, gross, payable } = fieldsOf(`
Fossheim Rør AS
Faktura 10234
Fakturadato 03.02.2025
Netto                                               8 126,00
Mva 25 %                                            2 031,50
Sum inkl. mva                                      10 157,50
Avrunding                                               0,50
Å betale NOK                                       10 158,00
`)
    expect([net?.value, vat?.value]).toEqual(['8126.00', '2031.50'])
    expect([gross?.value, payable?.value]).toEqual(['10157.50', '10158.00'])
  })
})

describe('a row of taxes alone', () => {
  it('is a part of the total where a row of another rate was not legible', () => {
    const { payable } = fieldsOf(
      `
Markt Lehmann GmbH
SUMME
EUR                                 25,12
Mastercard                EUR       27,12
MwSt          NETTO      MwSt     UMSATZ
B  7%         19,90      1,39      21,29
C 19%          4,90      0,9,3      5 83
`,
      'ocr',
    )
    expect(payable?.value).not.toBe('21.29')
    expect(payable?.confidence ?? 0).toBeLessThan(SURE)
  })
  it('stands over the sum of all rates, which adds up itself', () => {
    const { gross } = fieldsOf(`
Drogerie Hansen GmbH
A  19%        12,97      2,47      15,44
B  Tt         1,7 7      0,12
Summe         14,74      2,59      17,33
`)
    expect(gross?.value).toBe('17.33')
  })
})

describe('net and VAT', () => {
  it('are no surer than the total that they were chosen by', () => {
    const { gross, net, vat } = fieldsOf(till('S'), 'ocr')
    expect(Math.max(net?.confidence ?? 0, vat?.confidence ?? 0)).toBeLessThan(SURE)
    expect(gross?.confidence ?? 0).toBeLessThan(SURE)
  })
})
