import type { AllowanceCharge, InvoiceLine } from '#src/documents/einvoice/invoice-model.ts'
import { add, type Decimal, decimal, divide, multiply, round, subtract, sum } from '#src/kernel/decimal.ts'
import { fc } from '#test/support/property.ts'
import { cents, digits, long, maybe, some } from './full-values.ts'
import { text } from './invoice-arbitrary.ts'

const PERCENT = decimal('0.01')

interface Tax {
  readonly vatCode: string
  readonly vatRate: Decimal | undefined
}
const tax = (vatCode: string, rate: string): Tax => ({ vatCode, vatRate: decimal(rate) })
export const TAXES = [
  tax('S', '25'),
  tax('S', '15'),
  tax('S', '11.11'),
  tax('Z', '0'),
  tax('E', '0'),
  tax('AE', '0'),
  tax('K', '0'),
  tax('G', '0.00'),
  tax('L', '7'),
  tax('M', '4.5'),
]
export const OUTSIDE: Tax = { vatCode: 'O', vatRate: undefined }

export const REASONS = [
  { vatCode: 'E', exemptionReason: 'Unntatt', exemptionCode: 'VATEX-EU-132' },
  { vatCode: 'AE', exemptionReason: 'Omvendt avgiftsplikt', exemptionCode: 'VATEX-EU-AE' },
  { vatCode: 'K', exemptionReason: 'Levert innen EU', exemptionCode: 'VATEX-EU-IC' },
  { vatCode: 'G', exemptionReason: undefined, exemptionCode: 'VATEX-EU-G' },
  { vatCode: 'O', exemptionReason: 'Utenfor', exemptionCode: 'VATEX-EU-O' },
]

/** An allowance or charge whose amount is its percentage of its base, or that has neither. */
export const reduction = (reasonCode: '95' | 'FC'): fc.Arbitrary<AllowanceCharge> =>
  fc
    .record({
      of: maybe(fc.record({ baseAmount: cents(900_000), percent: fc.constantFrom('3', '12.5', '100').map(decimal) })),
      flat: cents(9_999),
      words: fc.constantFrom({ reason: 'Avtalt' }, { reasonCode }, { reason: 'Avtalt', reasonCode }),
    })
    .map(({ of, flat, words }) => ({
      amount: of ? round(multiply(multiply(of.baseAmount, of.percent), PERCENT), 2) : flat,
      ...of,
      reason: undefined,
      reasonCode: undefined,
      ...words,
    }))

const amountsOf = (items: readonly AllowanceCharge[]): Decimal => sum(items.map(({ amount }) => amount ?? decimal(0)))

export const line: fc.Arbitrary<Omit<InvoiceLine, 'vatCode' | 'vatRate' | 'id'>> = fc
  .record({
    note: maybe(long),
    object: maybe(fc.record({ id: text, scheme: maybe(fc.constant('AAA')) })),
    quantity: fc.constantFrom('1', '3', '0.333', '12345.678', '-2', '-0.5', '7.0').map(decimal),
    unit: fc.constantFrom('C62', 'HUR', 'KGM', 'XPK'),
    orderLine: maybe(digits(3)),
    accountingCost: maybe(text),
    allowances: some(reduction('95'), 2),
    charges: some(reduction('FC'), 2),
    unitPrice: fc.constantFrom('0', '0.01', '1.23456', '999.9', '100000').map(decimal),
    discount: maybe(fc.constantFrom('0.10', '5').map(decimal)),
    base: maybe(fc.constantFrom('1', '10', '1000', '3').map(decimal)),
    hasUnit: fc.boolean(),
    description: long,
    details: maybe(long),
    sellersItemId: maybe(text),
    buyersItemId: maybe(text),
    standardItemId: maybe(fc.constant({ id: '7038010009457', scheme: '0160' })),
    classifications: some(
      fc.record({ code: digits(8), list: fc.constantFrom('STI', 'MP', 'HS'), listVersion: maybe(text) }),
      2,
    ),
    originCountry: maybe(fc.constantFrom('NO', 'DE', 'XI')),
    attributes: some(fc.record({ name: text, value: long }), 3),
  })
  .map(({ base, hasUnit, discount, ...one }) => ({
    ...one,
    period: undefined,
    priceBaseQuantity: base,
    priceBaseUnit: base && hasUnit ? one.unit : undefined,
    priceDiscount: discount,
    grossPrice: discount && add(one.unitPrice, discount),
    net: round(
      subtract(
        add(divide(multiply(one.quantity, one.unitPrice), base ?? decimal(1), 8), amountsOf(one.charges)),
        amountsOf(one.allowances),
      ),
      2,
    ),
  }))
