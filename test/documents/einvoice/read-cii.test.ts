import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isCounted } from '#src/documents/einvoice/counted-lines.ts'
import type { Invoice } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { compare, type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { corpus, corpusBytes, corpusFiles } from '#test/support/corpus.ts'

const FOLDERS = [
  'zugferd-corpus',
  'mustang-validation',
  'factur-x-fixtures',
  'xrechnung-testsuite',
  'en16931/cii/examples',
]
const ALL = FOLDERS.flatMap((folder) => corpusFiles(folder, '.xml'))
const isCii = (path: string) => /<(\w+:)?CrossIndustry(Invoice|Document)\b/.test(readFileSync(path, 'utf8'))
const CII = ALL.filter(isCii)

/** The amount of a name in the totals of the document, as written. */
const amountIn = (text: string, name: string): string | undefined => {
  const totals = text.split('MonetarySummation>').find((part) => part.includes('GrandTotalAmount')) ?? ''
  return new RegExp(`<(?:\\w+:)?${name}[^>]*>\\s*([^<\\s]+)`).exec(totals)?.[1]
}

/** Numbers without trailing noughts, and without what only one of the syntaxes can say. */
const comparable = (invoice: Invoice): unknown =>
  JSON.parse(
    JSON.stringify(invoice, (key, value) => {
      if (key === 'units' || key === 'scale') return value
      if (typeof value === 'object' && value !== null && 'units' in value) return plain(value as Decimal)
      return typeof value === 'bigint' ? String(value) : value
    }),
  )
const plain = (value: Decimal): string => String(Number(formatDecimal(value)))

describe('the CII files of the corpus', () => {
  it.each(ALL)('%s is read, or refused with a reason', (path) => {
    try {
      expect(readEInvoice(readFileSync(path)).syntax).toMatch(/^(ubl|cii|zugferd1)$/)
    } catch (error) {
      expect(isProblem(error)).toBe(true)
      expect(CII.includes(path) && !/invalidV2Root/.test(path)).toBe(false)
    }
  })
  it.each(CII.filter((path) => !/invalid/.test(path)))('%s has the totals that it states', (path) => {
    const text = readFileSync(path, 'utf8')
    const { declared } = readEInvoice(readFileSync(path)).invoice
    const stated = (name: string) => amountIn(text, name)
    expect(declared.net && formatDecimal(declared.net)).toBe(stated('TaxBasisTotalAmount'))
    expect(declared.gross && formatDecimal(declared.gross)).toBe(stated('GrandTotalAmount'))
    expect(declared.payable && formatDecimal(declared.payable)).toBe(stated('DuePayableAmount'))
  })
})

const STANDARD = 'xrechnung-testsuite/src/test/business-cases/standard'
/** Pairs that state the same in every field; the other pairs of the suite differ in what was typed into them. */
const PAIRS = ['01.01a', '01.05a', '01.07a', '01.18a', '02.01a']
const EVERY_PAIR = readdirSync(corpus(STANDARD))
  .filter((name) => name.endsWith('_uncefact.xml'))
  .map((name) => name.replace('-INVOICE_uncefact.xml', ''))
const pair = (number: string) =>
  (['uncefact', 'ubl'] as const).map(
    (form) => readEInvoice(corpusBytes(STANDARD, `${number}-INVOICE_${form}.xml`)).invoice,
  )

describe('an XRechnung in CII', () => {
  it.each(PAIRS)('%s says the same as in UBL', (number) => {
    const [cii, ubl] = pair(number).map((invoice) => comparable({ ...invoice, attachments: [] }))
    const { rounding, ...declared } = (cii as { declared: Record<string, string> }).declared
    expect({ ...(cii as object), declared }).toEqual(ubl)
    expect(rounding ?? '0').toBe('0')
  })
  it.each(EVERY_PAIR)('%s has the lines, parties and attachments of its UBL', (number) => {
    const [cii, ubl] = pair(number)
    const gist = (invoice: Invoice | undefined) => ({
      lines: invoice?.lines.map(({ id, net, description }) => [id, net && plain(net), description]),
      names: [invoice?.supplier.name, invoice?.customer.name],
      numbers: [invoice?.number, invoice?.issuedOn, invoice?.dueOn, invoice?.bankAccount, invoice?.supplier.vatNumber],
      attachments: invoice?.attachments.map(({ id, content }) => [id, content?.length]),
    })
    expect(gist(cii)).toEqual(gist(ubl))
  })
})

describe('a ZUGFeRD 1.0', () => {
  it.each([
    ['ZUGFeRD1_COMFORT_Einfach.xml', 'ZUGFeRD2_COMFORT_Einfach.xml'],
    ['ZUGFeRD1-invoice.xml', 'ZUGFeRD2-invoice.xml'],
  ])('%s reads like the same invoice in version 2', (old, renewed) => {
    const folder = 'mustang-validation/library/src/test/resources/migration'
    const before = readEInvoice(corpusBytes(folder, 'input', old))
    const after = readEInvoice(corpusBytes(folder, 'reference', renewed))
    expect(before.syntax).toBe('zugferd1')
    expect({ ...before.invoice, customizationId: after.invoice.customizationId }).toEqual(after.invoice)
  })
})

const RAM = 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100'
const RSM = 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'
const UDT = 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100'
const cii = (document: string, settlement: string, lines = '') =>
  readEInvoice(
    Buffer.from(
      `<i:CrossIndustryInvoice xmlns:i="${RSM}" xmlns="${RAM}" xmlns:u="${UDT}"><i:ExchangedDocument>${document}</i:ExchangedDocument><i:SupplyChainTradeTransaction>${lines}<ApplicableHeaderTradeSettlement>${settlement}</ApplicableHeaderTradeSettlement></i:SupplyChainTradeTransaction></i:CrossIndustryInvoice>`,
    ),
  )
const issued = (date: string) => `<IssueDateTime>${date}</IssueDateTime>`

describe('readCii', () => {
  it('reads the dates of the syntax, and says which it cannot read', () => {
    expect(cii(issued('<u:DateTimeString format="102">20260131</u:DateTimeString>'), '').invoice.issuedOn).toBe(
      '2026-01-31',
    )
    expect(cii(issued('<u:DateTime>2026-01-31T08:00:00</u:DateTime>'), '').invoice.issuedOn).toBe('2026-01-31')
    for (const wrong of ['20260231', '2026', '31.01.2026']) {
      const { invoice, exceptions } = cii(issued(`<u:DateTimeString format="102">${wrong}</u:DateTimeString>`), '')
      expect(invoice.issuedOn).toBeUndefined()
      expect(exceptions.map((one) => `${one.code} ${one.pointer}`)).toContain('date_unreadable /issuedOn')
    }
    expect(cii(issued('<u:DateTimeString format="610">202601</u:DateTimeString>'), '').invoice.issuedOn).toBeUndefined()
  })
  it.each([
    ['380', 'invoice'],
    ['384', 'invoice'],
    ['381', 'creditNote'],
  ])('takes type %s as %s', (code, kind) => {
    expect(cii(`<TypeCode>${code}</TypeCode>`, '').kind).toBe(kind)
  })
  it('counts no line that only gathers or explains others', () => {
    const line = (id: string, status: string, net: string) =>
      `<IncludedSupplyChainTradeLineItem><AssociatedDocumentLineDocument><LineID>${id}</LineID><LineStatusReasonCode>${status}</LineStatusReasonCode></AssociatedDocumentLineDocument><SpecifiedLineTradeSettlement><SpecifiedTradeSettlementLineMonetarySummation><LineTotalAmount>${net}</LineTotalAmount></SpecifiedTradeSettlementLineMonetarySummation></SpecifiedLineTradeSettlement></IncludedSupplyChainTradeLineItem>`
    const lines =
      line('1', 'GROUP', '30') +
      line('1.1', 'DETAIL', '10') +
      line('1.2', 'DETAIL', '20') +
      line('2', 'INFORMATION', '5')
    const { invoice } = cii('', '', lines)
    expect(invoice.lines.map(isCounted)).toEqual([false, true, true, false])
  })
  it('takes freight as a charge, and the last of several due dates', () => {
    const terms = (day: string) =>
      `<SpecifiedTradePaymentTerms><Description>by ${day}</Description><DueDateDateTime><u:DateTimeString format="102">${day}</u:DateTimeString></DueDateDateTime></SpecifiedTradePaymentTerms>`
    const { invoice } = cii(
      '',
      `<SpecifiedLogisticsServiceCharge><Description>Freight</Description><AppliedAmount>12.50</AppliedAmount><AppliedTradeTax><CategoryCode>S</CategoryCode><RateApplicablePercent>19</RateApplicablePercent></AppliedTradeTax></SpecifiedLogisticsServiceCharge>${terms('20260331')}${terms('20260228')}`,
    )
    expect(invoice.charges).toMatchObject([{ reason: 'Freight', vatCode: 'S' }])
    expect(compare(invoice.charges[0]?.amount ?? { units: 0n, scale: 0 }, { units: 125n, scale: 1 })).toBe(0)
    expect(invoice.dueOn).toBe('2026-03-31')
    expect(invoice.paymentTerms).toBe('by 20260331\nby 20260228')
  })
  it('names the VAT point by the codes that UBL uses', () => {
    expect(
      cii('', '<ApplicableTradeTax><DueDateTypeCode>72</DueDateTypeCode></ApplicableTradeTax>').invoice.taxPointCode,
    ).toBe('432')
  })
})
