import { query } from '#src/platform/command/index.ts'
import { listHolds } from './hold.store.ts'
import { listPartyRows, loadParty, type PartyFilter } from './party.store.ts'
import type { Hold, Party } from './party.ts'

const can = { can: 'parties:read' } as const

export const getParty = query('party.get', can, (cx, { partyId }: { partyId: string }) => loadParty(cx, partyId))

/** One row more than asked for tells whether there is a next page. */
export const listParties = query('party.list', can, (cx, filter: PartyFilter) => listPartyRows(cx, filter))

/** Every hold that the party ever had, oldest first. */
export const listPartyHolds = query('party.holds', can, (cx, { partyId }: { partyId: string }) =>
  listHolds(cx, partyId),
)

/** Figures that other rooms know of a party: open amounts, volume, last voucher. */
export type DossierPart = (cx: Parameters<Parameters<typeof query>[2]>[0], partyId: string) => Promise<object>

const parts = new Map<string, DossierPart>()

/** Called once per room by the composition: what this room adds to a dossier, under its own name. */
export function addToDossier(name: string, part: DossierPart): void {
  if (parts.has(name)) throw new Error(`the dossier has a part ${name} already`)
  parts.set(name, part)
}

export interface Dossier {
  readonly party: Party
  /** Every change that was ever held, judged or not. */
  readonly holds: readonly Hold[]
  readonly figures: Readonly<Record<string, object>>
}

/** All that is known of a party on one page: facts, accounts with their history, changes, and the figures of other rooms. */
export const partyDossier = query(
  'party.dossier',
  can,
  async (cx, { partyId }: { partyId: string }): Promise<Dossier> => {
    const party = await loadParty(cx, partyId)
    const holds = await listHolds(cx, partyId)
    const figures: Record<string, object> = {}
    for (const [name, part] of parts) figures[name] = await part(cx, partyId)
    return { party, holds, figures }
  },
)
