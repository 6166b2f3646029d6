import { beforeAll, describe, expect, it } from 'vitest'
import { completeInvoice, computeTotals } from '#src/documents/einvoice/compute-totals.ts'
import type { Invoice, InvoiceLine, Totals } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { EINVOICE_FORMATS, type EInvoiceFormat } from '#src/documents/einvoice/specified-for.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { type Decimal, formatDecimal, multiply, round } from '#src/kernel/decimal.ts'
import type { Platform } from '#src/platform/platform.ts'
import { testPlatform } from '#test/support/platform.ts'
import { fc } from '#test/support/property.ts'
import { newDesk } from '#test/support/receipts.ts'
import { invoices, REASONS } from './invoice-arbitrary.ts'

/** Categories that stand beside each other: standard rates of several countries, reduced, IGIC, supply inside the EU. */
const RATES: readonly (readonly [vatCode: string, rate: bigint, scale: number])[] = [
  ['S', 25n, 0],
  ['S', 15n, 0],
  ['S', 255n, 1],
  ['S', 1111n, 2],
  ['L', 7n, 0],
  ['E', 0n, 0],
  ['Z', 0n, 0],
  ['AE', 0n, 0],
  ['G', 0n, 2],
]

const line = fc
  .record({
    quantity: fc.bigInt(-99_999n, 99_999n).filter((units) => units !== 0n),
    quantityScale: fc.integer({ min: 0, max: 4 }),
    price: fc.bigInt(0n, 999_999n),
    priceScale: fc.integer({ min: 0, max: 4 }),
    rate: fc.constantFrom(...RATES),
  })
  .map(({ quantity, quantityScale, price, priceScale, rate: [vatCode, rate, scale] }): Partial<InvoiceLine> => {
    const [count, unitPrice] = [
      { units: quantity, scale: quantityScale },
      { units: price, scale: priceScale },
    ]
    return {
      quantity: count,
      unitPrice,
      vatCode,
      vatRate: { units: rate, scale },
      net: round(multiply(count, unitPrice), 2),
      allowances: [],
      charges: [],
      priceBaseQuantity: undefined,
      priceBaseUnit: undefined,
      priceDiscount: undefined,
      grossPrice: undefined,
    }
  })

/** Invoices whose lines have odd quantities and prices, some of them taken back, in many VAT categories. */
const odd: fc.Arbitrary<Invoice> = fc
  .tuple(invoices, fc.array(line, { minLength: 1, maxLength: 12 }))
  .map(([invoice, lines]) => {
    const [first] = invoice.lines
    if (!first) throw new Error('an invoice without lines')
    return completeInvoice({
      ...invoice,
      precedingInvoices: invoice.precedingInvoices.slice(0, 1),
      customizationId: 'urn:cen.eu:en16931:2017',
      vatBreakdown: REASONS,
      lines: lines.map((one, place) => ({ ...first, ...one, id: String(place + 1) })),
    })
  })

const NAMES = ['lineNet', 'allowances', 'charges', 'net', 'vat', 'gross', 'prepaid', 'rounding', 'payable'] as const
const text = (amount: Decimal | undefined) => amount && formatDecimal(round(amount, 2))
const totalsOf = (totals: Partial<Totals>) => NAMES.map((name) => `${name} ${text(totals[name])}`)

/** Rules of a German public buyer that ask for more than totals. */
const OF_GERMANY = /^(BR-DE|PEPPOL|BR-TMP)/

describe.each(EINVOICE_FORMATS)('an invoice that is written as %s and read again', (format) => {
  it('has the same totals, declared and computed, and breaks no rule of the norm', () => {
    fc.assert(
      fc.property(odd, (invoice) => {
        const bytes = Buffer.from(writeEInvoice(invoice, format).xml)
        const read = readEInvoice(bytes).invoice
        expect(totalsOf(read.declared)).toEqual(totalsOf(invoice.declared))
        expect(totalsOf(computeTotals(read))).toEqual(totalsOf(computeTotals(invoice)))
        const fatal = validate(bytes).fired.filter(({ id, flag }) => flag === 'fatal' && !OF_GERMANY.test(id))
        expect(fatal).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('an invoice that is taken in, kept, and sent on', () => {
  let platform: Platform
  beforeAll(async () => {
    platform = await testPlatform()
  })
  it.each<EInvoiceFormat>(['ubl', 'cii'])('has the same totals all the way, as %s', async (format) => {
    const desk = await newDesk(platform)
    const samples = fc.sample(
      odd.filter(({ kind, declared }) => kind === 'invoice' && (declared.payable?.units ?? 0n) > 0n),
      12,
    )
    for (const [place, invoice] of samples.entries()) {
      const numbered = { ...invoice, number: `D5-${place}` }
      const kept = await desk.send(Buffer.from(writeEInvoice(numbered, format).xml))
      const { net, vat, gross, payable } = invoice.declared
      expect(kept.declared).toMatchObject({
        net: text(net),
        vat: text(vat),
        gross: text(gross),
        payable: text(payable),
      })
      expect(kept.computed).toMatchObject({
        net: text(net),
        vat: text(vat),
        gross: text(gross),
        payable: text(payable),
      })
      const content = await desk.client.get(desk.at(`documents/${kept.documentId}/content`))
      const stored = readEInvoice(Buffer.from(content.text)).invoice
      for (const target of EINVOICE_FORMATS) {
        const sent = readEInvoice(Buffer.from(writeEInvoice(stored, target).xml)).invoice
        expect(totalsOf(sent.declared)).toEqual(totalsOf(invoice.declared))
      }
    }
  })
})
