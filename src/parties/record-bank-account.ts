import { accountKey } from '#src/kernel/iban.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { demandAccount } from './demand-facts.ts'
import { addAccount, SAID } from './open-hold.ts'
import { partyUpdated } from './party.events.ts'
import { loadParty, lockParty, updateParty } from './party.store.ts'
import type { Party } from './party.ts'

export interface RecordBankAccount {
  readonly partyId: string
  readonly account: string
  readonly bic?: string | null | undefined
}

/**
 * A person, or another system, gives a party's account. The first is usable at once; a later one is held until somebody
 * else has approved it. An account that the party has already changes nothing. Fails: bank_account_invalid.
 */
export const recordBankAccount = command(
  'party.recordBankAccount',
  { can: 'parties:write' },
  async (cx: Cx, { partyId, account, bic }: RecordBankAccount): Promise<Party> => {
    demandAccount(account, '/account')
    const before = await lockParty(cx, partyId)
    const isKnown = before.accounts.some((one) => accountKey(one.account) === accountKey(account))
    cx.audit({ kind: 'party', id: partyId }, { account, isKnown })
    if (isKnown) return before
    await addAccount(cx, before, { account, bic }, SAID)
    await updateParty(cx, before)
    const after = await loadParty(cx, partyId)
    cx.emit(partyUpdated, { id: partyId, version: after.version, isOnHold: after.openHolds.length > 0 })
    return after
  },
)
