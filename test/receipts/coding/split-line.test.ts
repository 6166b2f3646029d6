import { describe, expect, it } from 'vitest'
import { decimal, equals, formatDecimal, sum } from '#src/kernel/decimal.ts'
import { splitNet } from '#src/receipts/coding/split-line.ts'
import { fc } from '#test/support/property.ts'

const split = (net: string, ...parts: { percent?: string; amount?: string }[]) =>
  splitNet(
    decimal(net),
    parts.map((part) => ({ account: '6300', ...part })),
    'NOK',
  )?.map(formatDecimal)

describe('a split line', () => {
  it('takes percentages of the whole, amounts with the sign of the line, and leaves the rest', () => {
    expect(split('100.00', { percent: '33.33' }, { percent: '66.67' })).toEqual(['33.33', '66.67'])
    expect(split('0.01', { percent: '50' }, { percent: '50' })).toEqual(['0.00', '0.01'])
    expect(split('-100.00', { amount: '30' }, {})).toEqual(['-30', '-70.00'])
    expect(split('10.00', { amount: '10.01' }, {})).toBeUndefined()
    expect(split('10.00', { amount: '6' }, { percent: '50' }, {})).toBeUndefined()
  })

  it('is the sum of its parts whatever the percentages', () => {
    const share = fc.integer({ min: 1, max: 9_999 })
    const facts = fc.tuple(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(share, { minLength: 1, maxLength: 6 }),
    )
    fc.assert(
      fc.property(facts, ([cents, shares]) => {
        const net = { units: BigInt(cents), scale: 2 }
        const total = shares.reduce((all, one) => all + one, 0)
        const parts = shares.map((one) => ({ account: '1', percent: formatDecimal({ units: BigInt(one), scale: 4 }) }))
        const nets = splitNet(net, [...parts, { account: '2' }], 'NOK')
        return total < 1_000_000 && nets !== null ? equals(sum(nets), net) && nets.every((one) => one.scale <= 2) : true
      }),
    )
  })
})
