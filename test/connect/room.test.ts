import { describe, expect, it } from 'vitest'
import { type CallCounts, waitForRoom } from '#src/connect/calls/room.ts'
import { createTranslator } from '#src/connect/mappings/translator.ts'
import { ATTEMPTS_MAX, consequenceOf } from '#src/connect/operations/operation.ts'

const LIMITS = { concurrent: 5, perMinute: 60, perDay: 5000, timeoutMs: 1, pagesPerRunMax: 1, responseBytesMax: 1 }
const NOW = new Date('2026-03-02T12:00:00Z')
const ago = (ms: number) => new Date(NOW.getTime() - ms)
const free: CallCounts = {
  running: 0,
  inMinute: 0,
  inDay: 0,
  oldestInMinute: null,
  oldestInDay: null,
  blockedUntil: null,
}

describe('room for a call', () => {
  it('is there below every limit', () => {
    expect(waitForRoom(LIMITS, { ...free, running: 4, inMinute: 59, inDay: 4999 }, NOW)).toBe(0)
  })
  it('comes when the oldest call of the minute or day has left its window', () => {
    expect(waitForRoom(LIMITS, { ...free, inMinute: 60, oldestInMinute: ago(45_000) }, NOW)).toBe(15_000)
    expect(waitForRoom(LIMITS, { ...free, inDay: 5000, oldestInDay: ago(23 * 3_600_000) }, NOW)).toBe(3_600_000)
  })
  it('comes soon when only the places are taken, and when the vendor said so', () => {
    expect(waitForRoom(LIMITS, { ...free, running: 5 }, NOW)).toBe(500)
    expect(waitForRoom(LIMITS, { ...free, blockedUntil: new Date(NOW.getTime() + 7000) }, NOW)).toBe(7000)
    expect(waitForRoom(LIMITS, { ...free, blockedUntil: ago(1) }, NOW)).toBe(0)
  })
})

describe('what follows from a fault', () => {
  it('is a longer wait each time, up to an hour, and in the end a person', () => {
    const delays = [1, 2, 3, 11].map((attempts) => consequenceOf({ kind: 'unavailable' }, attempts))
    expect(delays).toMatchObject([
      { delayMs: 15_000 },
      { delayMs: 30_000 },
      { delayMs: 60_000 },
      { delayMs: 3_600_000 },
    ])
    expect(consequenceOf({ kind: 'unknown_outcome' }, ATTEMPTS_MAX)).toEqual({ kind: 'fail' })
  })
  it('is a person at once where trying again cannot help', () => {
    expect(consequenceOf({ kind: 'rejected', fields: [] }, 1)).toEqual({ kind: 'fail' })
    expect(consequenceOf({ kind: 'auth_expired' }, 1)).toEqual({ kind: 'reconnect' })
  })
})

describe('a translator', () => {
  const tax = (code: string, ratePpm: number, use: 'purchases' | 'sales' | 'both') => ({
    code,
    name: code,
    ratePpm,
    use,
  })
  const catalogue = {
    accounts: [{ code: '6800', name: 'Kontor', isBank: false }],
    taxCodes: [
      tax('INPUT', 250_000, 'purchases'),
      tax('OUTPUT', 250_000, 'sales'),
      tax('A', 120_000, 'both'),
      tax('B', 120_000, 'sales'),
    ],
  }
  it('takes what a person set before what it finds', () => {
    const set = { kind: 'account', ours: '6800', theirs: '429', source: 'set' } as const
    const translator = createTranslator([set], catalogue)
    expect(translator.account('6800')).toBe('429')
    expect(translator.proposed).toEqual([])
  })
  it('finds a VAT code by rate and side, when one fits', () => {
    const translator = createTranslator([], catalogue)
    expect(translator.taxCode({ vatCode: '1', ratePpm: 250_000, side: 'purchases' })).toBe('INPUT')
    expect(translator.taxCode({ vatCode: '3', ratePpm: 250_000, side: 'sales' })).toBe('OUTPUT')
    expect(translator.proposed.map(({ theirs }) => theirs)).toEqual(['INPUT', 'OUTPUT'])
  })
  it('asks a person where two fit or none does', () => {
    const translator = createTranslator([], catalogue)
    expect(() => translator.taxCode({ vatCode: '32', ratePpm: 120_000, side: 'sales' })).toThrow('Map our vatCode 32')
    expect(() => translator.account('1234')).toThrow('Map our account 1234')
    expect(translator.taxCode({ vatCode: null, ratePpm: 0, side: 'sales' })).toBeNull()
  })
})
