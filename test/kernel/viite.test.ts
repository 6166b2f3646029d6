import { describe, expect, it } from 'vitest'
import { isViite, makeViite } from '#src/kernel/viite.ts'

describe('a viitenumero', () => {
  it('has a check digit by the weights 7, 3, 1 from the right', () => {
    // example of the Finnish banks: 1234561
    expect(makeViite('123456')).toBe('1234561')
    expect(isViite('1234561')).toBe(true)
  })
  it('is none with another digit, too short, too long, or with letters', () => {
    for (const text of ['1234562', '121', '1'.repeat(21), '12345A1', '']) expect(isViite(text)).toBe(false)
    expect(() => makeViite('12')).toThrow(RangeError)
  })
})
