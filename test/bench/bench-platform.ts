import { Client } from 'pg'
import { readConfig } from '#src/config.ts'
import { connectPlatform } from '#src/deps.ts'
import { createLogger } from '#src/platform/log.ts'
import type { Platform } from '#src/platform/platform.ts'
import { wireRooms } from '#src/wiring.ts'
import { type BenchDatabase, startBenchDatabase } from './bench-database.ts'
import { sayMachine } from './print.ts'

export interface BenchGround {
  readonly database: BenchDatabase
  readonly platform: Platform
  /** The owner of all tables. */
  readonly owner: Client
  /** Environment of a server on this database. */
  readonly env: Readonly<Record<string, string>>
}

/** Runs an area on a PostgreSQL of its own that flushes, with the platform in this process, and says what it runs on. */
export async function onBenchGround(area: string, run: (ground: BenchGround) => Promise<void>): Promise<void> {
  const database = await startBenchDatabase()
  try {
    await sayMachine(area, database.url)
    wireRooms()
    const { url, dataDir } = database
    const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', WEBHOOK_ALLOW_PRIVATE: '1' })
    const { platform, close } = await connectPlatform(config, url, createLogger('error'))
    const owner = new Client({ connectionString: url })
    await owner.connect()
    try {
      await run({
        database,
        platform,
        owner,
        env: { DATABASE_URL: url, DATA_DIR: dataDir, WEBHOOK_ALLOW_PRIVATE: '1' },
      })
    } finally {
      await owner.end()
      await close()
    }
  } finally {
    await database.drop()
  }
}
