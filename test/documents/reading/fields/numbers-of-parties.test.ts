import { describe, expect, it } from 'vitest'
import { extractFields, type Fields, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'

const read = (text: string): Fields => extractFields(wordsOfText(text)).fields

describe('the organisation number', () => {
  const HEAD = `Fossheim Catering                        Langelinie Alle 17
                                         2100 København Ø
                                         Org.nr. 20202020
`
  const BUYER = `
Zealand Landbrug
Testgårdhøjvej 25
3600 Frederikssund
Org.nr. 20202025                         Fakturadato   06.12.2019
`
  it('is that in the block of the issuer, also where the one of the buyer has the better check digit', () => {
    expect(read(`${HEAD}${BUYER}\nFaktura 17`).organisationNumber?.value).toBe('20202020')
  })
  it('is never sure where it stands under the name and address of another', () => {
    const number = read(`Fossheim Catering\n${BUYER}\nFaktura 17`).organisationNumber
    expect(number?.confidence ?? 0).toBeLessThan(SURE)
  })
  it('is no number of a place and no date', () => {
    const { organisationNumber } = read(
      'Fossheim AS\nOrg.nr: 923 609 016\nVAT no:\nId 1238764941386 (0088)\nVAT no:   01.08.2013',
    )
    expect(organisationNumber?.value).toBe('923609016')
  })
})

describe('the account', () => {
  it('is put together where a narrow box broke it over two lines and its check digits prove it', () => {
    const { account } = read(
      'Faktura 17\nÅ betale        IBAN\n10 555,30 EUR   DE89 3704 0044 0532\n                0130 00\n',
    )
    expect(account).toMatchObject({ value: 'DE89370400440532013000' })
  })
  it('is proposed, and never sure, where the check digits beside its label are wrong', () => {
    const { account } = read('Faktura 17\nKontonummer   DK7650643711684327\n')
    expect(account?.value).toBe('DK7650643711684327')
    expect(account?.confidence).toBeLessThan(SURE)
  })
})
