import type { Pool, PoolClient } from 'pg'
import { isStalePlan } from './prepared.ts'

/** Tenants (company ids, or a person's or group's id for what lies outside companies) as the setting's literal. */
function tenantLiteral(tenants: readonly string[]): string {
  for (const tenant of tenants) if (!/^(system|[a-z]+_[0-9a-z]{26})$/.test(tenant)) throw new Error('not a tenant id')
  return `'{${tenants.join(',')}}'`
}

export interface TransactionOptions {
  readonly tenants: readonly string[]
}

/**
 * Runs `work` in one transaction with the tenants set for row level security. `begin` rides on the same pipelined
 * connection as the work's own statements, so it costs no round trip of its own.
 */
export async function inTransaction<T>(
  pool: Pool,
  { tenants }: TransactionOptions,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connect(pool)
  let broken: Error | undefined
  try {
    const result = await begun(client, 'begin', tenants, work)
    const { command } = await client.query('commit')
    // A statement that failed and was swallowed turns COMMIT into ROLLBACK without an error.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by an error that nobody raised')
    return result
  } catch (error) {
    broken = await rollBack(client)
    if (isStalePlan(error)) leaveBehind(pool)
    throw error
  } finally {
    client.release(broken)
  }
}

/** The same for work that only reads: what it found is answered at once, and the transaction ended behind it. */
export async function inReading<T>(
  pool: Pool,
  { tenants }: TransactionOptions,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let isSecond = false; ; isSecond = true) {
    const client = await connect(pool)
    try {
      return await begun(client, 'begin read only', tenants, work)
    } catch (error) {
      if (!isStalePlan(error) || isSecond) throw error
      leaveBehind(pool)
    } finally {
      void rollBack(client).then((broken) => client.release(broken))
    }
  }
}

/** How often the tables have changed under each pool, and what of that each connection has seen. */
const changes = new WeakMap<Pool, number>()
const seen = new WeakMap<PoolClient, number>()

/** A connection whose prepared statements fit the tables; older ones are closed. */
async function connect(pool: Pool): Promise<PoolClient> {
  for (;;) {
    const client = await pool.connect()
    const now = changes.get(pool) ?? 0
    const then = seen.get(client) ?? now
    seen.set(client, then)
    if (then === now) return client
    client.release(true)
  }
}

const leaveBehind = (pool: Pool): void => void changes.set(pool, (changes.get(pool) ?? 0) + 1)

async function begun<T>(
  client: PoolClient,
  begin: string,
  tenants: readonly string[],
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const began = client.query(`${begin}; set local app.companies = ${tenantLiteral(tenants)}`)
  const [opened, worked] = await Promise.allSettled([began, work(client)])
  if (opened.status === 'rejected') throw opened.reason
  if (worked.status === 'rejected') throw worked.reason
  return worked.value
}

/** Rolls back; answers the error of a connection that cannot even do that, so that the pool drops it. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
