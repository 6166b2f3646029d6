import type { Pool } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Pools } from '#src/platform/db/database.ts'
import { testDatabase } from '#test/support/database.ts'

let pools: Pools

beforeAll(async () => {
  pools = (await testDatabase()).pools
  await pools.owner.query(`
    create table notes (company_id text collate "C", id text collate "C", body text, primary key (company_id, id));
    select app.protect('notes');
    select app.open_to_worker('notes');
    create table stamps (company_id text collate "C", id text collate "C", primary key (company_id, id));
    select app.protect_append_only('stamps');
    insert into notes values ('cmp_a', 'n1', 'of a'), ('cmp_b', 'n1', 'of b');
    insert into stamps values ('cmp_a', 's1');`)
})

async function asCompanies(companies: string, ...statements: string[]): Promise<unknown[]> {
  return inTransaction(pools.app, async (query) => {
    await query(`select set_config('app.companies', '${companies}', true)`)
    let rows: unknown[] = []
    for (const statement of statements) rows = await query(statement)
    return rows
  })
}

async function inTransaction(pool: Pool, run: (query: (text: string) => Promise<unknown[]>) => Promise<unknown[]>) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    return await run(async (text) => (await client.query(text)).rows)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

describe('row level security', () => {
  it('shows nothing when no company is set', async () => {
    expect((await pools.app.query('select * from notes')).rows).toEqual([])
    expect(await asCompanies('', 'select * from notes')).toEqual([])
  })

  it('shows and changes only the rows of the companies that are set', async () => {
    expect(await asCompanies('{cmp_a}', 'select body from notes')).toEqual([{ body: 'of a' }])
    expect(await asCompanies('{cmp_a,cmp_b}', 'select body from notes order by 1')).toHaveLength(2)
    expect(await asCompanies('{cmp_a}', `update notes set body = 'x' where id = 'n1' returning company_id`)).toEqual([
      { company_id: 'cmp_a' },
    ])
    expect(await asCompanies('{cmp_a}', `delete from notes where company_id = 'cmp_b' returning id`)).toEqual([])
  })

  it('refuses a row of another company', async () => {
    const insert = `insert into notes values ('cmp_b', 'n2', 'smuggled')`
    await expect(asCompanies('{cmp_a}', insert)).rejects.toThrow(/row-level security/)
  })

  it('lets the worker see across companies only in tables opened to it', async () => {
    expect((await pools.worker.query('select body from notes')).rows).toHaveLength(2)
    await expect(pools.worker.query('select * from stamps')).rejects.toThrow(/permission denied/)
  })
})

describe('append-only tables', () => {
  it('take new rows', async () => {
    const rows = await asCompanies('{cmp_a}', `insert into stamps values ('cmp_a', 's2') returning id`)
    expect(rows).toEqual([{ id: 's2' }])
  })

  it('refuse change and deletion by the application, and by the owner', async () => {
    await expect(asCompanies('{cmp_a}', `update stamps set id = 'x'`)).rejects.toThrow(/permission denied/)
    for (const statement of [`update stamps set id = 'x'`, 'delete from stamps', 'truncate stamps']) {
      await expect(pools.owner.query(statement)).rejects.toMatchObject({ code: '23001' })
    }
  })
})
