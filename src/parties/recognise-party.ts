import { accountKey } from '#src/kernel/iban.ts'
import type { Principal } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { isChangedName, isHeld } from './change-of-name.ts'
import type { BankAccountFacts } from './create-party.ts'
import { insertFacts } from './fact.store.ts'
import { nameKey } from './identity.ts'
import { addAccount, openHold } from './open-hold.ts'
import { partyUpdated } from './party.events.ts'
import { insertName, loadParty, lockParty, updateParty } from './party.store.ts'
import { type Party, type PartyFacts, type SeenIn, widen } from './party.ts'

export interface Sighting {
  readonly partyId: string
  readonly role: 'supplier' | 'customer'
  /** Normalised facts as the document states them. */
  readonly facts: PartyFacts
  readonly bankAccounts: readonly BankAccountFacts[]
  readonly seenIn: SeenIn | null
  readonly enteredBy: readonly Principal[]
}

/** What a document says that we did not know of the party; empty when it tells nothing new. */
export function newsOf(party: Party, { role, facts, bankAccounts }: Pick<Sighting, 'role' | 'facts' | 'bankAccounts'>) {
  const known = new Set(party.accounts.map((one) => accountKey(one.account)))
  const names = new Set(party.names.map(nameKey))
  const lacks = (['country', 'organisationNumber', 'vatNumber', 'endpoint', 'email'] as const).filter(
    (fact) => party[fact] === null && facts[fact] !== null,
  )
  const isOtherName = nameKey(facts.name) !== '' && !names.has(nameKey(facts.name))
  const isChanged = isChangedName(party, facts.name)
  const isOtherVatNumber = party.vatNumber !== null && facts.vatNumber !== null && party.vatNumber !== facts.vatNumber
  return {
    lacks,
    isOtherRole: widen(party.kind, role) !== party.kind,
    /** A short or long form of a name that it has. */
    isOtherForm: isOtherName && !isChanged,
    isChangedName: isChanged && !isHeld(party, 'nameChanged', facts.name),
    isOtherVatNumber: isOtherVatNumber && !isHeld(party, 'vatNumberChanged', facts.vatNumber),
    accounts: bankAccounts.filter(({ account }) => accountKey(account) !== '' && !known.has(accountKey(account))),
  }
}

export const isNews = ({ lacks, accounts, ...news }: ReturnType<typeof newsOf>): boolean =>
  lacks.length > 0 || accounts.length > 0 || Object.values(news).some(Boolean)

/**
 * Takes down what a document newly says of a known party: facts that were missing, a form of its name, another account.
 * A changed account, VAT number or name is a hold for payment, because false invoices come with a true number and
 * another account; what the document says counts only once the hold is released.
 */
export const recogniseParty = command(
  'party.recognise',
  {
    can: 'parties:write',
    via: ['receipt.receive', 'receipt.process', 'receipt.change', 'invoice.create', 'bank.importStatement'],
  },
  async (cx: Cx, sighting: Sighting): Promise<Party> => {
    const { partyId, facts, seenIn, enteredBy } = sighting
    const before = await lockParty(cx, partyId)
    const news = newsOf(before, sighting)
    const learned = Object.fromEntries(news.lacks.map((fact) => [fact, facts[fact]]))
    await updateParty(cx, { ...before, ...learned, kind: widen(before.kind, sighting.role) })
    await insertFacts(cx, partyId, learned, seenIn)
    if (news.isOtherForm) await insertName(cx, partyId, facts.name, seenIn)
    const source = { seenIn, enteredBy }
    const { name, vatNumber } = facts
    if (news.isChangedName) {
      await openHold(cx, before, { reason: 'nameChanged', accountId: null, was: before.name, becomes: name, ...source })
    }
    if (news.isOtherVatNumber && vatNumber) {
      const was = before.vatNumber
      await openHold(cx, before, { reason: 'vatNumberChanged', accountId: null, was, becomes: vatNumber, ...source })
    }
    for (const account of news.accounts) await addAccount(cx, before, account, source)
    cx.audit({ kind: 'party', id: partyId }, { learned, accounts: news.accounts, seenIn })
    const after = await loadParty(cx, partyId)
    cx.emit(partyUpdated, { id: partyId, version: after.version, isOnHold: after.openHolds.length > 0 })
    return after
  },
)
