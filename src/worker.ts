import { readConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import { startWork } from './platform/jobs/start-work.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { eventListeners, wireRooms } from './wiring.ts'

/** The worker alone: relays, schedules and jobs. Any number of them may run. */
await runUntilStopped(async () => {
  wireRooms()
  const { platform, databaseUrl, close } = await buildDeps(readConfig())
  const work = await startWork(platform, { databaseUrl, listeners: eventListeners })
  process.stdout.write('Bilag worker runs\n')
  return [work, { stop: close }]
})
