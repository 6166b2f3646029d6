import type { HoldListener } from '#src/parties/index.ts'
import { receiptUpdated } from '../receipt.events.ts'
import { putExceptions } from '../receipt.store.ts'
import { stateOf } from '../receipt.ts'
import { receiptsShowingHold } from './held-receipt.store.ts'
import { withHolds } from './with-holds.ts'

/** A decided hold leaves the receipts that showed it, or stays on them as refused. */
export const refreshHeldReceipts: HoldListener = async (cx, party, hold) => {
  for (const receipt of await receiptsShowingHold(cx, party.id, hold.id)) {
    await putExceptions(cx, receipt.id, await withHolds(cx, receipt.id, receipt, receipt.exceptions))
    cx.emit(receiptUpdated, stateOf(receipt))
  }
}
