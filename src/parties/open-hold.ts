import { getCompany } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import type { Principal } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { BankAccountFacts } from './create-party.ts'
import { insertAccount, insertHold, loadHold, type NewHold, nameHoldApproval } from './hold.store.ts'
import { holdDesk } from './hold-desk.ts'
import { partyHeld } from './party.events.ts'
import type { Party, PartyAccount, SeenIn } from './party.ts'

/** Setting of a company: when true, also the first account of a new party waits until somebody has looked at it. */
export const HOLD_FIRST_ACCOUNT = 'holdFirstAccount'

/** What brought a change: the voucher, and who entered that. */
export interface Source {
  readonly seenIn: SeenIn | null
  readonly enteredBy: readonly Principal[]
}

/** A person or another system says it, without a voucher. */
export const SAID: Source = { seenIn: null, enteredBy: [] }

/** Opens a hold and puts it up for its own approval. Part of a command that audits and takes the party's next version. */
export async function openHold(cx: Cx, party: Party, change: Omit<NewHold, 'id' | 'partyId'>): Promise<void> {
  const id = newId('hold')
  await insertHold(cx, { id, partyId: party.id, ...change })
  const approvalId = await holdDesk().ask(cx, party, await loadHold(cx, id))
  await nameHoldApproval(cx, id, approvalId)
  cx.emit(partyHeld, { id: party.id, version: party.version + 1, holdId: id, reason: change.reason, approvalId })
}

/**
 * Adds an account. Where the party has one already the new one is held, and nothing is paid to it; so is the first one
 * where the company wants that. False when the party has the account already.
 */
export async function addAccount(
  cx: Cx,
  party: Party,
  { account, bic = null }: BankAccountFacts,
  source: Source,
): Promise<boolean> {
  const isFirst = party.accounts.length === 0
  const isHeld = !isFirst || (await holdsFirstAccount(cx))
  const id = newId('partyAccount')
  const { seenIn } = source
  const status = isHeld ? 'held' : 'usable'
  const isNew = await insertAccount(cx, { id, partyId: party.id, account, bic, status, seenIn })
  if (!isNew || !isHeld) return isNew
  await openHold(cx, party, {
    reason: isFirst ? 'bankAccountNew' : 'bankAccountChanged',
    accountId: id,
    was: isFirst ? null : usualAccount(party.accounts),
    becomes: account,
    ...source,
  })
  return true
}

const usualAccount = (accounts: readonly PartyAccount[]): string | null =>
  accounts.findLast(({ status }) => status === 'usable')?.account ?? null

async function holdsFirstAccount(cx: Cx): Promise<boolean> {
  const { settings } = await getCompany(cx, undefined)
  return settings[HOLD_FIRST_ACCOUNT] === true
}
