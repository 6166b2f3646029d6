import { demandDimensions } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { isChangedName } from './change-of-name.ts'
import { normalised } from './create-party.ts'
import { demandFacts } from './demand-facts.ts'
import { insertFacts } from './fact.store.ts'
import { openHold, SAID } from './open-hold.ts'
import { partyUpdated } from './party.events.ts'
import { insertName, loadParty, lockParty, updateParty } from './party.store.ts'
import type { Party, PartyFacts, PartyKind, PartySettings } from './party.ts'

type Changes = { readonly [Key in keyof (PartyFacts & PartySettings)]?: (PartyFacts & PartySettings)[Key] | undefined }

export interface ChangeParty extends Changes {
  readonly partyId: string
  readonly kind?: PartyKind | undefined
  readonly status?: Party['status'] | undefined
}

const given = (changes: object): object =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

/**
 * Changes facts and settings; what is left out stays. Names that it had are kept as aliases; another name or VAT number
 * of a supplier opens a hold. Fails: version_stale, party_exists, party_name_missing, organisation_number_invalid,
 * and what refuses dimensions.
 */
export const changeParty = command(
  'party.change',
  { can: 'parties:write' },
  async (cx: Cx, { partyId, ...changes }: ChangeParty): Promise<Party> => {
    const before = await lockParty(cx, partyId)
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The party has changed since you read it; read it again.')
    }
    const merged: Party = { ...before, ...given(changes) }
    const after: Party = { ...merged, ...normalised(merged) }
    if (changes.name !== undefined || changes.organisationNumber || changes.country) demandFacts(after)
    await demandDimensions(cx, [{ pointer: '/defaultDimensions', dimensions: changes.defaultDimensions }])
    await updateParty(cx, after)
    await insertFacts(cx, partyId, after, null)
    if (after.name !== before.name) await insertName(cx, partyId, after.name, null)
    if (after.kind !== 'customer') await holdChanges(cx, before, after)
    cx.audit({ kind: 'party', id: partyId }, { changes: given(changes) })
    const changed = await loadParty(cx, partyId)
    cx.emit(partyUpdated, { id: partyId, version: changed.version, isOnHold: changed.openHolds.length > 0 })
    return changed
  },
)

/** What a person changes stands at once; payment to a supplier waits until somebody else has looked at it. */
async function holdChanges(cx: Cx, before: Party, { name, vatNumber }: Party): Promise<void> {
  const change = { accountId: null, ...SAID }
  if (isChangedName(before, name)) {
    await openHold(cx, before, { reason: 'nameChanged', was: before.name, becomes: name, ...change })
  }
  if (before.vatNumber !== null && vatNumber !== null && before.vatNumber !== vatNumber) {
    await openHold(cx, before, { reason: 'vatNumberChanged', was: before.vatNumber, becomes: vatNumber, ...change })
  }
}
