import { demandDimensions } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import type { Principal } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { demandAccount, demandFacts } from './demand-facts.ts'
import { insertFacts } from './fact.store.ts'
import { organisationKey, vatKey } from './identity.ts'
import { addAccount } from './open-hold.ts'
import { partyCreated } from './party.events.ts'
import { insertName, insertParty, loadParty } from './party.store.ts'
import { NO_SETTINGS, type Party, type PartyFacts, type PartyKind, type PartySettings, type SeenIn } from './party.ts'

export interface BankAccountFacts {
  /** IBAN or national account number. */
  readonly account: string
  readonly bic?: string | null | undefined
}

type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

export interface CreateParty extends Given<PartyFacts>, Given<PartySettings> {
  readonly kind: PartyKind
  readonly name: string
  readonly bankAccounts?: readonly BankAccountFacts[] | undefined
  readonly seenIn?: SeenIn | null | undefined
  /** Who brought the voucher in which it was seen. */
  readonly enteredBy?: readonly Principal[] | undefined
}

/** Numbers in the one form that they are stored and compared in. */
export const normalised = (given: Given<PartyFacts> & { readonly name: string }): PartyFacts => {
  const country = given.country ?? null
  return {
    name: given.name.trim(),
    country,
    organisationNumber: organisationKey(given.organisationNumber, country),
    vatNumber: vatKey(given.vatNumber, country),
    endpoint: given.endpoint ?? null,
    email: given.email ?? null,
  }
}

/**
 * Creates a party with the accounts that are known from the start. Fails: party_exists, party_name_missing,
 * organisation_number_invalid, bank_account_invalid, and what refuses dimensions.
 */
export const createParty = command(
  'party.create',
  { can: 'parties:write', via: ['receipt.receive', 'receipt.process', 'invoice.create', 'bank.importStatement'] },
  async (cx: Cx, input: CreateParty): Promise<Party> => {
    const facts = normalised(input)
    if (!input.seenIn) {
      demandFacts(input)
      for (const [place, { account }] of (input.bankAccounts ?? []).entries()) {
        demandAccount(account, `/bankAccounts/${place}/account`)
      }
    }
    await demandDimensions(cx, [{ pointer: '/defaultDimensions', dimensions: input.defaultDimensions }])
    const id = newId('party')
    const given = Object.fromEntries(
      Object.entries(input).filter(([key, value]) => Object.hasOwn(NO_SETTINGS, key) && value !== undefined),
    )
    const settings: PartySettings = { ...NO_SETTINGS, ...given }
    await insertParty(cx, {
      id,
      kind: input.kind,
      status: 'active',
      ...facts,
      ...settings,
      createdAt: cx.now,
      updatedAt: cx.now,
    })
    const seenIn = input.seenIn ?? null
    await insertName(cx, id, facts.name, seenIn)
    await insertFacts(cx, id, facts, seenIn)
    const bare = await loadParty(cx, id)
    const source = { seenIn, enteredBy: input.enteredBy ?? [] }
    for (const account of input.bankAccounts ?? []) await addAccount(cx, bare, account, source)
    cx.audit({ kind: 'party', id }, { name: facts.name, kind: input.kind, ...(seenIn ? { seenIn } : {}) })
    cx.emit(partyCreated, { id, version: 1 })
    return loadParty(cx, id)
  },
)
