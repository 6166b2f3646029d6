import { z } from 'zod'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import { defineSchedule } from '#src/platform/jobs/schedule.ts'

/** Long enough for an archive of the largest size. */
const SORT_TIMEOUT_MS = 10 * 60_000

/** The handlers are loaded when a job runs, as what opens an intake enqueues the job itself. */
export const sortIntakeJob = defineJob(
  'intake.sort',
  z.object({ intakeId: z.string() }),
  { timeoutMs: SORT_TIMEOUT_MS },
  async (call, { intakeId }) => {
    const { sortIntake } = await import('./sort-intake.ts')
    return sortIntake(call, intakeId)
  },
)

const sweepIntakes = defineJob('intake.sweep', z.object({}), { attempts: 1 }, async (call) => {
  const { sweepUnsorted } = await import('./sweep-unsorted.ts')
  return sweepUnsorted(call)
})

/** Finds intakes whose job was lost or has given up. */
defineSchedule('intake-sweep', { everyMs: 10 * 60_000 }, sweepIntakes, {})
