import { beforeAll, describe, expect, it } from 'vitest'
import type { Pools } from '#src/platform/db/database.ts'
import { checkServer } from '#src/platform/db/database.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

let db: TestDatabase
let pools: Pools

beforeAll(async () => {
  db = await testDatabase()
  pools = db.pools
})

describe('pools', () => {
  it('decode bigint, numeric and date without losing a digit', async () => {
    const { rows } = await pools.app.query(`select 9223372036854775807::int8 as big, array[1, null]::int8[] as bigs,
      123456789012345678901234567890.10::numeric as amount, array[1.10, null]::numeric[] as amounts,
      date '2025-02-28' as day, array[date '2025-02-28'] as days, timestamptz '2025-02-28T12:00:00Z' as instant`)
    expect(rows[0]).toEqual({
      big: 9223372036854775807n,
      bigs: [1n, null],
      amount: '123456789012345678901234567890.10',
      amounts: ['1.10', null],
      day: '2025-02-28',
      days: ['2025-02-28'],
      instant: new Date('2025-02-28T12:00:00Z'),
    })
  })

  it('work under roles that own nothing', async () => {
    const who = 'select current_user as name, (select rolsuper from pg_roles where rolname = current_user) as super'
    expect((await pools.app.query(who)).rows).toEqual([{ name: 'bilag_app', super: false }])
    expect((await pools.worker.query(who)).rows).toEqual([{ name: 'bilag_worker', super: false }])
    await expect(pools.app.query('create table mine (id int)')).rejects.toThrow(/permission denied/)
  })

  it('name the server version', async () => {
    expect(await checkServer(db.url)).toBeGreaterThanOrEqual(15)
  })
})
