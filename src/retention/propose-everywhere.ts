import type { Call } from '#src/platform/cx.ts'
import { oldBefore, proposeDeletions } from './propose-deletions.ts'
import { companiesWithOldDocuments } from './remove-file.store.ts'

/** Proposes deletions in every company with old documents; one that fails leaves the others alone. */
export async function proposeEverywhere(call: Call): Promise<void> {
  const { db, clock, log } = call.platform
  for (const company of await companiesWithOldDocuments(db.worker, oldBefore(clock.now()))) {
    try {
      let after: string | undefined
      do after = await proposeDeletions({ ...call, ...company }, { after })
      while (after !== undefined)
    } catch (error) {
      log.error({ err: error, companyId: company.companyId }, 'deletions cannot be proposed')
    }
  }
}
