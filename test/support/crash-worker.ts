import { readConfig } from '#src/config.ts'
import { buildDeps } from '#src/deps.ts'
import { startWork } from '#src/platform/jobs/start-work.ts'
import { runUntilStopped } from '#src/run-until-stopped.ts'
import './crash-job.ts'

/** A worker process like src/worker.ts, with the job of the crash test alone. */
await runUntilStopped(async () => {
  const { platform, databaseUrl, close } = await buildDeps(readConfig())
  const work = await startWork(platform, { databaseUrl, schedules: [] })
  process.stdout.write('worker runs\n')
  return [work, { stop: close }]
})
