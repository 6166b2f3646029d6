import { accountKey } from '#src/kernel/iban.ts'
import { newId } from '#src/kernel/id.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { BankAccountFacts } from './create-party.ts'
import { insertAccount, insertHold } from './hold.store.ts'
import { nameKey } from './identity.ts'
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
}

/** What a document says that we did not know of the party; empty when it tells nothing new. */
export function newsOf(party: Party, { role, facts, bankAccounts }: Omit<Sighting, 'partyId' | 'seenIn'>) {
  const known = new Set(party.accounts.map((one) => accountKey(one.account)))
  const names = new Set(party.names.map(nameKey))
  const lacks = (['country', 'organisationNumber', 'vatNumber', 'endpoint', 'email'] as const).filter(
    (fact) => party[fact] === null && facts[fact] !== null,
  )
  const vatHold = party.openHolds.some((hold) => hold.reason === 'vatNumberChanged' && hold.becomes === facts.vatNumber)
  return {
    lacks,
    isOtherRole: widen(party.kind, role) !== party.kind,
    isOtherName: nameKey(facts.name) !== '' && !names.has(nameKey(facts.name)),
    isOtherVatNumber:
      party.vatNumber !== null && facts.vatNumber !== null && party.vatNumber !== facts.vatNumber && !vatHold,
    accounts: bankAccounts.filter(({ account }) => accountKey(account) !== '' && !known.has(accountKey(account))),
  }
}

export const isNews = ({
  lacks,
  isOtherRole,
  isOtherName,
  isOtherVatNumber,
  accounts,
}: ReturnType<typeof newsOf>): boolean =>
  lacks.length > 0 || isOtherRole || isOtherName || isOtherVatNumber || accounts.length > 0

/**
 * Takes down what a document newly says of a known party: facts that were missing, another name, another account. A
 * changed account or VAT number is a hold for payment, because false invoices come with a true name and another account.
 */
export const recogniseParty = command(
  'party.recognise',
  { can: 'parties:write', via: ['receipt.receive', 'receipt.process', 'invoice.create', 'bank.importStatement'] },
  async (cx: Cx, sighting: Sighting): Promise<Party> => {
    const { partyId, facts, seenIn } = sighting
    const before = await lockParty(cx, partyId)
    const news = newsOf(before, sighting)
    const learned = Object.fromEntries(news.lacks.map((fact) => [fact, facts[fact]]))
    await updateParty(cx, { ...before, ...learned, kind: widen(before.kind, sighting.role) })
    if (news.isOtherName) await insertName(cx, partyId, facts.name, seenIn)
    if (news.isOtherVatNumber && facts.vatNumber) {
      const change = { was: before.vatNumber, becomes: facts.vatNumber }
      await insertHold(cx, {
        id: newId('hold'),
        partyId,
        reason: 'vatNumberChanged',
        accountId: null,
        ...change,
        seenIn,
      })
    }
    for (const account of news.accounts) await addAccount(cx, before, account, seenIn)
    cx.audit({ kind: 'party', id: partyId }, { learned, accounts: news.accounts, seenIn })
    const after = await loadParty(cx, partyId)
    cx.emit(partyUpdated, { id: partyId, version: after.version, isOnHold: after.openHolds.length > 0 })
    return after
  },
)

/** Adds an account; where the party has one already the new one is held, and so is payment to the party. */
export async function addAccount(
  cx: Cx,
  party: Party,
  { account, bic = null }: BankAccountFacts,
  seenIn: SeenIn | null,
): Promise<void> {
  const usual = party.accounts.find((one) => one.status === 'usable')
  const id = newId('partyAccount')
  const status = usual ? 'held' : 'usable'
  const isNew = await insertAccount(cx, { id, partyId: party.id, account, bic, status, seenIn })
  if (!isNew || !usual) return
  const change = { was: usual.account, becomes: account }
  await insertHold(cx, {
    id: newId('hold'),
    partyId: party.id,
    reason: 'bankAccountChanged',
    accountId: id,
    ...change,
    seenIn,
  })
}
