import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, query } from '#src/platform/command/index.ts'
import { statementName } from '#src/platform/db/prepared.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { asOwner } from '#test/support/database-server.ts'
import { testPlatform } from '#test/support/platform.ts'

describe('the name of a statement', () => {
  it('is given to a text that comes again and again, and is its own', () => {
    const names = ['select 1 as a', 'select 2 as a'].map((text) => [1, 2, 3, 4].map(() => statementName(text)))
    expect(names.map((each) => each.slice(0, 2))).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
    expect(names[0]?.[2]).toBe(names[0]?.[3])
    expect(names[0]?.[2]).not.toBe(names[1]?.[2])
  })
})

describe('a table that a migration changes under a running process', () => {
  let platform: Platform
  let company: TestCompany
  beforeAll(async () => {
    platform = await testPlatform()
    company = await newCompany(platform)
    await owner('create table planned (n int); insert into planned values (1); grant select on planned to bilag_app')
  })
  afterAll(() => owner('drop table planned'))

  const owner = async (text: string) => {
    const { url } = await testDatabase()
    await asOwner(url, (client) => client.query(text))
  }
  const look = query('test.look', { can: null }, (cx) => cx.sql('select * from planned'))
  const touch = command('test.touch', { can: null }, (cx) => {
    cx.audit({ kind: 'test', id: 'planned' })
    return cx.sql('select * from planned')
  })
  const many = <T>(run: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 12 }, run))

  it('is read and written on, on every connection that had prepared the old statement', async () => {
    for (let n = 0; n < 3; n += 1) await many(() => look(company.call(), undefined))
    await owner('alter table planned add column m int default 2')
    expect(await many(() => look(company.call(), undefined))).toEqual(Array(12).fill([{ n: 1, m: 2 }]))
    await owner('alter table planned add column k int default 3')
    expect(await many(() => touch(company.call(), undefined))).toEqual(Array(12).fill([{ n: 1, m: 2, k: 3 }]))
  })
})
