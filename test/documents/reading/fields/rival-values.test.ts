import { describe, expect, it } from 'vitest'
import { extractFields, type Fields, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'

const read = (text: string): Fields => extractFields(wordsOfText(text)).fields
const isSure = (fields: Fields, name: keyof Fields): boolean => (fields[name]?.confidence ?? 0) >= SURE

describe('the number of an invoice', () => {
  it('stands under its title, and not in a sentence that names another', () => {
    const { number } = read(`
Verkehrsbetriebe Musterstadt GmbH        FAKTURA
Weg 12                                   E201809
12345 Ort                                Fakturadato   20.09.2018
Bei Rückfragen bitte Ihre Kundennummer 35040 und Belegnummer 201809 angeben
`)
    expect(number?.value).toBe('E201809')
  })
  it('is not that of the insurance which the invoice is for', () => {
    const { number } = read(`
Musterhafter Versicherung AG             Rechnung
Weg 12                                   77-2018-1
12345 Ort                                Rechnungsdatum   11.03.2018
Beitragsrechnung zur Versicherung Nr. 123456
`)
    expect(number?.value).toBe('77-2018-1')
  })
  it('is not that of the invoice which a credit note refers to', () => {
    expect(read('Credit note   K-2345\nRefers to invoice   TOSL108').number?.value).toBe('K-2345')
  })
  it('is not sure where its line breaks off in the midst of it', () => {
    expect(isSure(read('Invoice number   061828591|\n0|1.1|0|1\nInvoice date 01.10.2020'), 'number')).toBe(false)
  })
})

describe('the registration number', () => {
  it('is not that of whom to pay, nor that of a tax representative', () => {
    const { organisationNumber } = read(`
Fossheim Rør AS                          Storgata 12
                                         0155 Oslo
                                         Org.nr. NO 974 760 673 MVA

Faktura 10234

Betalingsmottaker                        Avgiftsrepresentant
Kravkjøp Finans                          Avgiftskontoret
Org.nr. 923 609 016                      Org.nr. 810 034 882
`)
    expect(organisationNumber?.value).toBe('974760673')
  })
})

describe('the day of issue', () => {
  it('is the day of the letter, and not that on which it was printed', () => {
    const { issuedOn } = read(`
Muster GmbH
Rechnungsnummer 4711
München, den 01.11.2024
Summe 100,00
Datum: 30.10.2024   Zeit: 04:59:13
`)
    expect(issuedOn?.value).toBe('2024-11-01')
  })
  it('has the day first where a span of hours looks like a date of the United States', () => {
    expect(read('Marktkauf GmbH\nMo - Sa 7.30 - 21:00 Uhr\n08.04.20 09:51').issuedOn?.value).toBe('2020-04-08')
  })
  it('has no time of the day because another date follows it', () => {
    const { issuedOn } = read(`
Musterhafte Versicherung   11. März 2014
Wir buchen zu den Fälligkeiten 01.07.2014, 01.10.2014 ab
`)
    expect(issuedOn?.value).toBe('2014-03-11')
  })
})

describe('the day to pay', () => {
  it('is not that until which payments were booked', () => {
    const { dueOn } = read(`
Rechnung Nr. 4711
Rechnungsdatum 11.03.2014
Fälligkeitstag: 01.04.2014
Zahlungen wurden bis zum 04.03.2014 berücksichtigt
`)
    expect(dueOn?.value).toBe('2014-04-01')
  })
})

describe('the total', () => {
  it('is what was invoiced, and not what is to pay with the sum that is owed from before', () => {
    const { gross, payable } = read(`
Rechnung Nr. 4711
Haftpflicht   80,00 €
Vollkasko   140,00 €
Beitrag inklusive 19 % Versicherungsteuer   220,00 €
Darin enthaltene Versicherungsteuer   35,13 €
Ausstehende Forderung   100,00 €
Zu zahlen   320,00 €
`)
    expect([gross?.value, payable?.value]).toEqual(['220.00', '320.00'])
  })
  it('is not sure where something else is to pay and no figure says why', () => {
    const fields = read('Invoice No. 4711\nNet   108.33\nVAT 20 %   21.67\nTotal   130.00\nAmount due   97.40')
    expect(isSure(fields, 'gross')).toBe(false)
  })
  it('is not sure where it is what one rate makes', () => {
    const fields = read(`
TOTAL 6% SUPPLIES (EXCL. GST):   28.32
GST:   1.69
TOTAL 6% SUPPLIES (INC. GST):   30.01
TOTAL 0% SUPPLIES:   -7.43
TOTAL PAYABLE:   22.58
`)
    expect(fields.gross?.value === '22.58' || !isSure(fields, 'gross')).toBe(true)
  })
  it('is no sum that makes another one with the VAT', () => {
    const text = 'Safety shoes   103.77\nTotal   103.77\nTotal   103.77\nCash   110.00\nTax total   6.23\nAmount 110.00'
    expect(read(text).gross?.value).toBe('110.00')
  })
})

describe('a row of sums under the columns of a table', () => {
  it('has the total in its last column', () => {
    const { gross } = read('Printer   3,000.00   540.00   3,540.00\nTOTAL:   540.00   3,540.00')
    expect(gross?.value).toBe('3540.00')
  })
})

describe('two taxes printed apart', () => {
  it('prove the total with the net, and neither is all of the VAT', () => {
    const { net, vat, gross } = read(
      'Bus fare   700.00\nTotal taxable value   600.00\nIGST 5%   0.00\nCGST 2.5%   15.00\nSGST 2.5%   15.00\nTotal   630.00',
    )
    expect([net?.value, vat, gross?.value]).toEqual(['600.00', null, '630.00'])
  })
})

describe('a sign that the font does not name', () => {
  it('is read as a hyphen in a number, and not as sure', () => {
    const { number } = read('Invoice number 2E9958F3\u00000010')
    expect(number?.value).toBe('2E9958F3-0010')
    expect((number?.confidence ?? 1) < SURE).toBe(true)
  })
  it('leaves a number unsure that goes on behind a space', () => {
    expect(isSure(read('Invoice number 2E9958F3 0010\nInvoice date 05.03.2024'), 'number')).toBe(false)
  })
})

describe('the issuer', () => {
  it('is not whom a letter is addressed to', () => {
    const { issuer } = read(
      'GLOBAL CREATIVE WORKS\nM : 9327733575\nTAX INVOICE\nTo\nFOXHALL INDIA PRIVATE LIMITED\nPlot 4',
    )
    expect(issuer?.value).toBe('GLOBAL CREATIVE WORKS')
  })
  it('is not sure to be the vendor that a market at the head of the page names', () => {
    const fields = read(
      'TRIPHOUSE INDIA PRIVATE LIMITED\nTAX INVOICE\nInvoice No. M06\nVendor\nGozo Cabs Pvt Ltd\nTotal 5.00',
    )
    expect(isSure(fields, 'issuer')).toBe(false)
  })
  it('is not sure where a line goes on with the same name', () => {
    const fields = read('DOMINIK PIZZA\nGST REF NO : 001694261248\nDOMINIK PIZZA TAMAN UNIVERSITI\nTotal   6.70')
    expect(isSure(fields, 'issuer')).toBe(false)
  })
  it('is not sure where a line over it may be a part of its name', () => {
    const fields = read('AMPANG 210\nFIRST CITY PARKING SDN BHD\n(961394-X)\nTotal   7.00')
    expect(isSure(fields, 'issuer')).toBe(false)
  })
  it('ends with its legal form, whatever number an OCR saw behind it', () => {
    expect(read('Markwald SAS 38\nFacture n° 4711').issuer?.value).toBe('Markwald SAS')
  })
})

describe('what stands beside in a row', () => {
  it('is no label where a street ends with its letters', () => {
    const { number, issuedOn } = read(`
Your Company, LLC                        INVOICE
12 Hill Ave
123 Main St                              ACM-001

Oak Works LLC                            Invoice date
78 Market St                             02/13/2024
`)
    expect([number?.value, issuedOn?.value]).toEqual(['ACM-001', '2024-02-13'])
  })
  it('is no day of issue under a heading of the table of goods', () => {
    const { issuedOn } = read(`
Your Company, LLC
Invoice no. 4711     03/15/2024
Item          Description          Date          Unit cost          Line total
Strategy          Audit          02/28/2024          1,500.00          1,500.00
`)
    expect(issuedOn?.value).toBe('2024-03-15')
  })
})

describe('the name of an issuer', () => {
  it.each([
    ['TechCloud Solutions GmbH support@techcloud.com', 'TechCloud Solutions GmbH'],
    ['Musterfirma AG Abteilung Buchhaltung', 'Musterfirma AG'],
    ['Handwerker-Service Müller Hauptstraße 12, 12345 Berlin', 'Handwerker-Service Müller'],
    ['Rechnung Nr. 4711 Aussteller: London Strategy Group,', 'London Strategy Group'],
  ])('ends where something else follows in its line: %s', (line, name) => {
    expect(read(`${line}\nRechnungsnummer 4711\nBrutto 100,00 EUR`).issuer?.value).toBe(name)
  })
  it('is not sure where nothing ties it to the document and it has no legal form', () => {
    expect(isSure(read('Example of a file\nInvoice number 4711'), 'issuer')).toBe(false)
  })
})

describe('the payment reference', () => {
  it('is all of a number with strokes, and no part of it that has a right check digit', () => {
    const { paymentReference } = read('Please use the following communication for your payment : VT/2022/0001')
    expect(paymentReference?.value).toBe('VT/2022/0001')
    expect((paymentReference?.confidence ?? 1) < SURE).toBe(true)
  })
})

describe('a term of days', () => {
  it('is no amount', () => {
    const { payable } = read('Invoice No. 4711\nTotal   4,750.00\nPayment is due within 30 days.')
    expect(payable?.value).toBe('4750.00')
  })
})
