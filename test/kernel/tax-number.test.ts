import { describe, expect, it } from 'vitest'
import { isQrReference, makeQrReference } from '#src/kernel/qr-reference.ts'
import { isTaxNumber, type TaxCountry } from '#src/kernel/tax-number.ts'

describe('a tax number', () => {
  // numbers that registers print as examples
  const RIGHT: readonly (readonly [TaxCountry, string])[] = [
    ['CH', '116281710'],
    ['FR', '732829320'],
    ['FR', '73282932000074'],
    ['IT', '00743110157'],
    ['PL', '5261040828'],
    ['PT', '501964843'],
  ]
  it.each(RIGHT)('of %s has a check digit: %s', (country, digits) => {
    expect(isTaxNumber(digits, country)).toBe(true)
  })
  it.each(RIGHT)('of %s is none with another last digit, or too short: %s', (country, digits) => {
    const other = (Number(digits.at(-1)) + 1) % 10
    expect(isTaxNumber(digits.slice(0, -1) + other, country)).toBe(false)
    expect(isTaxNumber(digits.slice(1), country)).toBe(false)
    expect(isTaxNumber('', country)).toBe(false)
  })
})

describe('a QR reference', () => {
  it('has a check digit by modulo 10, recursive', () => {
    // example of the Swiss Implementation Guidelines
    expect(makeQrReference('21000000000313947143000901')).toBe('210000000003139471430009017')
    expect(isQrReference('210000000003139471430009017')).toBe(true)
  })
  it('is none with another digit, too short, all noughts, or with letters', () => {
    for (const text of ['210000000003139471430009016', '21000000000313947143000901', '0'.repeat(27), 'RF18'])
      expect(isQrReference(text)).toBe(false)
    expect(() => makeQrReference('12')).toThrow(RangeError)
  })
})
