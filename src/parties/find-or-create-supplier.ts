import type { Principal } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type BankAccountFacts, createParty, normalised } from './create-party.ts'
import { endpointKey, findParty, nameKey } from './identity.ts'
import { type CandidateKeys, findCandidates, loadParty, lockIdentity } from './party.store.ts'
import type { Party, PartyFacts, SeenIn } from './party.ts'
import { isNews, newsOf, recogniseParty } from './recognise-party.ts'

/** What a document says about who sent it. Numbers as they are written there. */
export interface SupplierFacts {
  readonly name: string
  readonly country?: string | null | undefined
  readonly organisationNumber?: string | null | undefined
  readonly vatNumber?: string | null | undefined
  readonly endpoint?: { readonly scheme: string | null; readonly id: string } | null | undefined
  readonly email?: string | null | undefined
  readonly bankAccounts?: readonly BankAccountFacts[] | undefined
  readonly seenIn: SeenIn
  /** Who brought the document. */
  readonly enteredBy: readonly Principal[]
}

export interface FoundSupplier {
  readonly party: Party
  readonly isNew: boolean
  /** Holds that this document opened. */
  readonly newHolds: Party['openHolds']
}

/**
 * The supplier of a document, found by organisation number, else electronic address, else VAT number, else exact name;
 * created when none fits. However many documents of a new supplier arrive at once, it is created once. Part of a
 * running command: what it writes goes through the commands party.create and party.recognise.
 */
export async function findOrCreateSupplier(cx: Cx, given: SupplierFacts): Promise<FoundSupplier> {
  const facts: PartyFacts = normalised({ ...given, endpoint: endpointKey(given.endpoint?.scheme, given.endpoint?.id) })
  const keys: CandidateKeys = { ...facts, nameKey: nameKey(facts.name) }
  const known = findParty(facts, await findCandidates(cx, keys))
  if (known) return recognise(cx, known.id, facts, given)
  await lockIdentity(cx, keys)
  const raced = findParty(facts, await findCandidates(cx, keys))
  if (raced) return recognise(cx, raced.id, facts, given)
  const { bankAccounts, seenIn, enteredBy } = given
  const party = await createParty(cx, { ...facts, kind: 'supplier', bankAccounts, seenIn, enteredBy })
  return { party, isNew: true, newHolds: party.openHolds }
}

async function recognise(cx: Cx, partyId: string, facts: PartyFacts, given: SupplierFacts): Promise<FoundSupplier> {
  const { bankAccounts = [], seenIn, enteredBy } = given
  const before = await loadParty(cx, partyId)
  const sighting = { partyId, role: 'supplier' as const, facts, bankAccounts, seenIn, enteredBy }
  if (!isNews(newsOf(before, sighting))) return { party: before, isNew: false, newHolds: [] }
  const party = await recogniseParty(cx, sighting)
  const old = new Set(before.openHolds.map(({ id }) => id))
  return { party, isNew: false, newHolds: party.openHolds.filter(({ id }) => !old.has(id)) }
}
