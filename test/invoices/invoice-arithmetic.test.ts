import { describe, expect, it } from 'vitest'
import type { Company } from '#src/companies/index.ts'
import { validate, writeUbl } from '#src/documents/einvoice/index.ts'
import { eInvoiceOf } from '#src/invoices/document/write-document.ts'
import type { CodedLine, InvoiceContent } from '#src/invoices/invoice.ts'
import type { CodedAdjustment } from '#src/invoices/lines/adjustment.ts'
import { countLines } from '#src/invoices/lines/count-lines.ts'
import { exchangeBy } from '#src/invoices/lines/exchange.ts'
import { entryOf } from '#src/invoices/posting.ts'
import { sellerAsKnown } from '#src/invoices/seller/seller.ts'
import { NO_LINE_TERMS, NO_TERMS } from '#src/invoices/terms/terms.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { SELLER } from '#test/support/invoices.ts'
import { fc } from '#test/support/property.ts'

const ON = bookDate('2026-03-02')
const RATES = ['25', '15', '12', '0'] as const

const vat = fc.constantFrom(...RATES).map((rate) => ({
  account: '3000',
  vatCode: rate,
  vatCategory: rate === '0' ? 'Z' : 'S',
  vatRate: decimal(rate),
  dimensions: {},
  creditsPosition: null,
}))

/** A decimal of so many digits after the point. */
const figure = (max: number, digits: number) =>
  fc.nat(max).map((value) => decimal((value / 10 ** digits).toFixed(digits)))

const facts = fc
  .record({
    kind: fc.constantFrom('allowance' as const, 'charge' as const),
    amount: fc.option(figure(9_999, 2)),
    percent: figure(40_000, 3),
    reasonCode: fc.boolean(),
  })
  .map(({ kind, amount, percent, reasonCode }) => ({
    kind,
    amount,
    percent: amount === null ? percent : null,
    reason: null,
    reasonCode: reasonCode ? (kind === 'charge' ? 'FC' : '95') : null,
  }))

const line = fc
  .record({
    quantity: fc.integer({ min: -9_999, max: 99_999 }).filter((value) => value !== 0),
    unitPrice: figure(99_999_999, 5),
    discountPercent: fc.option(figure(10_000, 2)),
    adjustments: fc.array(facts, { maxLength: 3 }),
    vat,
  })
  .map(
    ({ vat: coding, quantity, ...line }): CodedLine => ({
      ...NO_LINE_TERMS,
      ...coding,
      ...line,
      description: 'Thing',
      unit: 'EA',
      quantity: decimal((quantity / 1000).toFixed(3)),
    }),
  )

const adjustment = fc.tuple(facts, vat).map(([one, coding]): CodedAdjustment => ({ ...one, ...coding }))

const party = { identifiers: [], taxRegistrations: [] }
const SELLERS = sellerAsKnown({
  name: 'Fjordkaffe AS',
  country: 'NO',
  organisationNumber: '923609016',
  settings: SELLER,
} as unknown as Company)
const BUYER = {
  isPeppol: true,
  party: {
    ...party,
    name: 'Bakeriet AS',
    endpoint: { id: '991825827', scheme: '0192' },
    address: { country: 'NO' },
  },
}

describe('an invoice of whatever lines, allowances, charges and rate', () => {
  it('passes every rule, and is booked to zero in both currencies', () => {
    const all = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 8 }),
      adjustments: fc.array(adjustment, { maxLength: 4 }),
      rate: fc.option(figure(99_999, 4).filter(({ units }) => units > 0n)),
    })
    fc.assert(
      fc.property(all, ({ lines, adjustments, rate }) => {
        const counted = countLines(lines, 'EUR', adjustments)
        fc.pre(counted.totals.grossMinor > 0n)
        const by = rate && { amount: decimal('1'), baseAmount: rate }
        const exchange = by && exchangeBy(by, { currency: 'EUR', totals: counted.totals }, 'NOK')
        const content: InvoiceContent = {
          ...NO_TERMS,
          ...counted,
          kind: 'invoice',
          customer: { partyId: 'p', name: 'Bakeriet AS', organisationNumber: '991825827', address: null },
          issuedOn: ON,
          dueOn: ON,
          deliveredOn: null,
          currency: 'EUR',
          exchange,
          buyerReference: 'Kari',
          orderReference: null,
          note: null,
          attachments: [],
          credits: null,
        }
        const said = { content, number: '10001', paymentReference: '100016', issuedOn: ON, dueOn: ON }
        const invoice = eInvoiceOf({ ...said, seller: SELLERS, buyer: BUYER, language: 'nb' })
        const { fired } = validate(new TextEncoder().encode(writeUbl(invoice)))
        expect(fired.map(({ id, locations }) => `${id} ${locations[0]}`)).toEqual([])
        const ground = { invoiceId: 'i', documentId: 'd', roles: new Map([['receivables', '1500'] as const]) }
        const booked = entryOf({ ...said, ...ground }).lines
        const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n)
        const sums = [
          sumOf(booked.map(({ amountMinor, vatAmountMinor = 0n }) => amountMinor + vatAmountMinor)),
          sumOf(
            booked.map(({ baseAmountMinor = 0n, vatBaseAmountMinor = 0n }) => baseAmountMinor + vatBaseAmountMinor),
          ),
        ]
        expect(sums).toEqual([0n, 0n])
      }),
      { numRuns: 200 },
    )
  })
})
