import { type JobKind, jobKinds } from '#src/platform/jobs/job-kind.ts'
import { offerRestart } from '#src/platform/jobs/retry-job.ts'
import { runJob } from '#src/platform/jobs/run-job.ts'
import { type JobRow, relayJobs } from '#src/platform/outbox/relay-jobs.ts'
import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import type { Platform } from '#src/platform/platform.ts'
import { eventListeners } from '#src/wiring.ts'

const DRAINS_MAX = 50

/**
 * Does what the worker does, until nothing is due at the clock's time: sequences events, relays jobs, runs them.
 * Failed jobs are given back, as the queue would keep them.
 */
export async function drain({ platform }: { readonly platform: Platform }): Promise<unknown[]> {
  const kinds = jobKinds()
  // No queue keeps failed jobs here, so that there are none to start again.
  offerRestart(platform, async () => false)
  const failures: unknown[] = []
  for (let round = 0; round < DRAINS_MAX; round++) {
    const moved = await sequenceEvents(platform, eventListeners)
    const rows: JobRow[] = []
    await relayJobs(platform, [...kinds.keys()], async (batch) => void rows.push(...batch))
    for (const row of rows) await run(platform, kinds, row).catch((error: unknown) => failures.push(error))
    if (moved === 0 && rows.length === 0) return failures
  }
  throw new Error('the worker never comes to rest')
}

async function run(platform: Platform, kinds: ReadonlyMap<string, JobKind<unknown>>, row: JobRow): Promise<void> {
  const { tenant, timeZone, requestId, payload } = row
  const data = { tenant, timeZone, requestId, payload }
  const kind = kinds.get(row.name)
  if (kind) await runJob(platform, kind, { id: `outbox-${row.id}`, name: row.name, data, attemptsMade: 0 })
}
