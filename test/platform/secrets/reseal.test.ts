import { beforeAll, describe, expect, it } from 'vitest'
import { createSecrets, generateKey, SecretUnreadable } from '#src/platform/secrets/index.ts'
import { resealColumn } from '#src/platform/secrets/reseal.store.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

const column = { table: 'kept_secrets', column: 'sealed', purpose: 'test.secret' }
const old = generateKey()
const fresh = generateKey()
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  await database.pools.owner.query(`create table kept_secrets (company_id text, id int, sealed text);
    select app.protect('kept_secrets')`)
})

const rows = async (): Promise<{ company_id: string; id: number; sealed: string | null }[]> =>
  (await database.pools.owner.query('select * from kept_secrets order by id')).rows

async function fill(count: number): Promise<void> {
  const secrets = createSecrets([old])
  const sealed = Array.from({ length: count }, (_, id) =>
    secrets.seal(`secret ${id}`, { companyId: `com_${id % 3}`, purpose: column.purpose }),
  )
  await database.pools.owner.query('truncate kept_secrets')
  await database.pools.owner.query(
    `insert into kept_secrets select 'com_' || ((id - 1) % 3), id - 1, sealed
     from unnest($1::text[]) with ordinality as t(sealed, id)`,
    [sealed],
  )
}

describe('reseal', () => {
  it('brings the secrets of all companies under the current key, so that the old one can go', async () => {
    await fill(1200)
    await database.pools.owner.query(`insert into kept_secrets values ('com_0', 5000, null)`)
    expect(await resealColumn(database.pools.owner, column, createSecrets([fresh, old]))).toBe(1200)
    const onlyFresh = createSecrets([fresh])
    for (const { company_id: companyId, id, sealed } of await rows()) {
      if (sealed !== null) expect(onlyFresh.open(sealed, { companyId, purpose: column.purpose })).toBe(`secret ${id}`)
    }
    expect(await resealColumn(database.pools.owner, column, onlyFresh)).toBe(0)
  })

  it('changes nothing when the old key is not in the ring', async () => {
    await fill(3)
    const before = await rows()
    await expect(resealColumn(database.pools.owner, column, createSecrets([fresh]))).rejects.toThrow(SecretUnreadable)
    expect(await rows()).toEqual(before)
  })
})
