import type { Config } from './config.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { createPools } from './platform/db/database.ts'
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
  close(): Promise<void>
}

/** Builds everything that the entries share: the database, files, secrets, log. Throws with a sentence that says what to mend. */
export async function buildDeps(config: Config, opening: Promise<OpenDatabase> = openDatabase(config)): Promise<Deps> {
  const database = await opening
  try {
    await prepareJobSchema(database.url)
    const log = createLogger(config.logLevel, standardOutput())
    const { platform, close } = await connectPlatform(config, database.url, log)
    const closeAll = async (): Promise<void> => {
      await close()
      await database.stop()
    }
    return { platform, databaseUrl: database.url, close: closeAll }
  } catch (error) {
    await database.stop()
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
