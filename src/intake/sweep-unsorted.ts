import type { Call } from '#src/platform/cx.ts'
import { unsortedSince } from './intake.store.ts'
import { sortIntake } from './sort-intake.ts'

/** Longer than a job that is still trying needs. */
const GRACE_MS = 30 * 60_000
const INTAKES_MAX = 100

/** Sorts what was left behind. Runs outside companies, acts inside each; one that fails leaves the others alone. */
export async function sweepUnsorted(call: Call): Promise<number> {
  const { db, clock, log } = call.platform
  const found = await unsortedSince(db.worker, new Date(clock.now().getTime() - GRACE_MS), INTAKES_MAX)
  let sorted = 0
  for (const { companyId, id } of found) {
    try {
      await sortIntake({ ...call, companyId }, id)
      sorted += 1
    } catch (error) {
      log.error({ err: error, companyId, intakeId: id }, 'an intake cannot be sorted')
    }
  }
  return sorted
}
