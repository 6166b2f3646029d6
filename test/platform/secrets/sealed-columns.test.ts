import { expect, it } from 'vitest'
import { createSecrets, generateKey } from '#src/platform/secrets/index.ts'
import { resealColumn } from '#src/platform/secrets/reseal.store.ts'
import { sealedColumns } from '#src/platform/secrets/sealed-column.ts'
import { wireRooms } from '#src/wiring.ts'
import { testDatabase } from '#test/support/database.ts'

it('every column that holds sealed secrets is known to the change of keys', async () => {
  wireRooms()
  const { pools } = await testDatabase()
  const { rows } = await pools.owner.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and (column_name = 'sealed' or column_name like 'sealed\\_%') order by 1, 2`,
  )
  const known = sealedColumns().map(({ table, column }) => ({ table, column }))
  expect(known).toEqual(expect.arrayContaining(rows))
  expect(known.length).toBeGreaterThan(0)
  for (const column of sealedColumns()) {
    expect(await resealColumn(pools.owner, column, createSecrets([generateKey()]))).toBe(0)
  }
})
