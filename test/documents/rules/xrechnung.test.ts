import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { XRECHNUNG_CII } from '#src/documents/rules/xrechnung/cii.ts'
import { XRECHNUNG_UBL } from '#src/documents/rules/xrechnung/ubl.ts'
import { corpusFiles, corpusText } from '#test/support/corpus.ts'

const SUITE = corpusFiles('xrechnung-testsuite', '.xml')

describe('the XRechnung test suite', () => {
  it.each(SUITE)('%s is valid by its own rule sets', (file) => {
    const { rules, valid, fired } = validate(readFileSync(file))
    expect(rules).toEqual(['en16931', 'xrechnung'])
    expect(fired.filter((one) => one.flag === 'fatal')).toEqual([])
    expect(valid).toBe(true)
  })
})

const numbers = (prefix: string, ...names: (string | number)[]) => names.map((name) => `${prefix}${name}`)
const COMMON = [
  ...numbers('BR-DE-', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22),
  ...numbers('BR-DE-', '23-a', '23-b', '24-a', '24-b', '25-a', '25-b', 26, 27, 28, 30, 31, 'TMP-32'),
  'BR-TMP-2',
  ...numbers('BR-DEX-', '01', '04', '05', '06', '07', '08'),
  ...numbers('BR-DE-CVD-', '01', '02', '03', '04', '05', '06-a', '06-b'),
  'BR-TMP-CVD-01',
  ...numbers('PEPPOL-EN16931-R', '001', '005', '008', '010', '020', '040', '041', '042', '044', '046', '053', '054'),
  ...numbers('PEPPOL-EN16931-R', '055', '061', '101', '110', '111', '120', '121', '130'),
]
const IN_UBL = ['PEPPOL-EN16931-R043', ...numbers('BR-DEX-', '02', '03', '09', 10, 11, 12, 13, 14)]
const IN_CII = [...numbers('PEPPOL-EN16931-R043-', 1, 2), 'BR-TMP-3', 'BR-DEX-15']

describe('the rules of XRechnung', () => {
  it.each([
    ['UBL', XRECHNUNG_UBL, IN_UBL],
    ['CII', XRECHNUNG_CII, IN_CII],
  ] as const)('are, in %s, all that the official set has', (_, set, more) => {
    const ids = [...new Set(rulesOf([set]).map(({ id }) => id))]
    expect(ids.sort()).toEqual([...COMMON, ...more].sort())
  })
})

const FOLDER = 'xrechnung-testsuite/src/test/business-cases/standard'
const firedAfter = (file: string, ...[from, to]: [RegExp, string]) => {
  const before = corpusText(FOLDER, file)
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  return validate(Buffer.from(after)).fired.map(({ id, flag }) => `${id} ${flag}`)
}

describe.each([
  ['01.01a-INVOICE_ubl.xml', 'cbc:BuyerReference', 'cbc:ElectronicMail', 'cbc:CityName', 'cbc:InvoiceTypeCode'],
  ['01.01a-INVOICE_uncefact.xml', 'ram:BuyerReference', 'ram:URIID', 'ram:CityName', 'ram:TypeCode'],
])('%s', (file, reference, mail, city, type) => {
  const element = (name: string) => new RegExp(`<${name}>[^<]*</${name}>`)
  it('needs a buyer reference', () => {
    expect(firedAfter(file, element(reference), '')).toContain('BR-DE-15 fatal')
  })
  it('needs the city of the seller', () => {
    expect(firedAfter(file, element(city), '')).toContain('BR-DE-3 fatal')
  })
  it('is warned of an e-mail address that is none', () => {
    expect(firedAfter(file, element(mail), `<${mail}>nobody</${mail}>`)).toContain('BR-DE-28 warning')
  })
  it('is warned of a type that Germany does not use', () => {
    expect(firedAfter(file, element(type), `<${type}>388</${type}>`)).toContain('BR-DE-17 warning')
  })
})

describe('the levels of XRechnung', () => {
  it('let a unit of another list pass with a warning', () => {
    const fired = firedAfter('01.01a-INVOICE_ubl.xml', /unitCode="[^"]*"/, 'unitCode="QQQQ"')
    expect(fired).toContain('BR-CL-23 warning')
  })
  it('do not let payment terms be repeated in CII', () => {
    const fired = firedAfter(
      '01.01a-INVOICE_uncefact.xml',
      /(<ram:SpecifiedTradePaymentTerms>[\s\S]*?<\/ram:SpecifiedTradePaymentTerms>)/,
      '$1$1',
    )
    expect(fired).toContain('CII-SR-452 fatal')
  })
})

describe('an XRechnung of version 2', () => {
  const OLD = 'urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3'
  const asOld = (file: string, change: (xml: string) => string = (xml) => xml) => {
    const xml = corpusText(FOLDER, file).replace(/urn:cen[^<]*xrechnung_3.0/, OLD)
    return validate(Buffer.from(change(xml))).fired.map(({ id, flag }) => `${id} ${flag}`)
  }
  it.each(['01.01a-INVOICE_ubl.xml', '01.01a-INVOICE_uncefact.xml'])('is judged by its own rules: %s', (file) => {
    expect(asOld(file)).toEqual([])
    // The rules of Peppol and the temporary ones came with version 3.
    expect(asOld(file, (xml) => xml.replace(/billing:01:1.0/, 'other').replace(/<cbc:ProfileID>.*/, ''))).toEqual([])
    expect(asOld(file, (xml) => xml.replace('xrechnung_2.3', 'xrechnung_2.x'))).toEqual(['BR-DE-21 warning'])
  })
  it('may state interest for late payment', () => {
    const terms = (kind: string) => (xml: string) =>
      xml.replace(/(<cac:PaymentTerms>\s*<cbc:Note>)[^<]*/, `$1#${kind}#TAGE=14#PROZENT=2.00#\n`)
    expect(asOld('01.01a-INVOICE_ubl.xml', terms('VERZUG'))).toEqual([])
    expect(asOld('01.01a-INVOICE_ubl.xml', terms('ANDERES'))).toEqual(['BR-DE-18 fatal'])
  })
  it('names the mandate of a direct debit', () => {
    const byDebit = (xml: string) =>
      xml.replace(
        /<cac:PaymentMeans>[\s\S]*<\/cac:PaymentMeans>/,
        '<cac:PaymentMeans><cbc:PaymentMeansCode>59</cbc:PaymentMeansCode><cac:PaymentMandate/></cac:PaymentMeans>',
      )
    expect(asOld('01.01a-INVOICE_ubl.xml', byDebit)).toContain('BR-DE-29 fatal')
  })
})
