import type { Cx } from '#src/platform/cx.ts'
import type { HoldAnswer } from './hold.store.ts'
import type { Hold, Party } from './party.ts'

/** Where people decide about holds. Parties do not know approvals; the composition joins the two. */
export interface HoldDesk {
  /** Puts an opened hold up for decision, in the transaction that opened it. Answers the id of the approval. */
  ask(cx: Cx, party: Party, hold: Hold): Promise<string>
  /** Takes one person's answer there; the hold is decided when enough people have answered. */
  answer(cx: Cx, approvalId: string, answer: HoldAnswer): Promise<void>
}

/** Hears of a decided hold in the transaction of the decision. */
export type HoldListener = (cx: Cx, party: Party, hold: Hold) => Promise<void>

let desk: HoldDesk | undefined
const listeners: HoldListener[] = []

/** Called once by the composition (src/wiring.ts). */
export function onHoldOpened(opened: HoldDesk): void {
  if (desk) throw new Error('holds have a desk already')
  desk = opened
}

/** Called once per room by the composition (src/wiring.ts). */
export const onHoldDecided = (listener: HoldListener): void => {
  listeners.push(listener)
}

/** A hold that nobody could decide must not come to be. */
export function holdDesk(): HoldDesk {
  if (!desk) throw new Error('nobody decides about holds')
  return desk
}

export async function tellDecided(cx: Cx, party: Party, hold: Hold): Promise<void> {
  for (const hear of listeners) await hear(cx, party, hold)
}
