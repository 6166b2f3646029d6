import type { Config } from './config.ts'
import { CONNECTORS } from './connectors.ts'
import { prepareDemo } from './demo/prepare-demo.ts'
import { startDemo } from './demo/start-demo.ts'
import { buildDeps } from './deps.ts'
import { stopReading } from './documents/reading/index.ts'
import { watchFolder } from './intake/folder/watch-folder.ts'
import { serveSmtp } from './intake/mail/serve-smtp.ts'
import type { OpenDatabase } from './open-database.ts'
import { systemClock } from './platform/clock.ts'
import { startWork } from './platform/jobs/start-work.ts'
import type { Stoppable } from './run-until-stopped.ts'
import { serveHttp } from './serve-http.ts'
import { startWebhooks } from './webhooks/index.ts'
import { eventListeners, wireRooms } from './wiring.ts'

/** API, pages, worker, and the demo company, in this process. They are stopped in the order given. */
export async function startEverything(config: Config, database: Promise<OpenDatabase>): Promise<readonly Stoppable[]> {
  wireRooms()
  const isDemo = config.databaseUrl === undefined || process.argv.includes('--demo')
  const ground = isDemo ? await prepareDemo(config, { connectors: CONNECTORS, clock: systemClock }) : undefined
  const deps = await buildDeps(ground?.config ?? config, database)
  const { platform, databaseUrl } = deps
  // It answers before the queues are there: what it is sent waits in the outbox.
  const http = await serveHttp(platform)
  const webhooks = startWebhooks(platform)
  const work = await startWork(platform, { databaseUrl, listeners: eventListeners, onSequenced: webhooks.wake })
  const smtp = await serveSmtp(platform)
  const folder = await watchFolder(platform)
  const demo = await startDemo({ platform, url: http.url, ground })
  return [
    demo,
    http,
    ...(smtp ? [smtp] : []),
    ...(folder ? [folder] : []),
    work,
    { stop: stopReading },
    webhooks,
    ...(ground ? [ground] : []),
    { stop: () => deps.close() },
  ]
}
