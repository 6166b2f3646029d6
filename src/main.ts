import { readConfig } from './config.ts'
import { seedOnFirstStart } from './demo/seed-on-first-start.ts'
import { buildDeps } from './deps.ts'
import { startWork } from './platform/jobs/start-work.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { serveHttp } from './serve-http.ts'
import { startWebhooks } from './webhooks/index.ts'
import { eventListeners, wireRooms } from './wiring.ts'

/** Everything in one process: database (embedded unless DATABASE_URL is set), API, pages and worker. */
await runUntilStopped(async () => {
  const config = readConfig()
  wireRooms()
  const deps = await buildDeps(config)
  const { platform, databaseUrl } = deps
  const webhooks = startWebhooks(platform)
  const work = await startWork(platform, { databaseUrl, listeners: eventListeners, onSequenced: webhooks.wake })
  const http = await serveHttp(platform)
  await seedOnFirstStart({ platform, url: http.url, isWanted: deps.isEmbedded || process.argv.includes('--demo') })
  return [http, work, webhooks, { stop: () => deps.close() }]
})
