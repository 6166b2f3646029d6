import { describe, expect, it } from 'vitest'
import { convert } from '#src/documents/convert.ts'
import { notCarried } from '#src/documents/einvoice/not-carried.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { toJson } from '#src/documents/einvoice/to-json.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { BANK, oioubl, subtotal, total } from '#test/support/oioubl.ts'

const read = (facts: Parameters<typeof oioubl>[0] = {}) => readEInvoice(oioubl(facts))
const json = (facts: Parameters<typeof oioubl>[0] = {}) => toJson(read(facts).invoice) as Record<string, unknown>

describe('an OIOUBL invoice', () => {
  it('is read with the meaning that OIOUBL gives its words', () => {
    const document = read()
    expect(document).toMatchObject({ syntax: 'oioubl', kind: 'invoice', exceptions: [] })
    expect(toJson(document.invoice)).toMatchObject({
      number: 'A00095678',
      issuedOn: '2026-03-02',
      dueOn: '2026-03-16',
      currency: 'DKK',
      accountingCost: '5250124502',
      supplier: {
        name: 'Nordvirke A/S',
        organisationNumber: '16356706',
        vatNumber: 'DK16356706',
        taxRegistrations: [],
        endpoint: { id: 'DK16356706', scheme: '0184' },
        address: { street: 'Vestergade 12 B', city: 'Aarhus C', country: 'DK' },
      },
      customer: { endpoint: { id: '5798009811578', scheme: '0088' } },
      paymentReference: '71#000000000111111',
      bankAccount: '88888888',
      vatBreakdown: [{ taxable: '5000.00', vat: '1250.00', vatCode: 'S', vatRate: '25' }],
      declared: { lineNet: '5000.00', net: '5000.00', vat: '1250.00', gross: '6250.00', payable: '6250.00' },
      lines: [{ description: 'Borde af eg', net: '5000.00', vatCode: 'S', vatRate: '25', unitPrice: '500.00' }],
    })
    const { computed, fired } = checkArithmetic(document)
    expect([toJson(computed.payable), fired]).toEqual(['6250.00', []])
  })
  it('is a credit note, and paid by account', () => {
    const credit = read({ kind: 'CreditNote', means: BANK })
    expect(credit).toMatchObject({ kind: 'creditNote', syntax: 'oioubl' })
    expect(toJson(credit.invoice)).toMatchObject({
      dueOn: '2026-03-16',
      bankAccount: '0012345678',
      paymentMeans: [{ code: '42', reference: 'A00095678', account: { bank: '1234' } }],
      declared: { net: '5000.00' },
    })
  })
  it('has a total without VAT also where the sender writes it as UBL has it', () => {
    expect(json({ exclusive: '5000.00' }).declared).toMatchObject({ net: '5000.00', vat: '1250.00' })
  })
  it('has no VAT, a reverse charge, or a rate that only its amounts tell', () => {
    const free = { exclusive: '0.00', inclusive: '5000.00' }
    const zero = { ...free, taxes: total('0.00', subtotal('5000.00', '0.00', 'ZeroRated', '63', 'Moms', '0')) }
    expect(json(zero)).toMatchObject({ vatBreakdown: [{ vatCode: 'Z' }], declared: { net: '5000.00', vat: '0.00' } })
    const reverse = { ...free, taxes: total('0.00', subtotal('5000.00', '0.00', 'ReverseCharge', '63', 'Moms', '0')) }
    expect(json(reverse).vatBreakdown).toMatchObject([{ vatCode: 'AE', vatRate: '0' }])
    const silent = { taxes: total('1250.00', subtotal('5000.00', '1250.00', 'StandardRated', '63', 'Moms', '')) }
    expect(json(silent).vatBreakdown).toMatchObject([{ vatRate: '25' }])
  })
  it('has duties beside VAT, which are charges', () => {
    const duty = total('100.00', subtotal('5000.00', '100.00', 'StandardRated', '3077', 'Emballageafgift', ''))
    const taxed = {
      taxes: duty + total('1275.00', subtotal('5100.00', '1275.00')),
      exclusive: '1375.00',
      inclusive: '6375.00',
    }
    const document = read(taxed)
    expect(toJson(document.invoice)).toMatchObject({
      charges: [{ amount: '100.00', reason: '3077#Emballageafgift', reasonCode: 'ZZZ', vatCode: 'S', vatRate: '25' }],
      declared: { net: '5100.00', vat: '1275.00', gross: '6375.00', charges: '100.00' },
    })
    expect(checkArithmetic(document).fired).toEqual([])
  })
  it('has allowances by a factor, which are percentages', () => {
    const allowance = (factor: string) =>
      `<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Rabat</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>${factor}</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="DKK">500.00</cbc:Amount><cbc:BaseAmount currencyID="DKK">5000.00</cbc:BaseAmount><cac:TaxCategory><cbc:ID>StandardRated</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>63</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:AllowanceCharge>`
    for (const factor of ['0.1', '10']) {
      const [{ percent, vatCode } = {}] = json({ charges: allowance(factor) }).allowances as {
        percent: string
        vatCode: string
      }[]
      expect([Number(percent), vatCode]).toEqual([10, 'S'])
    }
  })
  it('is told what no other form can say, becomes any of them, and is judged by no rules that are not its own', () => {
    const document = read()
    expect(
      notCarried(document)
        .map(({ pointer }) => pointer.split('/').at(-1))
        .sort(),
    ).toEqual(['cbc:AddressFormatCode', 'cbc:AddressFormatCode', 'cbc:ID', 'cbc:ID', 'cbc:PaymentChannelCode'])
    const { content } = convert(document, 'ubl')
    const again = readEInvoice(Buffer.from(String(content)))
    expect(again.syntax).toBe('ubl')
    expect(toJson(again.invoice.declared)).toEqual(toJson(document.invoice.declared))
    expect(again.invoice.customizationId).toBe('urn:cen.eu:en16931:2017')
    expect(() => validate(oioubl())).toThrow('are not there for the syntax oioubl')
  })
})
