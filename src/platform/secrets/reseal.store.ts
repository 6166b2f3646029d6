import type { Pool, PoolClient } from 'pg'
import type { SealedColumn } from './sealed-column.ts'
import type { Secrets } from './secrets.ts'

interface SealedRow {
  readonly place: string
  readonly companyId: string
  readonly sealed: string
}

const BATCH = 500

/**
 * Brings every secret of the column under the current key, batch by batch, each batch in a transaction under row locks
 * so that no secret written meanwhile is lost. `pool` is the owner's. Answers how many were resealed. Throws
 * SecretUnreadable when a row was sealed with a key that is no longer in the ring.
 */
export async function resealColumn(pool: Pool, column: SealedColumn, secrets: Secrets): Promise<number> {
  for (let resealed = 0; ; ) {
    const count = await inOwnTransaction(pool, (client) => resealBatch(client, column, secrets))
    if (count === 0) return resealed
    resealed += count
  }
}

async function resealBatch(client: PoolClient, { table, column, purpose }: SealedColumn, secrets: Secrets) {
  const { rows } = await client.query<SealedRow>(
    `select ctid::text as place, company_id as "companyId", ${column} as sealed from ${table}
     where ${column} is not null and not starts_with(${column}, $1) order by ctid limit ${BATCH} for update`,
    [secrets.currentPrefix],
  )
  await client.query(
    `update ${table} set ${column} = fresh.sealed
     from unnest($1::text[], $2::text[]) as fresh(place, sealed) where ${table}.ctid = fresh.place::tid`,
    [
      rows.map((row) => row.place),
      rows.map((row) => secrets.reseal(row.sealed, { companyId: row.companyId, purpose })),
    ],
  )
  return rows.length
}

async function inOwnTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
