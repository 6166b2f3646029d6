import { describe, expect, it } from 'vitest'
import { extractFields, type Fields, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'

const read = (text: string): Fields => extractFields(wordsOfText(text)).fields

describe('the number of an invoice', () => {
  it('is not the code of its kind that stands in brackets before it', () => {
    const { number, issuedOn } = read('Handelsrechnung (380) Nr. 471102 vom 05.06.2018\nLeistungsdatum: 03.06.2018')
    expect(number?.value).toBe('471102')
    expect(issuedOn?.value).toBe('2018-06-05')
  })
  it('may be eight digits that are a day, too', () => {
    expect(read('Faktura 20180112\nFakturadato   09.01.2018').number?.value).toBe('20180112')
  })
  it('is not that of the invoice which a credit note takes back', () => {
    const { number, issuedOn } = read(
      'Kreditnota nr: 1007\nDato: 31.01.2026\nOpprinnelig faktura: 998877\nOriginal invoice date: 01.01.2026',
    )
    expect(number?.value).toBe('1007')
    expect(issuedOn?.value).toBe('2026-01-31')
  })
  it('may hold what looks like an amount', () => {
    const text = 'Rechnung des Versicherers (575) Nr. 00.123.456.7-2018-1 vom 11.03.2018'
    expect(read(text).number?.value).toBe('00.123.456.7-2018-1')
  })
})

describe('the day to pay', () => {
  it.each([
    ['Zahlbar innerhalb 30 Tagen netto bis 04.07.2018, 3% Skonto innerhalb 10 Tagen bis 15.06.2018', '2018-07-04'],
    ['Bei Zahlung bis zum 15.06.2018 2% Skonto, zahlbar netto bis 04.07.2018', '2018-07-04'],
    ['Please remit until 2019-07-01.', '2019-07-01'],
    ['Beløpet bes betalt innen 24.03.2025', '2025-03-24'],
    ['À régler avant le 30/04/2024', '2024-04-30'],
  ])('is said in a sentence: %s', (sentence, day) => {
    expect(read(`Invoice 1234\nInvoice date: 2017-05-05\n${sentence}`).dueOn?.value).toBe(day)
  })
  it('is not said by a delivery', () => {
    expect(read('Faktura nr 1234\nFakturadato: 05.05.2017\nLevering senest 24.05.2017').dueOn).toBeNull()
  })
})

describe('the total', () => {
  it('leaves out what is owed from before', () => {
    const { gross, payable } = read(
      'Faktura\nNetto   1 000,00\nMVA 25 %   250,00\nSum inkl. mva   1 250,00\nForrige saldo   400,00\nÅ betale   1 650,00',
    )
    expect(gross?.value).toBe('1250.00')
    expect(payable?.value).toBe('1650.00')
  })
  it('has no currency from the code of an article', () => {
    expect(read('Rechnung 17\n1 KR3M   Kunstrasen   12,00\nBeträge in EUR\nGesamt   12,00').currency?.value).toBe('EUR')
  })
})

describe('who issued it', () => {
  it('is the sender over the window of the envelope, not the addressee below', () => {
    const text =
      'Bei Spiel · Ecke 12 · 12345 Stadthausen\nKunden AG\nBahnstr. 42\n88802 Spielkreis\n\nBei Spiel\nRechnung 17 vom 01.02.2024'
    expect(read(text).issuer?.value).toBe('Bei Spiel')
  })
  it('has its legal form before its name in some countries', () => {
    const text = 'AB Verktyg i Norr   Box 789\n   12345 Stockholm\n\nFaktura 17\nFakturadatum   2024-02-01'
    expect(read(text).issuer?.value).toBe('AB Verktyg i Norr')
  })
  it('is in doubt where the name may go on in the next line', () => {
    const [whole, part] = ['THE MARKET KITCHEN\nNO. 12, JALAN BESAR', 'THE MARKET KITCHEN\nHARBOUR QUAY'].map((head) =>
      read(`${head}\nTAX INVOICE 1234\n01/02/2024\nTOTAL   12.00`),
    )
    expect(whole?.issuer?.confidence).toBeGreaterThanOrEqual(SURE)
    expect(part?.issuer?.confidence).toBeLessThan(SURE)
  })
  it('is in doubt where two companies stand and nothing ties one to the document', () => {
    const { issuer } = read('Nordby Bakeri AS   Fjell Rør AS\nFaktura 17\nFakturadato 01.02.2024')
    expect(issuer?.confidence ?? 0).toBeLessThan(SURE)
  })
})
