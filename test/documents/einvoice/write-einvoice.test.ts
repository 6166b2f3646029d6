import { describe, expect, it } from 'vitest'
import { completeInvoice } from '#src/documents/einvoice/compute-totals.ts'
import { differencesOf } from '#src/documents/einvoice/differences.ts'
import type { AllowanceCharge, Invoice } from '#src/documents/einvoice/invoice-model.ts'
import { readInvoiceTree } from '#src/documents/einvoice/read-einvoice.ts'
import type { EInvoiceFormat } from '#src/documents/einvoice/specified-for.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { validateTree } from '#src/documents/rules/validate.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { fc } from '#test/support/property.ts'
import { invoices } from './invoice-arbitrary.ts'

const EN16931 = 'urn:cen.eu:en16931:2017'
/** CII takes one preceding invoice only. */
const plain = invoices.map((invoice) => ({
  ...invoice,
  customizationId: EN16931,
  precedingInvoices: invoice.precedingInvoices.slice(0, 1),
}))

/** All that a German public buyer asks for, on top of a plain invoice. */
const german = plain.map(
  (invoice): Invoice => ({
    ...invoice,
    buyerReference: '04011000-12345-03',
    supplier: { ...withPlace(invoice.supplier), contact: { name: 'Øst', phone: '+47 22 33 44 55', email: 'a@b.no' } },
    customer: withPlace(invoice.customer),
    paymentMeans: invoice.paymentMeans.map((means) => ({ ...means, code: '58' })),
    attachments: invoice.attachments.map((one, index) => ({
      ...one,
      ...(one.content && { fileName: `${index}.pdf` }),
    })),
    paymentTerms: '#SKONTO#TAGE=14#PROZENT=2.00#',
    period: undefined,
    allowances: invoice.allowances.map(withoutShare),
    charges: invoice.charges.map(withoutShare),
    lines: invoice.lines.map((line) => ({
      ...line,
      period: undefined,
      allowances: line.allowances.map(withoutShare),
      charges: line.charges.map(withoutShare),
      priceBaseUnit: line.priceBaseQuantity && line.unit,
      priceDiscount: undefined,
      grossPrice: line.grossPrice && line.unitPrice,
    })),
  }),
)
/** XRechnung takes rules of Peppol that compare percentage, base and amount. */
const withoutShare = (one: AllowanceCharge) => ({ ...one, percent: undefined, baseAmount: undefined })
const withPlace = (party: Invoice['supplier']) => ({
  ...party,
  address: { ...party.address, city: 'Bonn', postalCode: '53113' },
})

/** Outside the scope of VAT: no other category beside it, no rate, no VAT number of either party. */
const outside = plain.map((invoice): Invoice => {
  const out = { vatCode: 'O', vatRate: undefined }
  return completeInvoice({
    ...invoice,
    supplier: { ...invoice.supplier, vatNumber: undefined },
    customer: { ...invoice.customer, vatNumber: undefined },
    lines: invoice.lines.map((line) => ({ ...line, ...out })),
    allowances: invoice.allowances.map((one) => ({ ...one, ...out })),
    charges: invoice.charges.map((one) => ({ ...one, ...out })),
    vatBreakdown: [{ vatCode: 'O', exemptionReason: 'Utenfor', exemptionCode: 'VATEX-EU-O' }],
  })
})

const fatal = (invoice: Invoice, format: EInvoiceFormat) =>
  validateTree(writeEInvoice(invoice, format).root).fired.filter((one) => one.flag === 'fatal')

const cases: [EInvoiceFormat, string, fc.Arbitrary<Invoice>, number][] = [
  ['cii', 'invoices', plain, 150],
  ['cii', 'invoices outside the scope of VAT', outside, 40],
  ['ubl', 'invoices outside the scope of VAT', outside, 40],
  ['facturx', 'invoices', plain, 40],
  ['xrechnung-ubl', 'German invoices', german, 60],
  ['xrechnung-cii', 'German invoices', german, 60],
]

describe('writeEInvoice', () => {
  it.each(cases)('to %s reads back %s as they were, and breaks no rule', (format, _, arbitrary, numRuns) => {
    fc.assert(
      fc.property(arbitrary, (invoice) => {
        const written = writeEInvoice(invoice, format)
        expect(written.lost).toEqual([])
        const read = readInvoiceTree(written.root)
        expect(read.exceptions).toEqual([])
        expect(differencesOf(invoice, { ...read.invoice, ...specification(invoice) })).toEqual([])
        expect(fatal(invoice, format)).toEqual([])
      }),
      { numRuns },
    )
  })

  it('keeps an invoice that goes from one syntax to the other and back', () => {
    fc.assert(
      fc.property(plain, (invoice) => {
        const cii = readInvoiceTree(writeEInvoice(invoice, 'cii').root).invoice
        const ubl = readInvoiceTree(writeEInvoice(cii, 'ubl').root).invoice
        expect(differencesOf(invoice, ubl)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('tells what a syntax has no place for', () => {
    const [invoice] = fc.sample(plain, 1)
    if (!invoice) throw new Error('no sample')
    const preceding = [{ number: '1' }, { number: '2' }]
    expect(writeEInvoice({ ...invoice, precedingInvoices: preceding }, 'ubl').lost).toEqual([])
    expect(writeEInvoice({ ...invoice, precedingInvoices: preceding }, 'cii').lost).toEqual([
      {
        code: 'einvoice_inexpressible',
        message: 'CII has no place for {"number":"2"}; it is left out.',
        pointer: '/precedingInvoices/1',
      },
    ])
    const [line] = invoice.lines
    if (!line) throw new Error('no line')
    const group = { ...line, id: 'G', role: 'group' as const, net: decimal('1') }
    const lost = writeEInvoice({ ...invoice, lines: [group, { ...line, parentId: 'G' }] }, 'ubl').lost
    expect(lost.map((one) => one.pointer)).toEqual(['/lines/0', '/lines/1/parentId'])
  })

  it('says what XRechnung asks for and the invoice lacks', () => {
    const [invoice] = fc.sample(plain, 1)
    if (!invoice) throw new Error('no sample')
    const bare = { ...invoice, buyerReference: undefined, supplier: { ...invoice.supplier, contact: undefined } }
    for (const format of ['xrechnung-ubl', 'xrechnung-cii'] as const) {
      expect(fatal(bare, format).map((one) => one.id)).toEqual(expect.arrayContaining(['BR-DE-15', 'BR-DE-2']))
    }
  })
})

const specification = ({ customizationId, profileId }: Invoice) => ({ customizationId, profileId })
