import { describe, expect, it } from 'vitest'
import type { CodedLine, InvoiceContent } from '#src/invoices/invoice.ts'
import { baseAmountsOf } from '#src/invoices/lines/base-amounts.ts'
import { countLines } from '#src/invoices/lines/count-lines.ts'
import { exchangeBy } from '#src/invoices/lines/exchange.ts'
import { entryOf } from '#src/invoices/posting.ts'
import { NO_LINE_TERMS } from '#src/invoices/terms/terms.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { fc } from '#test/support/property.ts'

const ON = bookDate('2026-03-02')

const line = fc
  .record({
    quantity: fc.integer({ min: -20, max: 400 }).filter((value) => value !== 0),
    price: fc.integer({ min: 1, max: 9_999_999 }),
    rate: fc.constantFrom('25', '15', '12', '0'),
  })
  .map(
    ({ quantity, price, rate }): CodedLine => ({
      ...NO_LINE_TERMS,
      description: 'Thing',
      quantity: decimal(String(quantity)),
      unit: 'EA',
      unitPrice: decimal((price / 1000).toFixed(3)),
      discountPercent: null,
      adjustments: [],
      account: '3000',
      vatCode: rate,
      vatCategory: rate === '0' ? 'Z' : 'S',
      vatRate: decimal(rate),
      dimensions: {},
      creditsPosition: null,
    }),
  )

const rate = fc
  .record({ amount: fc.constantFrom('1', '100'), base: fc.integer({ min: 1, max: 3_000_000 }) })
  .map(({ amount, base }) => ({ amount: decimal(amount), baseAmount: decimal((base / 1000).toFixed(4)) }))

function contentOf(lines: readonly CodedLine[], by: typeof rate extends fc.Arbitrary<infer T> ? T : never) {
  const counted = countLines(lines, 'EUR')
  const exchange = exchangeBy(by, { currency: 'EUR', totals: counted.totals }, 'NOK')
  return { ...counted, exchange, currency: 'EUR' as const }
}

describe('an invoice in a foreign currency', () => {
  it('adds up to zero in both currencies, with the VAT that the document states, whatever lines and rate', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), rate, (lines, by) => {
        const amounts = contentOf(lines, by)
        fc.pre(amounts.totals.grossMinor > 0n)
        const content = { kind: 'invoice', customer: { partyId: 'p', name: 'B' }, deliveredOn: null, ...amounts }
        const entry = entryOf({
          content: content as unknown as InvoiceContent,
          invoiceId: 'i',
          number: '1',
          paymentReference: '1',
          issuedOn: ON,
          dueOn: ON,
          documentId: 'd',
          roles: new Map([['receivables', '1500']]),
        })
        const all = entry.lines.flatMap((one) => [
          [one.amountMinor, one.baseAmountMinor ?? 0n] as const,
          [one.vatAmountMinor ?? 0n, one.vatBaseAmountMinor ?? 0n] as const,
        ])
        const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n)
        expect([sumOf(all.map(([own]) => own)), sumOf(all.map(([, base]) => base))]).toEqual([0n, 0n])
        expect(-sumOf(entry.lines.map((one) => one.vatBaseAmountMinor ?? 0n))).toBe(amounts.exchange.vatMinor)
        // As the database wants it: no line is a debit in one currency and a credit in the other.
        expect(all.filter(([own, base]) => own * base < 0n)).toEqual([])
      }),
    )
  })

  it('leaves nothing of an item behind that credit notes settle in parts', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        rate,
        fc.integer({ min: 1, max: 99 }),
        (all, by, share) => {
          const whole = contentOf(all, by)
          fc.pre(whole.totals.grossMinor > 0n)
          const gross = whole.totals.grossMinor
          const first = (gross * BigInt(share)) / 100n
          const base = baseAmountsOf(whole, undefined, 0n)?.restMinor ?? 0n
          const item = { remainingMinor: gross, remainingBaseMinor: base }
          const one = { ...whole, lines: [], adjustments: [], totals: { ...whole.totals, grossMinor: first } }
          const taken = baseAmountsOf(one, item, first)?.settledMinor ?? 0n
          const left = { remainingMinor: gross - first, remainingBaseMinor: base - taken }
          const rest = { ...one, totals: { ...whole.totals, grossMinor: gross - first } }
          expect(baseAmountsOf(rest, left, gross - first)).toMatchObject({ settledMinor: base - taken, restMinor: 0n })
        },
      ),
    )
  })
})
