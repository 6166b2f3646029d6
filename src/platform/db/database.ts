import { Client, Pool, type PoolConfig } from 'pg'
import { surviveOutages } from './survive.ts'
import { TogetherClient } from './together-client.ts'
import { columnTypes } from './types.ts'

export interface PoolSizes {
  /** Connections of the application pool. */
  readonly max: number
  /** Connections of the worker's cross-company pool; a quarter of `max` when unset. */
  readonly workerMax?: number
}

/** The three ways into one database. None of them is used for migrations, which have a client of their own. */
export interface Pools {
  /** The owner of the tables: administration and checks, never a request. */
  readonly owner: Pool
  /** Role `bilag_app`: sees only the companies of setting `app.companies`. */
  readonly app: Pool
  /** Role `bilag_worker`: sees across companies, only in tables opened to it. */
  readonly worker: Pool
  close(): Promise<void>
}

export const OLDEST_SERVER = 15
const CONNECT_TIMEOUT_MS = 10_000
const IDLE_TIMEOUT_MS = 30_000

/**
 * Pools on the database of `url`. Connections are made when first used. `pipeline` lets a transaction send its next
 * statement before the answer to the last one is there; order and errors stay per statement.
 */
export function createPools(url: string, { max, workerMax = Math.max(2, Math.ceil(max / 4)) }: PoolSizes): Pools {
  const pool = (name: string, size: number, extra: PoolConfig = {}) =>
    surviveOutages(
      new Pool({
        connectionString: url,
        max: size,
        application_name: `bilag-${name}`,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        idleTimeoutMillis: IDLE_TIMEOUT_MS,
        keepAlive: true,
        types: columnTypes,
        Client: TogetherClient,
        ...extra,
      }),
    )
  const owner = pool('owner', 2)
  const app = pool('app', max, { options: '-c role=bilag_app', pipeline: true })
  const worker = pool('worker', workerMax, { options: '-c role=bilag_worker', pipeline: true })
  const all = [owner, app, worker]
  return { owner, app, worker, close: async () => void (await Promise.all(all.map((each) => each.end()))) }
}

/** Throws when the database does not answer. */
export const ping = async (pool: Pool): Promise<void> => void (await pool.query('select 1'))

/** Throws when the server of `url` cannot be reached or is older than PostgreSQL 15. Answers its major version. */
export async function checkServer(url: string): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  try {
    await client.connect()
    const { rows } = await client.query<{ number: string }>(`select current_setting('server_version_num') as number`)
    const major = Math.floor(Number(rows[0]?.number ?? 0) / 10_000)
    if (major < OLDEST_SERVER) {
      throw new Error(`DATABASE_URL: the server is PostgreSQL ${major}; Bilag needs ${OLDEST_SERVER} or newer`)
    }
    return major
  } finally {
    await client.end().catch(() => undefined)
  }
}
