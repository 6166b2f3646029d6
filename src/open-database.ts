import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { checkServer } from './platform/db/database.ts'
import { startEmbeddedPostgres } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { createLogger, standardOutput } from './platform/log.ts'

export interface OpenDatabase {
  /** Owner's connection string. */
  readonly url: string
  /** Ends it when it is the embedded one. */
  stop(): Promise<void>
}

export const MIGRATIONS = new URL('../migrations/', import.meta.url)

/**
 * The database, embedded unless DATABASE_URL is set, with all migrations. Throws with a sentence that says what to
 * mend. It imports little, so that an entry can have it started before everything else is loaded.
 */
export async function openDatabase({ databaseUrl, dataDir, logLevel }: Config): Promise<OpenDatabase> {
  const log = createLogger(logLevel, standardOutput())
  const embedded = databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir, log })
  const url = databaseUrl ?? embedded?.url ?? ''
  const stop = async (): Promise<void> => embedded?.stop()
  try {
    if (databaseUrl) await checkServer(databaseUrl)
    const { applied } = await migrate(url, fileURLToPath(MIGRATIONS))
    if (applied.length > 0) log.info({ applied }, 'migrations applied')
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
