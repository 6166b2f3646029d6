import { z } from 'zod'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import { defineSchedule } from '#src/platform/jobs/schedule.ts'
import { removeUnnamed } from './remove-file.store.ts'

/** Takes bytes out of the store that no document of any company names any more. Running it twice changes nothing. */
export const removeFileJob = defineJob(
  'retention.removeFile',
  z.object({ sha256: z.string() }),
  { attempts: 8, backoffMs: 5000 },
  ({ platform: { db, clock, files } }, { sha256 }) =>
    removeUnnamed(db.worker, sha256, clock.now(), () => files.remove(sha256)),
)

/** The handler is loaded when the job runs, as deletions enqueue jobs of this file. */
export const proposeJob = defineJob('retention.daily', z.object({}), { attempts: 3 }, async (call) => {
  const { proposeEverywhere } = await import('./propose-everywhere.ts')
  return proposeEverywhere(call)
})

defineSchedule('retention-daily', { cron: '30 3 * * *', timeZone: 'Europe/Oslo' }, proposeJob, {})
