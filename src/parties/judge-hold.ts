import { fail } from '#src/kernel/problem.ts'
import { actorKey, principalOf } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type HoldAnswer, loadHold, nameHoldApproval } from './hold.store.ts'
import { holdDesk } from './hold-desk.ts'
import { loadParty } from './party.store.ts'
import type { Hold, Party } from './party.ts'

export interface JudgeHold extends HoldAnswer {
  readonly partyId: string
}

/**
 * A person says whether a change is true: the same answer as in the approval of the hold, which may ask for more people.
 * Who made the change or brought the voucher, and any credential of no person, cannot judge it. Fails: hold_closed,
 * hold_self, and what the approval refuses.
 */
export const judgeHold = command(
  'party.judgeHold',
  { can: 'payments:approve' },
  async (cx: Cx, { partyId, ...answer }: JudgeHold): Promise<Party> => {
    const hold = await loadHold(cx, answer.holdId)
    if (hold.partyId !== partyId) fail('not_found', 'There is no such hold.')
    if (hold.outcome !== null) fail('hold_closed', 'Somebody has closed this hold already.')
    demandOther(cx, hold)
    const approvalId = hold.approvalId ?? (await askLate(cx, partyId, hold))
    cx.audit({ kind: 'party', id: partyId }, { ...answer, approvalId })
    await holdDesk().answer(cx, approvalId, answer)
    return loadParty(cx, partyId)
  },
)

/** A hold that was opened before holds had approvals. */
async function askLate(cx: Cx, partyId: string, hold: Hold): Promise<string> {
  const approvalId = await holdDesk().ask(cx, await loadParty(cx, partyId), hold)
  await nameHoldApproval(cx, hold.id, approvalId)
  return approvalId
}

function demandOther(cx: Cx, { openedByKey, enteredBy }: Hold): void {
  if (cx.actor.personId === null) fail('hold_self', 'A person must judge this change; use a person’s credential.')
  const { personId, credentialId } = principalOf(cx.actor)
  const isBringer = enteredBy.some(
    (one) =>
      (one.personId !== null && one.personId === personId) ||
      (one.credentialId !== null && one.credentialId === credentialId),
  )
  if (openedByKey === actorKey(cx.actor) || isBringer) {
    fail('hold_self', 'You made this change or brought its voucher; somebody else must judge it.')
  }
}
