import { getCompany } from '#src/companies/index.ts'
import { getParty, listParties, type Party } from '#src/parties/index.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { findLookups } from './lookup.store.ts'
import { type CustomerReach, participantIn, reachOf } from './reach.ts'

const can = { can: 'invoices:read' } as const

export async function reachesOf(cx: Cx, parties: readonly Party[]): Promise<CustomerReach[]> {
  const company = await getCompany(cx, undefined)
  const participants = parties.flatMap((party) => participantIn(party, company) ?? [])
  const lookups = await findLookups(cx, participants)
  return parties.map((party) => {
    const lookup = lookups.get(participantIn(party, company) ?? '')
    return reachOf({ party, company, lookup, now: cx.now })
  })
}

export async function reachOfParty(cx: Cx, partyId: string): Promise<CustomerReach> {
  const [reach] = await reachesOf(cx, [await getParty(cx, { partyId })])
  if (!reach) throw new Error('a party has a reach')
  return reach
}

/** How invoices can reach one party, by what is known; the network is not asked. */
export const getReach = query('reach.get', can, (cx, { partyId }: { partyId: string }) => reachOfParty(cx, partyId))

export interface ReachFilter {
  /** Id of the last customer of the page before. */
  readonly afterId: string | undefined
  readonly limit: number
}

/** The same for all active customers, in the order of their ids. */
export const listReaches = query('reach.list', can, async (cx, filter: ReachFilter) =>
  reachesOf(cx, await listParties(cx, { kind: 'customer', status: 'active', ...filter })),
)
