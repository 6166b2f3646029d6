import { getCompany } from '#src/companies/index.ts'
import { isId, newId } from '#src/kernel/id.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { systemActor } from '#src/platform/actor.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { IntakeKind } from '../intake.ts'
import { findDestination } from '../mail/address.store.ts'
import { tokenOf } from '../mail/address.ts'

/** Whose files lie in a sub-folder, and what its pictures are taken for. */
export interface FolderOwner {
  readonly call: Call
  readonly kind: IntakeKind
}

/** The company behind a sub-folder that is called by its id or by one of its mail addresses; undefined = nobody's. */
export async function ownerOfFolder(platform: Platform, name: string): Promise<FolderOwner | undefined> {
  if (isId('company', name)) {
    const call = callIn(platform, name, 'UTC')
    const company = await getCompany(call, undefined).catch((error: unknown) => {
      if (isProblem(error, 'not_found')) return undefined
      throw error
    })
    return company && { call: { ...call, timeZone: company.timeZone }, kind: 'supplierInvoice' }
  }
  const token = tokenOf(name, platform.config.mail.domain)
  const found = token && (await findDestination(platform.db.app, token, platform.clock.now()))
  return found ? { call: callIn(platform, found.companyId, found.timeZone), kind: found.kind } : undefined
}

const callIn = (platform: Platform, companyId: string, timeZone: string): Call => ({
  platform,
  actor: systemActor('folder'),
  companyId,
  timeZone,
  requestId: newId('request'),
  dryRun: false,
})
