import { describe, expect, it } from 'vitest'
import { AREAS } from '#test/bench/areas.ts'
import { median } from '#test/bench/print.ts'

describe('npm run bench', () => {
  it.each(AREAS.map(({ name, load }) => [name, load] as const))('has a runner for %s', async (_name, load) => {
    expect(await load()).toBeTypeOf('function')
  })

  it('takes the middle of the rounds', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })
})
