import { LEARNED_FIELDS } from '#src/documents/reading/fields/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { learnLayoutJob } from '../receipt.jobs.ts'
import type { Receipt } from '../receipt.ts'
import { correctionsIn } from './corrected.ts'
import { judgeLessons } from './judge-lessons.ts'
import { POINTERS } from './reading.ts'

/**
 * A person has said what is in these places (JSON pointers) of a receipt that was read: its lessons are judged, and a
 * job looks where on the pages the corrected values stand. Who names the supplier says whose all corrections are, and by
 * which signs on the pages the supplier is recognised.
 */
export async function teachLayout(cx: Cx, receipt: Receipt, said: readonly string[]): Promise<void> {
  const { origin, reading, documentId } = receipt
  if (origin === 'einvoice' || documentId === null || reading?.status !== 'done') return
  const named = LEARNED_FIELDS.filter((field) => said.includes(POINTERS[field]))
  await judgeLessons(cx, receipt, named)
  const taught = said.includes('/supplier') ? LEARNED_FIELDS : named
  const fields = correctionsIn(receipt, taught).map(({ field }) => field)
  const isSupplierSaid = said.includes('/supplier')
  if (receipt.supplier.partyId === null || (fields.length === 0 && !isSupplierSaid)) return
  cx.enqueue(learnLayoutJob, { receiptId: receipt.id, fields, isSupplierSaid })
}
