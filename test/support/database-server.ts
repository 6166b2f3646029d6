import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#src/platform/db/embedded.ts'
import { isAlive } from '#src/platform/db/embedded-cluster.ts'
import { migrate, readMigrations } from '#src/platform/db/migrate.ts'
import { prepareJobSchema } from '#src/platform/jobs/job-schema.ts'
import { createLogger } from '#src/platform/log.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
export const MIGRATIONS = join(PROJECT, 'migrations')
const TEMPLATE = 'bilag_template_'
const BUILDING = 'bilag_building_'
export const CLONE = 'bilag_test_'

/** Test rows may vanish with the machine. */
const NO_FLUSH = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** The same path with another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

export async function asOwner<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/**
 * TEST_DATABASE_URL, or an embedded server in the temporary folder. That folder is kept from run to run: it starts in
 * half a second, and a run that was killed leaves no orphan because the next one joins its server.
 */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined }
  const key = createHash('sha256').update(`${PROJECT} ${process.getuid?.()}`).digest('hex').slice(0, 12)
  const dataDir = join(tmpdir(), `bilag-test-${key}`)
  const start = (): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({ dataDir, log: createLogger('silent'), settings: NO_FLUSH })
  return start().catch(async () => {
    await rm(dataDir, { recursive: true, force: true })
    return start()
  })
}

/** A migrated database to clone from; made again only when a migration file is new or changed. */
export async function prepareTemplate(url: string): Promise<string> {
  const files = await readMigrations(MIGRATIONS)
  const state = createHash('sha256').update(files.map((file) => `${file.name} ${file.checksum}`).join('\n'))
  const template = `${TEMPLATE}${state.digest('hex').slice(0, 16)}`
  await asOwner(url, async (client) => {
    const there = await client.query('select 1 from pg_database where datname = $1', [template])
    if (there.rowCount !== 0) return
    const building = `${BUILDING}${process.pid}`
    await client.query(`drop database if exists ${building} with (force)`)
    await client.query(`create database ${building}`)
    await migrate(withDatabase(url, building), MIGRATIONS)
    await prepareJobSchema(withDatabase(url, building))
    await client.query(`alter database ${building} rename to ${template}`)
  })
  return template
}

/** Drops what killed runs left and templates of older migrations. */
export async function dropLeftovers(url: string, template: string): Promise<void> {
  await asOwner(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname ~ $1', [
      `^(${CLONE}|${BUILDING}|${TEMPLATE})`,
    ])
    for (const { datname } of rows) {
      const owner = Number(/^bilag_(?:test|building)_(\d+)/.exec(datname)?.[1] ?? 0)
      if (datname === template || (owner > 0 && isAlive(owner))) continue
      await client.query(`drop database if exists ${datname} with (force)`).catch(() => undefined)
    }
  })
}
