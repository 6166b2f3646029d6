import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { checkServer, createPools } from './platform/db/database.ts'
import { startEmbeddedPostgres } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { createFileStore } from './platform/files/index.ts'
import { prepareJobSchema } from './platform/jobs/job-schema.ts'
import { createLogger, type Logger, standardOutput } from './platform/log.ts'
import { countWaiting } from './platform/outbox/outbox.store.ts'
import { createWaker } from './platform/outbox/waker.ts'
import type { Platform } from './platform/platform.ts'
import { createMetrics } from './platform/prometheus.ts'
import { loadSecrets } from './platform/secrets/index.ts'

export interface Deps {
  readonly platform: Platform
  /** Owner's connection string: migrations, LISTEN, and the queue's own tables. */
  readonly databaseUrl: string
  /** Whether the database is the embedded one. */
  readonly isEmbedded: boolean
  close(): Promise<void>
}

export const MIGRATIONS = new URL('../migrations/', import.meta.url)

/**
 * Builds everything that the entries share: the database (embedded unless DATABASE_URL is set) migrated to this
 * version, files, secrets, log. Throws with a sentence that says what to mend.
 */
export async function buildDeps(config: Config): Promise<Deps> {
  const log = createLogger(config.logLevel, standardOutput())
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  try {
    if (config.databaseUrl) await checkServer(config.databaseUrl)
    const { applied } = await migrate(databaseUrl, fileURLToPath(MIGRATIONS))
    if (applied.length > 0) log.info({ applied }, 'migrations applied')
    await prepareJobSchema(databaseUrl)
    const { platform, close } = await connectPlatform(config, databaseUrl, log)
    const closeAll = async (): Promise<void> => {
      await close()
      await embedded?.stop()
    }
    return { platform, databaseUrl, isEmbedded: embedded !== undefined, close: closeAll }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** The platform on a database that is up to date. */
export async function connectPlatform(
  config: Config,
  databaseUrl: string,
  log: Logger,
  clock: Clock = systemClock,
): Promise<{ platform: Platform; close(): Promise<void> }> {
  const pools = createPools(databaseUrl, { max: config.databasePool })
  const waker = createWaker(pools.app, log)
  const platform: Platform = {
    db: pools,
    config,
    log,
    clock,
    files: createFileStore(config),
    secrets: await loadSecrets(config),
    waker,
    metrics: createMetrics({ outboxDepth: () => countWaiting(pools.worker, clock.now()) }),
  }
  return { platform, close: () => pools.close() }
}
