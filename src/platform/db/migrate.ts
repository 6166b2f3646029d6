import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, type ClientBase } from 'pg'

export interface Migration {
  /** File name, such as `0001_platform.sql`. */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file's bytes, hex. */
  readonly checksum: string
}

export interface MigrationReport {
  /** Names of the files that this call applied, in order. */
  readonly applied: readonly string[]
  /** Those of them that came in below a number which was there already. */
  readonly late: readonly string[]
}

/** Any fixed number: the key of the advisory lock that starters of one database share. */
const LOCK_KEY = 4_812_000_001
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/
const NO_TRANSACTION = '-- no transaction'

/** The migration files of a folder, in the order of their numbers. Throws on a file name that is not `NNNN_name.sql`. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  return Promise.all(
    names.map(async (name) => {
      if (!FILE_NAME.test(name)) throw new Error(`${join(folder, name)} is not named NNNN_name.sql`)
      const bytes = await readFile(join(folder, name))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
}

/**
 * Brings the database of `url` up to the files of `folder`, forward only. Safe with many starters: one applies, the
 * others wait on an advisory lock and find nothing left to do. Throws when a file that was applied has changed or is
 * gone, and at the first file that fails (its transaction is rolled back, earlier ones stay).
 */
export async function migrate(url: string, folder: string): Promise<MigrationReport> {
  const files = await readMigrations(folder)
  const client = new Client({ connectionString: url, application_name: 'bilag-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    return await applyMissing(client, files)
  } finally {
    await client.end()
  }
}

async function applyMissing(client: ClientBase, files: readonly Migration[]): Promise<MigrationReport> {
  await client.query(`create table if not exists schema_migrations (
    name text collate "C" primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`)
  const known = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')
  const applied = new Map(known.rows.map((row) => [row.name, row.checksum]))
  compareSets(applied, files)
  const newest = [...applied.keys()].sort().at(-1) ?? ''
  const missing = files.filter((file) => !applied.has(file.name))
  for (const file of missing) await applyOne(client, file)
  const names = missing.map((file) => file.name)
  return { applied: names, late: names.filter((name) => name < newest) }
}

function compareSets(applied: ReadonlyMap<string, string>, files: readonly Migration[]): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const [name, checksum] of applied) {
    const file = byName.get(name)
    if (file === undefined) throw new Error(`migration ${name} was applied to this database but its file is missing`)
    if (file.checksum !== checksum) {
      throw new Error(`migration ${name} was changed after it was applied; put the change into a new file`)
    }
  }
}

async function applyOne(client: ClientBase, file: Migration): Promise<void> {
  const record = () =>
    client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [file.name, file.checksum])
  try {
    if (file.sql.startsWith(NO_TRANSACTION)) {
      await client.query(file.sql)
      await record()
      return
    }
    await client.query('begin')
    await client.query(file.sql)
    await record()
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`migration ${file.name} failed: ${reasonOf(cause)}`, { cause })
  }
}

/** The server's message, with its hint of what to do. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return 'hint' in cause && typeof cause.hint === 'string' ? `${cause.message} (${cause.hint})` : cause.message
}
