import { describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { releasedBase, type VatCode } from '#src/ledger/index.ts'
import type { DraftLine } from '#src/ledger/journal-entry.ts'
import type { OpenItem } from '#src/ledger/open-items/open-item.ts'
import { takeFrom } from '#src/ledger/open-items/plan-allocations.ts'
import { resolveDraft } from '#src/ledger/posting/resolve-draft.ts'
import { expandVat } from '#src/ledger/vat/expand-vat.ts'
import { fc } from '#test/support/property.ts'

const on = bookDate('2026-03-14')
const code = (more: Partial<VatCode>): VatCode => ({
  code: '1',
  name: 'VAT',
  nameEn: null,
  direction: 'input',
  handling: 'input',
  deductiblePpm: 1_000_000,
  categories: ['S'],
  rates: [{ from: bookDate('2005-01-01'), ratePpm: 250_000, source: 'test' }],
  inputAccount: '2710',
  outputAccount: '2700',
  standardCode: '1',
  isActive: true,
  version: 1,
  updatedAt: new Date(0),
  ...more,
})
const line = (more: Partial<DraftLine>): DraftLine => ({ account: '6800', amountMinor: 100_00n, vatCode: '1', ...more })
const shown = (lines: readonly { account: string; amountMinor: bigint }[]) =>
  lines.map(({ account, amountMinor }) => `${account} ${amountMinor}`)

describe('expandVat', () => {
  it.each<[string, Partial<DraftLine>, Partial<VatCode>, string[]]>([
    ['adds VAT to a net amount', { vat: 'added' }, {}, ['6800 10000', '2710 2500']],
    ['takes VAT out of a gross amount', { vat: 'included' }, {}, ['6800 8000', '2710 2000']],
    [
      'takes the VAT that the document states',
      { vat: 'added', vatAmountMinor: 24_99n },
      {},
      ['6800 10000', '2710 2499'],
    ],
    ['follows the sign of a credit note', { amountMinor: -100_00n, vat: 'added' }, {}, ['6800 -10000', '2710 -2500']],
    [
      'leaves what may not be deducted on the account',
      { vat: 'added', deductiblePpm: 400_000 },
      {},
      ['6800 10000', '2710 1000', '6800 1500'],
    ],
    [
      'owes output VAT',
      { account: '3000', amountMinor: -100_00n, vat: 'added' },
      { handling: 'output' },
      ['3000 -10000', '2700 -2500'],
    ],
    [
      'books reverse charge as a pair that adds up to nothing',
      { vat: 'added' },
      { handling: 'reverseCharge' },
      ['6800 10000', '2710 2500', '2700 -2500'],
    ],
    [
      'books reverse charge without deduction as a cost',
      { vat: 'added' },
      { handling: 'reverseCharge', deductiblePpm: 0 },
      ['6800 10000', '6800 2500', '2700 -2500'],
    ],
    ['leaves a marked line alone', {}, {}, ['6800 10000']],
    [
      'makes foreign VAT a part of the cost',
      { vat: 'added', vatAmountMinor: 12_00n },
      { handling: 'none' },
      ['6800 11200'],
    ],
  ])('%s', (_what, draft, vatCode, expected) => {
    expect(shown(expandVat(line(draft), code(vatCode), on))).toEqual(expected)
  })

  it('refuses a date before the first rate, unless the document states the VAT', () => {
    const early = bookDate('1999-01-01')
    expect(() => expandVat(line({ vat: 'added' }), code({}), early)).toThrow('no rate')
    expect(shown(expandVat(line({ vat: 'added', vatAmountMinor: 5n }), code({}), early))).toEqual([
      '6800 10000',
      '2710 5',
    ])
  })

  it('loses no cent of a gross amount, in any currency and at any rate', () => {
    const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((amount) => amount !== 0n)
    const property = fc.property(
      amounts,
      amounts,
      fc.integer({ min: 1, max: 300_000 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (amount, base, ratePpm, deductiblePpm) => {
        const vatCode = code({ rates: [{ from: bookDate('2005-01-01'), ratePpm, source: 'test' }] })
        const gross = line({
          amountMinor: amount,
          currency: 'EUR',
          baseAmountMinor: base,
          vat: 'included',
          deductiblePpm,
        })
        const lines = expandVat(gross, vatCode, on)
        expect(lines.reduce((sum, each) => sum + each.amountMinor, 0n)).toBe(amount)
        expect(lines.reduce((sum, each) => sum + (each.baseAmountMinor ?? 0n), 0n)).toBe(base)
      },
    )
    fc.assert(property, { numRuns: 500 })
  })
})

describe('resolveDraft', () => {
  it('balances in the base currency whatever balances in its own, at any rate', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 10n }), { minLength: 1, maxLength: 20 })
    const rates = fc.integer({ min: 1, max: 2_000_000 }).map((units) => decimal(`${units / 10_000}`))
    fc.assert(
      fc.property(amounts, rates, (debits, rate) => {
        const total = debits.reduce((a, b) => a + b, 0n)
        const lines = [
          ...debits.map((amountMinor) => ({ account: '6800', amountMinor, currency: 'EUR' })),
          { account: '2400', amountMinor: -total, currency: 'EUR' },
        ]
        const resolved = resolveDraft(
          { bookedOn: on, description: 'x', lines, rates: { EUR: rate } },
          { baseCurrency: 'NOK', vatCodes: new Map() },
        )
        expect(resolved.reduce((sum, each) => sum + each.baseAmountMinor, 0n)).toBe(0n)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an open item that is settled in parts', () => {
  it('releases its base amount to the cent, however it is cut', () => {
    const cuts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 8n }), { minLength: 1, maxLength: 15 })
    const property = fc.property(
      cuts,
      fc.bigInt({ min: 0n, max: 10n ** 11n }),
      fc.boolean(),
      (parts, base, isPayable) => {
        const sign = isPayable ? -1n : 1n
        const total = parts.reduce((a, b) => a + b, 0n)
        let item = { remainingMinor: sign * total, remainingBaseMinor: sign * base, currency: 'EUR' } as OpenItem
        for (const part of parts) {
          expect(releasedBase(item, part)).toBeGreaterThanOrEqual(0n)
          item = takeFrom(item, part).left
        }
        expect([item.remainingMinor, item.remainingBaseMinor]).toEqual([0n, 0n])
      },
    )
    fc.assert(property, { numRuns: 300 })
  })
})
