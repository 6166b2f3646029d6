import { beforeAll, describe, expect, it } from 'vitest'
import { arrayLiteral, jsonSequence, jsonTexts, toParameters } from '#src/platform/db/array-literal.ts'
import type { Pools } from '#src/platform/db/database.ts'
import { testDatabase } from '#test/support/database.ts'

let pools: Pools

beforeAll(async () => {
  pools = (await testDatabase()).pools
})

const there = async (type: string, values: readonly unknown[]): Promise<unknown> => {
  const { rows } = await pools.app.query(`select $1::${type}[] as list`, toParameters([values]))
  return rows[0]?.list
}

describe('an array as text', () => {
  it.each([
    ['text', ['plain', '', 'NULL', 'a,b', '{}', 'say "no"', 'back\\slash', ' spaced ', 'øre\nline', null]],
    ['int', [1, -2, null]],
    ['bigint', [9_007_199_254_740_993n]],
    ['boolean', [true, false]],
    ['timestamptz', [new Date('2026-03-29T01:30:00.123Z')]],
    ['text', []],
  ])('comes back as it was: %s', async (type, values) => {
    expect(await there(type, values)).toEqual(values)
  })

  it('leaves to pg what it does not know', async () => {
    expect(arrayLiteral([['a'], ['b']])).toEqual([['a'], ['b']])
    expect(await there('text', [['a'], ['b']])).toEqual([['a'], ['b']])
  })
})

it('a sequence of JSON texts comes back as it was', async () => {
  const texts = ['', '{"a":"say \\"no\\" \\u001e"}', '[1,\n2]', '']
  const { rows } = await pools.app.query(`select ${jsonTexts('$1')} as list`, [jsonSequence(texts)])
  expect(rows[0]?.list).toEqual(texts)
  const none = await pools.app.query(`select ${jsonTexts('$1')} as list`, [jsonSequence([])])
  expect(none.rows[0]?.list).toEqual([])
})
