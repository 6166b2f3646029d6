import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AREAS } from '#test/bench/areas.ts'
import { beginArea, replaceFigures } from '#test/bench/findings.ts'
import { median, sayGoal, sayMissing } from '#test/bench/print.ts'

const goal = { row: 1, text: 'ours / theirs', goal: 3, floor: 2, isMore: true }

describe('npm run bench', () => {
  it.each(AREAS.map(({ name, load }) => [name, load] as const))('has a runner for %s', async (_name, load) => {
    expect(await load()).toBeTypeOf('function')
  })

  it.each(AREAS.map(({ name }) => name))('has a place on the page for %s', (name) => {
    const page = readFileSync(new URL('../docs/performance.md', import.meta.url), 'utf8')
    expect(() => replaceFigures(page, beginArea(name, 'a try'))).not.toThrow()
  })

  it('compares, takes turns, and puts what it found together', { timeout: 120_000 }, async () => {
    const found = beginArea('outbox', 'a try')
    const run = await AREAS.find(({ name }) => name === 'outbox')?.load()
    await run?.({ rounds: 2, seconds: 0.05 })
    expect(found.rows.map(({ rounds }) => rounds.length)).toEqual([2])
    expect(found.medians).toHaveLength(2)
    expect(found.machine.join()).toContain('fsync on')
  })

  it('takes the middle of the rounds', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('says plainly what is below its floor, and goes on', () => {
    const found = beginArea('posting', '3 rounds')
    sayGoal({ ...goal, ratios: [1.9, 1.8, 5] })
    sayGoal({ ...goal, ratios: [2.5, 1.8, 5] })
    sayGoal({ ...goal, isMore: false, goal: 1, floor: 1.5, ratios: [0.5] })
    expect(found.rows.map(({ verdict }) => verdict)).toEqual(['BELOW THE FLOOR', 'floor met', 'goal met'])
  })

  it('puts the figures of an area into its place on the page, and nothing else', () => {
    const found = beginArea('posting', '3 rounds')
    sayGoal({ ...goal, ratios: [1.9] })
    sayMissing('row 9, because there is no ledger here')
    const page = 'before\n<!-- figures: posting -->\nold\n<!-- end: posting -->\nafter\n'
    const written = replaceFigures(page, found)
    expect(written).toMatch(/^before\n<!-- figures: posting -->\n[\s\S]*<!-- end: posting -->\nafter\n$/)
    expect(written).not.toContain('old')
    expect(written).toContain('| 1 | ours / theirs | **1.90** | 1.90 | >= 3 | >= 2 | **BELOW THE FLOOR** |')
    expect(written).toContain('Not measured: row 9, because there is no ledger here.')
    expect(() => replaceFigures('no place', found)).toThrow('no place')
  })
})
