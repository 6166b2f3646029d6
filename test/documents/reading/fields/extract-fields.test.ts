import { describe, expect, it } from 'vitest'
import { extractFields, FIELD_NAMES, type FieldName, wordsOfText } from '#src/documents/reading/fields/index.ts'
import type { Word } from '#src/documents/reading/page-words.ts'
import { fc } from '#test/support/property.ts'

/** The values alone; what was not found is left out. */
function read(text: string): Partial<Record<FieldName, string>> {
  const { fields } = extractFields(wordsOfText(text))
  return Object.fromEntries(FIELD_NAMES.flatMap((name) => (fields[name] ? [[name, fields[name].value]] : [])))
}

const NORWEGIAN = `
Fossheim Rør AS                                          FAKTURA
Storgata 12, 0155 Oslo
Org.nr: 923 609 016 MVA

Kunde:
Nordby Bakeri AS                                          Fakturanr:      10234
Havnegata 4                                               Fakturadato:    03.02.2025
7010 Trondheim                                            Forfallsdato:   17.02.2025

Beskrivelse                     Antall       Pris        Beløp
Rørdeler                          2        500,00     1 000,00
Arbeid                            3        250,00       750,00

Netto                                                 1 750,00
MVA 25 %                                                437,50
Å betale NOK                                          2 187,50

KID: 1023456       Kontonummer: 1234.56.78911
`

describe('the fields of an invoice', () => {
  it('are found in Norwegian, the buyer left aside', () => {
    expect(read(NORWEGIAN)).toEqual({
      issuer: 'Fossheim Rør AS',
      organisationNumber: '923609016',
      number: '10234',
      issuedOn: '2025-02-03',
      dueOn: '2025-02-17',
      currency: 'NOK',
      net: '1750.00',
      vat: '437.50',
      gross: '2187.50',
      payable: '2187.50',
      paymentReference: '1023456',
      account: '12345678911',
    })
  })
  it('are found in Swedish', () => {
    const text = `
Lindqvist Elteknik AB                                  Faktura
Verkstadsgatan 8, 111 22 Stockholm                     Fakturanummer   88412
                                                       Fakturadatum    2025-03-01
Fakturaadress                                          Förfallodatum   2025-03-31
Björks Kafé HB                                         OCR-nummer      8841207

Summa exkl moms                                        4 000,00
Moms 25 %                                              1 000,00
Öresavrundning                                             0,00
Att betala SEK                                         5 000,00

Bankgiro 5050-1055    Org.nr 556036-0793`
    expect(read(text)).toMatchObject({
      issuer: 'Lindqvist Elteknik AB',
      organisationNumber: '5560360793',
      number: '88412',
      issuedOn: '2025-03-01',
      dueOn: '2025-03-31',
      currency: 'SEK',
      net: '4000.00',
      vat: '1000.00',
      gross: '5000.00',
      paymentReference: '8841207',
      account: '5050-1055',
    })
  })
  it('are found in Danish', () => {
    const text = `
Havnens Fisk ApS                        FAKTURA
Kajen 3, 5000 Odense C                  Faktura nr. 2031
CVR-nr. 10 15 08 17                     Fakturadato: 5. maj 2025
                                        Forfaldsdato: 19. maj 2025
Subtotal                                  800,00
Moms 25 %                                 200,00
I alt DKK                               1.000,00`
    expect(read(text)).toMatchObject({
      issuer: 'Havnens Fisk ApS',
      organisationNumber: '10150817',
      number: '2031',
      issuedOn: '2025-05-05',
      dueOn: '2025-05-19',
      currency: 'DKK',
      net: '800.00',
      vat: '200.00',
      gross: '1000.00',
    })
  })
  it('are found in German', () => {
    const text = `
Mühlbach Software GmbH
Lindenstraße 5 · 10115 Berlin

Firma
Adler Handels KG
Marktplatz 1
80331 München
                                     Rechnungsnummer: RE-2025-0117
                                     Rechnungsdatum: 12. März 2025
                                     Fällig am: 26.03.2025
Zwischensumme                           1.200,00 €
zzgl. 19% MwSt.                           228,00 €
Gesamtbetrag                            1.428,00 €

USt-IdNr.: DE136695976    IBAN DE89 3704 0044 0532 0130 00`
    expect(read(text)).toMatchObject({
      issuer: 'Mühlbach Software GmbH',
      organisationNumber: 'DE136695976',
      number: 'RE-2025-0117',
      issuedOn: '2025-03-12',
      dueOn: '2025-03-26',
      currency: 'EUR',
      net: '1200.00',
      vat: '228.00',
      gross: '1428.00',
      account: 'DE89370400440532013000',
    })
  })
  it('are found in French', () => {
    const text = `
Atelier Moreau SARL                      FACTURE
14 rue des Lilas, 69003 Lyon             N° de facture : FA-778
TVA : FR40303265045                      Date de facture : 4 février 2025
                                         Date d'échéance : 06/03/2025
Total HT                                   250,00 €
TVA 20 %                                    50,00 €
Total TTC                                  300,00 €`
    expect(read(text)).toMatchObject({
      issuer: 'Atelier Moreau SARL',
      number: 'FA-778',
      issuedOn: '2025-02-04',
      dueOn: '2025-03-06',
      currency: 'EUR',
      net: '250.00',
      vat: '50.00',
      gross: '300.00',
    })
  })
  it('are found in Dutch', () => {
    const text = `
Van Dalen Fietsen B.V.                   FACTUUR
Kalverstraat 10, 1012 AB Amsterdam       Factuurnummer: 2025-118
KvK-nummer: 24330088                     Factuurdatum: 7 mei 2025
                                         Vervaldatum: 21-05-2025
Totaal excl. btw                         € 100,00
Btw 21%                                   € 21,00
Totaal incl. btw                         € 121,00`
    expect(read(text)).toMatchObject({
      issuer: 'Van Dalen Fietsen B.V.',
      number: '2025-118',
      issuedOn: '2025-05-07',
      dueOn: '2025-05-21',
      currency: 'EUR',
      net: '100.00',
      vat: '21.00',
      gross: '121.00',
    })
  })
  it('put the month first where the document does', () => {
    const text = `
Redwood Supplies Inc.
500 Main Street, Portland, OR 97201
Invoice number: 5512       Invoice date: 03/04/2025     Due date: 03/25/2025
Subtotal  $90.00
Sales tax $10.00
Total due $100.00`
    expect(read(text)).toMatchObject({
      issuer: 'Redwood Supplies Inc.',
      number: '5512',
      issuedOn: '2025-03-04',
      dueOn: '2025-03-25',
      currency: 'USD',
      gross: '100.00',
    })
  })
})

describe('the total of a till receipt', () => {
  const receipt = (foot: string): string => `
CORNER BAKERY SDN BHD
(123456-K)
TAX INVOICE
DATE: 05/06/2018 11:20
BREAD        2.49
MILK         7.60
${foot}`
  it('is neither what was paid nor what was given back', () => {
    const text = receipt('TOTAL SALES   10.09\nCASH   50.00\nCHANGE   39.91')
    expect(read(text)).toMatchObject({ issuer: 'CORNER BAKERY SDN BHD', gross: '10.09', issuedOn: '2018-06-05' })
  })
  it('is the rounded one', () => {
    expect(read(receipt('TOTAL   10.09\nROUNDING ADJ   0.01\nTOTAL   10.10')).gross).toBe('10.10')
  })
  it('is not the total of the table of taxes', () => {
    const text = receipt('TOTAL INCL GST   10.09\nGST SUMMARY   AMOUNT   TAX\nSR 6%   9.52   0.57\nTOTAL   9.52   0.57')
    expect(read(text)).toMatchObject({ gross: '10.09', net: '9.52', vat: '0.57' })
  })
  it('is found where labels and values come in columns of their own', () => {
    expect(read(receipt('TOTAL INCL GST\nCASH\nCHANGE\n10.09\n20.00\n9.91')).gross).toBe('10.09')
  })
})

describe('what is not sure', () => {
  it('is told, and what is missing too', () => {
    const { fields, exceptions } = extractFields(wordsOfText('Hello\nsome words'))
    expect(fields.gross).toBeNull()
    expect(exceptions.map(({ code, pointer }) => `${code} ${pointer}`)).toContain('field_missing /fields/gross')
  })
  it('is a total that its parts do not make', () => {
    const { exceptions } = extractFields(wordsOfText('Sum eks mva  100,00\nMVA 25 %  25,00\nTotalsum  130,00'))
    expect(exceptions.map(({ code }) => code)).toContain('totals_differ')
  })
})

describe('the words of a page', () => {
  const anyWord: fc.Arbitrary<Word> = fc.record({
    text: fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Total',
        'Invoice',
        'No',
        '12,50',
        '1.234,00',
        '01/02/2025',
        'kr',
        'KID',
        'AS',
        '(',
        '-',
        '923609016',
      ),
    ),
    box: fc.record({
      x: fc.double(),
      y: fc.double({ min: -10, max: 2000, noNaN: true }),
      width: fc.double({ min: -1, max: 500, noNaN: true }),
      height: fc.double({ min: -1, max: 60, noNaN: true }),
    }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  it('may be anything', () => {
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 60 }), (words) => {
        const { fields } = extractFields([{ page: 1, width: 600, height: 800, words, source: 'ocr' }])
        for (const field of Object.values(fields)) {
          if (field) expect(field.confidence).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 200 },
    )
  })
  it('give the same fields in any order', () => {
    const [page] = wordsOfText(NORWEGIAN)
    if (!page) throw new Error('no page')
    const { fields } = extractFields([page])
    fc.assert(
      fc.property(fc.shuffledSubarray([...page.words], { minLength: page.words.length }), (words) => {
        expect(extractFields([{ ...page, words }]).fields).toEqual(fields)
      }),
      { numRuns: 10 },
    )
  })
})

it('a date whose point was read as a comma is one, and no amount', () => {
  const { fields } = extractFields(wordsOfText('Roller GmbH\nDatum: 26,09.2016 13.56\nSumme EUR 59,96'))
  expect([fields.issuedOn?.value, fields.gross?.value]).toEqual(['2016-09-26', '59.96'])
})
