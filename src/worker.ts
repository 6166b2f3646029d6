import { readConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import { stopReading } from './documents/reading/index.ts'
import { watchFolder } from './intake/folder/watch-folder.ts'
import { startWork } from './platform/jobs/start-work.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { startWebhooks } from './webhooks/index.ts'
import { eventListeners, wireRooms } from './wiring.ts'

/** The worker alone: relays, schedules and jobs. Any number of them may run. */
await runUntilStopped(async () => {
  wireRooms()
  const { platform, databaseUrl, close } = await buildDeps(readConfig())
  const webhooks = startWebhooks(platform)
  const work = await startWork(platform, { databaseUrl, listeners: eventListeners, onSequenced: webhooks.wake })
  const folder = await watchFolder(platform)
  process.stdout.write('Bilag worker runs\n')
  return [...(folder ? [folder] : []), work, { stop: stopReading }, webhooks, { stop: close }]
})
