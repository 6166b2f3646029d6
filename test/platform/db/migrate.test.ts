import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '#src/platform/db/migrate.ts'
import { createDatabase } from '#test/support/database.ts'
import { asOwner, MIGRATIONS } from '#test/support/database-server.ts'

let folder: string
let database: Awaited<ReturnType<typeof createDatabase>>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilag-migrations-'))
  database = await createDatabase()
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})

const file = (name: string, sql: string) => writeFile(join(folder, name), sql)
const rows = (sql: string) => asOwner(database.url, async (client) => (await client.query(sql)).rows)

describe('migrate', () => {
  it('applies files in the order of their numbers, once', async () => {
    await file('0002_b.sql', 'insert into a values (2)')
    await file('0001_a.sql', 'create table a (n int)')
    expect(await migrate(database.url, folder)).toEqual({ applied: ['0001_a.sql', '0002_b.sql'], late: [] })
    expect(await migrate(database.url, folder)).toEqual({ applied: [], late: [] })
    expect(await rows('select n from a')).toEqual([{ n: 2 }])
  })

  it('applies a lower number that comes late and says so', async () => {
    await file('0005_a.sql', 'create table a (n int)')
    await migrate(database.url, folder)
    await file('0003_b.sql', 'create table b (n int)')
    expect(await migrate(database.url, folder)).toEqual({ applied: ['0003_b.sql'], late: ['0003_b.sql'] })
  })

  it('refuses an applied file that changed', async () => {
    await file('0001_a.sql', 'create table a (n int)')
    await migrate(database.url, folder)
    await file('0001_a.sql', 'create table a (n bigint)')
    await expect(migrate(database.url, folder)).rejects.toThrow('0001_a.sql was changed after it was applied')
  })

  it('refuses an applied file that is gone', async () => {
    await file('0001_a.sql', 'create table a (n int)')
    await migrate(database.url, folder)
    await rm(join(folder, '0001_a.sql'))
    await expect(migrate(database.url, folder)).rejects.toThrow('0001_a.sql was applied to this database but its file')
  })

  it('rolls a failing file back whole and names it', async () => {
    await file('0001_a.sql', 'create table a (n int)')
    await file('0002_b.sql', 'create table b (n int); select 1 / 0')
    await expect(migrate(database.url, folder)).rejects.toThrow('migration 0002_b.sql failed: division by zero')
    expect(await rows(`select to_regclass('a') is not null as a, to_regclass('b') is null as no_b`)).toEqual([
      { a: true, no_b: true },
    ])
  })

  it('runs a file outside a transaction when its first line asks for it', async () => {
    await file('0001_a.sql', 'create table a (n int)')
    await file('0002_b.sql', '-- no transaction\ncreate index concurrently a_n on a (n)')
    expect((await migrate(database.url, folder)).applied).toHaveLength(2)
  })

  it('refuses a file name out of pattern', async () => {
    await file('1_a.sql', 'select 1')
    await expect(migrate(database.url, folder)).rejects.toThrow('1_a.sql is not named NNNN_name.sql')
  })

  it('lets one of many starters apply, also across databases of one server', async () => {
    const other = await createDatabase()
    try {
      const reports = await Promise.all([
        ...[1, 2, 3].map(() => migrate(database.url, MIGRATIONS)),
        ...[1, 2].map(() => migrate(other.url, MIGRATIONS)),
      ])
      expect(reports.filter((report) => report.applied.length > 0)).toHaveLength(2)
    } finally {
      await other.drop()
    }
  })
})
