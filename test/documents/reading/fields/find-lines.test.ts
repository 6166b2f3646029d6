import { describe, expect, it } from 'vitest'
import { extractFields, wordsOfText } from '#src/documents/reading/fields/index.ts'

describe('the lines of a table', () => {
  const linesOf = (text: string) => extractFields(wordsOfText(text)).lines
  it('are read under two columns, up to the first sum', () => {
    const lines = linesOf(`
Leistung                                   Betrag
Beratung vor Ort                           400,00
Anfahrt                                     50,00
Netto                                      450,00
MwSt. 19 %                                  85,50
Gesamtbetrag                               535,50
`)
    expect(lines).toEqual([
      { description: 'Beratung vor Ort', quantity: null, unitPrice: null, net: '400.00' },
      { description: 'Anfahrt', quantity: null, unitPrice: null, net: '50.00' },
    ])
  })
  it('keep a description of several rows whole, and the quantity that stands before it apart', () => {
    const lines = linesOf(`
Antall   Beskrivelse              Pris        Beløp
2        Rørdeler til bad         500,00   1 000,00
         med pakning
1        Arbeid                   250,00     250,00

Netto                                      1 250,00
`)
    expect(lines).toEqual([
      { description: 'Rørdeler til bad med pakning', quantity: '2.00', unitPrice: '500.00', net: '1000.00' },
      { description: 'Arbeid', quantity: '1.00', unitPrice: '250.00', net: '250.00' },
    ])
  })
})
