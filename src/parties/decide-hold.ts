import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { insertFacts } from './fact.store.ts'
import { closeHold, type HoldAnswer, loadHold, setAccountStatus } from './hold.store.ts'
import { tellDecided } from './hold-desk.ts'
import { partyHoldDecided, partyUpdated } from './party.events.ts'
import { insertName, loadParty, lockParty, updateParty } from './party.store.ts'
import type { Hold, Party } from './party.ts'

/**
 * Carries out what the approval of a hold decided. Released: the account may be paid to, the name or VAT number is the
 * party's. Refused: the account is never paid to, the name or VAT number is as before. Fails: hold_closed.
 */
export const decideHold = command(
  'party.decideHold',
  { can: 'payments:approve' },
  async (cx: Cx, answer: HoldAnswer): Promise<Party> => {
    const { partyId } = await loadHold(cx, answer.holdId)
    const party = await lockParty(cx, partyId)
    const hold = party.openHolds.find(({ id }) => id === answer.holdId)
    if (!hold) return fail('hold_closed', 'Somebody has closed this hold already.')
    await closeHold(cx, answer)
    const isReleased = answer.outcome === 'released'
    if (hold.accountId) await setAccountStatus(cx, hold.accountId, isReleased ? 'usable' : 'refused')
    if (hold.reason === 'nameChanged' && isReleased) await insertName(cx, partyId, hold.becomes, hold.seenIn)
    if (hold.reason === 'vatNumberChanged' && isReleased) {
      await insertFacts(cx, partyId, { vatNumber: hold.becomes }, hold.seenIn)
    }
    await updateParty(cx, { ...party, ...settled(party, hold, isReleased) })
    cx.audit({ kind: 'party', id: partyId }, { ...answer, reason: hold.reason, was: hold.was, becomes: hold.becomes })
    const after = await loadParty(cx, partyId)
    const about = { id: partyId, version: after.version }
    cx.emit(partyHoldDecided, { ...about, holdId: hold.id, reason: hold.reason, outcome: answer.outcome })
    cx.emit(partyUpdated, { ...about, isOnHold: after.openHolds.length > 0 })
    await tellDecided(cx, after, await loadHold(cx, hold.id))
    return after
  },
)

/** The fact that the hold was about. What a person had written down at once is taken back by a refusal. */
function settled(party: Party, { reason, was, becomes }: Hold, isReleased: boolean): Partial<Party> {
  if (reason === 'nameChanged') {
    return { name: isReleased ? becomes : party.name === becomes && was !== null ? was : party.name }
  }
  if (reason !== 'vatNumberChanged') return {}
  return { vatNumber: isReleased ? becomes : party.vatNumber === becomes ? was : party.vatNumber }
}
