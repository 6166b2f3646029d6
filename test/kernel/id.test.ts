import { describe, expect, it } from 'vitest'
import { isId, newId } from '#src/kernel/id.ts'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const NOW = Date.UTC(2031, 4, 6, 7, 8, 9, 123)

/** The UUID in an id, decoded digit by digit. */
function uuidOf(id: string): string {
  let bits = 0n
  for (const digit of id.slice(id.indexOf('_') + 1)) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(digit))
  return bits
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

describe('newId', () => {
  it('is a prefix and a UUID of version 7 that holds the time', () => {
    const id = newId('receipt', NOW)
    expect(isId('receipt', id)).toBe(true)
    expect(uuidOf(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(uuidOf(id).replaceAll('-', '').slice(0, 12), 16)).toBe(NOW)
  })

  it('grows strictly, also inside one millisecond and when the clock goes back', () => {
    const ids = [
      ...Array.from({ length: 10_000 }, () => newId('event', NOW + 1)),
      ...Array.from({ length: 10 }, () => newId('event', NOW - 60_000)),
      newId('event', NOW + 60_000),
    ]
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('differs in its random part', () => {
    const tails = new Set(Array.from({ length: 5000 }, () => newId('event', NOW + 120_000).slice(-12)))
    expect(tails.size).toBe(5000)
  })
})

describe('isId', () => {
  it.each([
    'rec_',
    'rec_8zzzzzzzzzzzzzzzzzzzzzzzzz',
    'inv_01h455vb4pex5vsknk084sn02q',
    'rec_01H455VB4PEX5VSKNK084SN02Q',
  ])('refuses %s as a receipt', (text) => expect(isId('receipt', text)).toBe(false))
})
