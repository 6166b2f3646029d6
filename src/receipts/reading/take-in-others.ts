import { newId } from '#src/kernel/id.ts'
import type { Cx } from '#src/platform/cx.ts'
import { storeReceipt } from '../arrival/store-receipt.ts'
import { findDuplicate } from '../receipt.store.ts'
import { EMPTY, type Receipt } from '../receipt.ts'

/** The other invoices that the document of a receipt holds become receipts of their own, each read by its own job. */
export async function takeInOthers(cx: Cx, first: Receipt, parts: number): Promise<void> {
  if (first.documentPart !== 1) return
  const { documentId, kind, enteredBy } = first
  for (let documentPart = 2; documentPart <= parts; documentPart += 1) {
    const content = { ...EMPTY, kind, documentId, documentPart }
    const existing = await findDuplicate(cx, { kind, number: null, documentId, documentPart, partyId: null })
    if (existing !== undefined) continue
    const incoming = { content, party: null, costs: [], exceptions: [], enteredBy: enteredBy[0], isToBeRead: true }
    await storeReceipt(cx, newId('receipt'), incoming)
  }
}
