import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { closeHold, type HoldAnswer, listHolds, setAccountStatus } from './hold.store.ts'
import { partyUpdated } from './party.events.ts'
import { loadParty, lockParty, updateParty } from './party.store.ts'
import type { Hold, Party } from './party.ts'

export interface JudgeHold extends HoldAnswer {
  readonly partyId: string
}

/**
 * A person says whether a change is true. Released: the account may be paid to, the VAT number becomes the party's.
 * Refused: the account is never paid to. Who made the change by hand, and any credential of no person, cannot judge it.
 * Fails: hold_closed, hold_self.
 */
export const judgeHold = command(
  'party.judgeHold',
  { can: 'payments:approve' },
  async (cx: Cx, { partyId, ...answer }: JudgeHold): Promise<Party> => {
    const party = await lockParty(cx, partyId)
    const hold = party.openHolds.find(({ id }) => id === answer.holdId)
    if (!hold) return refuseHold(cx, partyId, answer.holdId)
    demandOther(cx, hold)
    await closeHold(cx, answer)
    const isReleased = answer.outcome === 'released'
    if (hold.accountId) await setAccountStatus(cx, hold.accountId, isReleased ? 'usable' : 'refused')
    const vatNumber = hold.reason === 'vatNumberChanged' && isReleased ? hold.becomes : party.vatNumber
    await updateParty(cx, { ...party, vatNumber })
    cx.audit({ kind: 'party', id: partyId }, { ...answer, reason: hold.reason, was: hold.was, becomes: hold.becomes })
    const after = await loadParty(cx, partyId)
    cx.emit(partyUpdated, { id: partyId, version: after.version, isOnHold: after.openHolds.length > 0 })
    return after
  },
)

async function refuseHold(cx: Cx, partyId: string, holdId: string): Promise<never> {
  const isClosed = (await listHolds(cx, partyId)).some(({ id }) => id === holdId)
  if (isClosed) fail('hold_closed', 'Somebody has closed this hold already.')
  fail('not_found', 'There is no such hold.')
}

function demandOther(cx: Cx, hold: Hold): void {
  if (cx.actor.personId === null) fail('hold_self', 'A person must judge this change; use a person’s credential.')
  const isOwnAct = hold.seenIn === null && hold.openedByKey === actorKey(cx.actor)
  if (isOwnAct) fail('hold_self', 'You made this change; somebody else must judge it.')
}
