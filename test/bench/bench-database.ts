import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MIGRATIONS } from '#src/open-database.ts'
import { startEmbeddedPostgres } from '#src/platform/db/embedded.ts'
import { REACHABLE_ROOT } from '#src/platform/db/embedded-binaries.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import { prepareJobSchema } from '#src/platform/jobs/job-schema.ts'
import { createLogger } from '#src/platform/log.ts'

export interface BenchDatabase {
  readonly url: string
  /** The folder of everything; gone after `drop`. */
  readonly dataDir: string
  drop(): Promise<void>
}

/** A migrated PostgreSQL of its own, as `npm start` has it: it flushes, unlike the server of the tests. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bilag-bench-'))
  const server = await startEmbeddedPostgres({ dataDir, log: createLogger('silent') })
  const drop = async (): Promise<void> => {
    await server.stop()
    await removeInstallation(dataDir)
  }
  try {
    await migrate(server.url, fileURLToPath(MIGRATIONS))
    await prepareJobSchema(server.url)
    return { url: server.url, dataDir, drop }
  } catch (error) {
    await drop()
    throw error
  }
}

/** The folder, and the cluster beside it that root keeps where the database user can go. */
export async function removeInstallation(dataDir: string): Promise<void> {
  const note = join(dataDir, 'postgres.location')
  const elsewhere = existsSync(note) ? readFileSync(note, 'utf8').trim() : ''
  if (/^[0-9a-f]{16}$/.test(elsewhere)) await rm(join(REACHABLE_ROOT, elsewhere), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
