import type { Pool, PoolClient } from 'pg'

/**
 * Runs `remove` while nobody can name the bytes, unless somebody does. That it is going to be removed is written down
 * first, so that whoever names the bytes afterwards looks whether they are there. Answers whether it was removed.
 */
export async function removeUnnamed(
  pool: Pool,
  sha256: string,
  at: Date,
  remove: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect()
  try {
    return await inLock(client, sha256, at, remove)
  } finally {
    client.release()
  }
}

async function inLock(client: PoolClient, sha256: string, at: Date, remove: () => Promise<void>): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query("select pg_advisory_xact_lock(hashtextextended('file ' || $1, 23))", [sha256])
    const { rows } = await client.query<{ is_named: boolean }>('select app.file_is_named($1) as is_named', [sha256])
    if (rows[0]?.is_named !== false) {
      await client.query('rollback')
      return false
    }
    await client.query(
      `insert into file_removals (sha256, removed_at) values ($1, $2)
       on conflict (sha256) do update set removed_at = excluded.removed_at`,
      [sha256, at],
    )
    await remove()
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

export interface OldCompany {
  readonly companyId: string
  readonly timeZone: string
}

/** Companies that have documents from before the instant. */
export async function companiesWithOldDocuments(pool: Pool, before: Date): Promise<OldCompany[]> {
  const { rows } = await pool.query<OldCompany>(
    `select company_id as "companyId", time_zone as "timeZone" from app.companies_with_old_documents($1) order by 1`,
    [before],
  )
  return rows
}
