import { newId } from '#src/kernel/id.ts'
import { systemActor } from '#src/platform/actor.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Destination } from './address.store.ts'

/** A call in the company of a mail address: nobody is logged in where mail comes from. */
export const callFor = (
  platform: Platform,
  { companyId, timeZone }: Pick<Destination, 'companyId' | 'timeZone'>,
): Call => ({
  platform,
  actor: systemActor('mail'),
  companyId,
  timeZone,
  requestId: newId('request'),
  dryRun: false,
})
