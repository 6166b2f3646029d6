import { query } from '#src/platform/command/index.ts'
import { listHolds, loadHold } from './hold.store.ts'
import { listPartyRows, loadParty, type PartyFilter } from './party.store.ts'

const can = { can: 'parties:read' } as const

export const getParty = query('party.get', can, (cx, { partyId }: { partyId: string }) => loadParty(cx, partyId))

/** One row more than asked for tells whether there is a next page. */
export const listParties = query('party.list', can, (cx, filter: PartyFilter) => listPartyRows(cx, filter))

export const getHold = query('party.hold', can, (cx, { holdId }: { holdId: string }) => loadHold(cx, holdId))

/** Every hold that the party ever had, oldest first. */
export const listPartyHolds = query('party.holds', can, (cx, { partyId }: { partyId: string }) =>
  listHolds(cx, partyId),
)
