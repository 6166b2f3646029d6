import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { convert } from '#src/documents/convert.ts'
import { notCarried } from '#src/documents/einvoice/not-carried.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { toJson } from '#src/documents/einvoice/to-json.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import { finvoice, row } from '#test/support/finvoice.ts'

const read = (facts: Parameters<typeof finvoice>[0] = {}) => readEInvoice(finvoice(facts))

describe('a Finvoice', () => {
  it('is read: parties, dates, amounts with a comma, and the payment order', () => {
    const document = read()
    expect(document).toMatchObject({ syntax: 'finvoice', kind: 'invoice', exceptions: [] })
    expect(toJson(document.invoice)).toMatchObject({
      number: '40717',
      typeCode: '380',
      issuedOn: '2026-03-02',
      dueOn: '2026-03-16',
      currency: 'EUR',
      buyerReference: 'KP 12',
      references: { purchaseOrder: 'T-99' },
      supplier: {
        name: 'Pohjoisen Paahtimo Oy',
        organisationNumber: '23725135',
        vatNumber: 'FI23725135',
        endpoint: { id: '003723725135', scheme: '0216' },
        address: { street: 'Hämeentie 3', city: 'Helsinki', postalCode: '00530', country: 'FI' },
      },
      delivery: { deliveredOn: '2026-03-01' },
      paymentReference: '407171',
      bankAccount: 'FI2112345600000785',
      paymentMeans: [{ account: { bank: 'NDEAFIHH', form: 'iban' } }, { account: { id: 'FI4819503000000010' } }],
      paymentTerms: '14 pv netto',
      notes: [{ text: 'Kiitos tilauksesta' }],
      vatBreakdown: [{ taxable: '100.00', vat: '25.50', vatCode: 'S', vatRate: '25.5' }],
      declared: { lineNet: '100.00', net: '100.00', vat: '25.50', gross: '125.50', payable: '125.50' },
      lines: [
        { description: 'Kahvi', quantity: '10.00', unit: 'C62', unitPrice: '10.00', net: '100.00', vatRate: '25.5' },
      ],
    })
    const { computed, fired } = checkArithmetic(document)
    expect([toJson(computed.payable), fired]).toEqual(['125.50', []])
  })
  it('is a credit note, whose amounts below zero are those of EN 16931 above it', () => {
    const document = read({ type: 'INV02', sign: '-' })
    expect(document.kind).toBe('creditNote')
    expect(toJson(document.invoice.declared)).toMatchObject({ net: '100.00', gross: '125.50', payable: '125.50' })
    expect(toJson(document.invoice.lines)).toMatchObject([{ net: '100.00' }])
    expect(toJson(read({ type: 'INV02' }).invoice.declared)).toMatchObject({ gross: '125.50' })
  })
  it('has rows that are texts, and rows below rows, which count where the one above has no amount', () => {
    const text = '<InvoiceRow><ArticleName>Maaliskuu</ArticleName></InvoiceRow>'
    const below = (net: string) =>
      `<SubInvoiceRow><SubArticleName>Osa</SubArticleName><SubRowVatRatePercent>25,5</SubRowVatRatePercent><SubRowVatExcludedAmount AmountCurrencyIdentifier="EUR">${net}</SubRowVatExcludedAmount></SubInvoiceRow>`
    const bare = `<InvoiceRow><ArticleName>Paketti</ArticleName>${below('60,00')}${below('40,00')}</InvoiceRow>`
    const explained = row('100,00').replace('</InvoiceRow>', `${below('60,00')}${below('40,00')}</InvoiceRow>`)
    const counted = (rows: string) =>
      read({ rows })
        .invoice.lines.filter(({ role }) => role === undefined)
        .map((line) => toJson(line.net ?? null))
    expect(counted(text + row('100,00'))).toEqual(['100.00'])
    expect(counted(bare)).toEqual(['60.00', '40.00'])
    expect(counted(explained)).toEqual(['100.00'])
    expect(checkArithmetic(read({ rows: text + bare })).fired).toEqual([])
  })
  it('has charges and discounts, and keeps what is unreadable from nobody', () => {
    const details = `<ChargeDetails><ReasonText>Rahti</ReasonText><Amount AmountCurrencyIdentifier="EUR">5,00</Amount><VatCategoryCode>S</VatCategoryCode><VatRatePercent>25,5</VatRatePercent></ChargeDetails>`
    expect(toJson(read({ details }).invoice.charges)).toMatchObject([{ amount: '5.00', reason: 'Rahti', vatCode: 'S' }])
    const broken = Buffer.from(
      finvoice().toString('latin1').replace('>125,50</InvoiceTotal', '>1,2,3</InvoiceTotal'),
      'latin1',
    )
    expect(readEInvoice(broken).exceptions).toContainEqual(expect.objectContaining({ pointer: '/declared/gross' }))
  })
  it('is told what no other form can say, becomes any of them, and is judged by no rules that are not its own', () => {
    const document = read()
    const left = new Set(notCarried(document).map(({ pointer }) => pointer.split('/').at(-1)))
    expect([...left].sort()).toEqual([
      'EpiCharge',
      'FromIdentifier',
      'FromIntermediator',
      'InvoiceTypeCode',
      'OriginCode',
    ])
    const again = readEInvoice(Buffer.from(String(convert(document, 'cii').content)))
    expect(toJson(again.invoice.declared)).toMatchObject({ net: '100.00', vat: '25.50', payable: '125.50' })
    expect(() => validate(finvoice())).toThrow('are not there for the syntax finvoice')
  })
  it('is read as others have written it', () => {
    const files = corpusFiles('nsg-bookkeeping-year/reference-implementation/finvoice', '.xml')
    const invoices = files.map((file) => readEInvoice(readFileSync(file)))
    expect(invoices.length).toBeGreaterThan(0)
    for (const document of invoices) {
      const { number, issuedOn, supplier, declared } = document.invoice
      expect([number, issuedOn, supplier.name, declared.payable].every((value) => value !== undefined)).toBe(true)
      expect(document.exceptions.filter(({ code }) => code.endsWith('_unreadable'))).toEqual([])
    }
  })
})
