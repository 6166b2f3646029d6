import { readConfig } from './config.ts'
import { openDatabase } from './open-database.ts'
import { runUntilStopped } from './run-until-stopped.ts'

/**
 * Everything in one process: database (embedded unless DATABASE_URL is set), API, pages and worker. The database, a
 * program of its own, starts on one core while the rest is being loaded on another.
 */
await runUntilStopped(async () => {
  const config = readConfig()
  const database = openDatabase(config)
  // Told by whoever waits for it; until then it is nobody's unhandled rejection.
  database.catch(() => undefined)
  const { startEverything } = await import('./start-everything.ts')
  return startEverything(config, database)
})
