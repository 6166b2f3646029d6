import { describe, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'

describe('SteppedClock', () => {
  it('stands still until it is moved', () => {
    const clock = new SteppedClock('2025-01-31T23:00:00Z')
    expect(clock.now()).toEqual(clock.now())
    clock.advance(3_600_000)
    expect(clock.now().toISOString()).toBe('2025-02-01T00:00:00.000Z')
  })

  it('refuses what is no instant', () => {
    expect(() => new SteppedClock('yesterday')).toThrow('is no instant')
  })
})
