import { describe, expect, it } from 'vitest'
import { extractFields, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'

const fieldsOf = (text: string) => extractFields(wordsOfText(text)).fields

describe('the issuer', () => {
  it('is the name at the head whose numbers stand beside it, and not the company that it bills', () => {
    const { issuer } = fieldsOf(`
Gryteland Tegnekontor                    Postboks 12
                                         0155 Oslo
                                         Org.nr. 923 609 016
                                         Tlf. 22 00 00 00


Nordby Bakeri AS                         Faktura 10234
Havnegata 4                              Fakturadato 03.02.2025
7010 Trondheim
Org.nr. 974 760 673
`)
    expect(issuer?.value).toBe('Gryteland Tegnekontor')
  })
  it('is not taken for what stands below a name that holds a word of labels', () => {
    const { issuer } = fieldsOf(`
Muster-Lieferant GmbH
Anna Muster
Weg 12
12345 Ort
USt-IdNr. DE123456789

Rechnung Nr. 4711
`)
    expect(issuer?.value).toBe('Muster-Lieferant GmbH')
  })
  it('is not whom to pay, where another company has the head of the letter', () => {
    const { issuer } = fieldsOf(`
Fossheim Rør AS                          Storgata 12
Org.nr. 923 609 016                      0155 Oslo

Faktura 10234

Betalingsmottaker
Kravkjøp Finans
Kontonummer 1234.56.78911
`)
    expect(issuer?.value).toBe('Fossheim Rør AS')
  })
  it('is not sure where another name is better tied to the document', () => {
    const { issuer } = fieldsOf(`
Invoice 103767

Adatum Corporation                       Cronus
Station Road 21                          Court Road 12
48436 Ashford                            20097 Benrath
                                         VAT No. 654321
`)
    expect(issuer?.confidence ?? 0).toBeLessThan(SURE)
  })
})

describe('the day of issue', () => {
  it('has the day first between dots, also where the money is dollars', () => {
    const { issuedOn } = fieldsOf(`
Muster GmbH
DE 12345 Ort
Rechnung Nr. 4711 vom 10.04.2018
Betrag $ 100.00
`)
    expect(issuedOn?.value).toBe('2018-04-10')
  })
  it('is not sure where day and month could be changed and the place is in no country of one order', () => {
    const { issuedOn } = fieldsOf(`
Maple Supplies Ltd
Invoice No. 4711
Invoice date 04/05/2018
Total $ 100.00
`)
    expect(issuedOn?.confidence).toBeLessThan(SURE)
  })
  it('is the day in the name of the document, and not another date below', () => {
    const { issuedOn } = fieldsOf(`
Muster GmbH
Gutschrift Nr. 4712 vom 5. März 2024
Datum: 20.04.2024
`)
    expect(issuedOn?.value).toBe('2024-03-05')
  })
})

describe('the day to pay', () => {
  it('is the later of two days until which something may be paid', () => {
    const { dueOn } = fieldsOf(`
Muster GmbH
Rechnung Nr. 4711
Rechnungsdatum 01.03.2024
Zahlbar bis 11.03.2024 in Höhe von EUR 98,00
Zahlbar bis 31.03.2024 in Höhe von EUR 100,00
`)
    expect(dueOn?.value).toBe('2024-03-31')
  })
})

describe('the currency', () => {
  it('is not sure where a second one stands on the page nearly as often', () => {
    const { currency } = fieldsOf(`
Muster GmbH
Invoice No. 4711
Consulting EUR 80.00
VAT EUR 20.00
Total SEK 1100.00
`)
    expect(currency?.confidence ?? 0).toBeLessThan(SURE)
  })
})

describe('an account broken over two lines', () => {
  it('is put together by the length that its country gives it, and is a proposal without right check digits', () => {
    const { account } = fieldsOf(`
Gryssjöns Potatis AB
Faktura 54272097
Förfallodag          IBAN
2019-02-04           SE28 8000 0832 7900 0001
                     2345
`)
    expect(account?.value).toBe('SE2880000832790000012345')
    expect(account?.confidence).toBeLessThan(SURE)
  })
})
