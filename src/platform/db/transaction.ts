import type { Pool, PoolClient } from 'pg'

/** Tenants (company ids, or a person's or group's id for what lies outside companies) as the setting's literal. */
function tenantLiteral(tenants: readonly string[]): string {
  for (const tenant of tenants) if (!/^(system|[a-z]+_[0-9a-z]{26})$/.test(tenant)) throw new Error('not a tenant id')
  return `'{${tenants.join(',')}}'`
}

export interface TransactionOptions {
  readonly tenants: readonly string[]
  readonly readOnly?: boolean
}

/**
 * Runs `work` in one transaction with the tenants set for row level security. `begin` and `commit` ride on the same
 * pipelined connection as the work's own statements, so they cost no round trip of their own.
 */
export async function inTransaction<T>(
  pool: Pool,
  { tenants, readOnly = false }: TransactionOptions,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const mode = readOnly ? 'begin read only' : 'begin'
    const began = client.query(`${mode}; set local app.companies = ${tenantLiteral(tenants)}`)
    const [opened, worked] = await Promise.allSettled([began, work(client)])
    if (opened.status === 'rejected') throw opened.reason
    if (worked.status === 'rejected') throw worked.reason
    const { command } = await client.query('commit')
    // A statement that failed and was swallowed turns COMMIT into ROLLBACK without an error.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by an error that nobody raised')
    return worked.value
  } catch (error) {
    broken = await rollback(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** Rolls back; answers the error of a connection that cannot even do that, so that the pool drops it. */
async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
