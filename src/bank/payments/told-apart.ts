import type { Cx } from '#src/platform/cx.ts'
import type { ToldApart } from './suspect-duplicate.ts'
import { toldAtPayment } from './told-apart.store.ts'

/** What people said of the receipts behind items before these were booked. */
export type ToldOfReceipts = (cx: Cx, openItemIds: readonly string[]) => Promise<readonly ToldApart[]>

let toldOfReceipts: ToldOfReceipts | undefined

/** Called once by the composition (src/wiring.ts): the bank does not know receipts. */
export function onToldApartAsked(asked: ToldOfReceipts): void {
  if (toldOfReceipts) throw new Error('somebody tells of receipts that are two already')
  toldOfReceipts = asked
}

/**
 * The pairs that one of these items is in and that a person told apart: at a payment, or as receipts when they came in.
 * Who said it and why stands on every order, so that whoever approves it reads it too.
 */
export async function toldApartOf(cx: Cx, openItemIds: readonly string[]): Promise<ToldApart[]> {
  if (!toldOfReceipts) throw new Error('nobody tells of receipts that are two')
  const [atPayment, ofReceipts] = await Promise.all([toldAtPayment(cx, openItemIds), toldOfReceipts(cx, openItemIds)])
  return [...atPayment, ...ofReceipts]
}
