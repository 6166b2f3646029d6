import { getDocument } from '#src/documents/index.ts'
import { isReadable } from '#src/documents/reading/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { demandVersion } from '../demand-version.ts'
import { receiptUpdated } from '../receipt.events.ts'
import { readReceiptJob } from '../receipt.jobs.ts'
import { loadReceipt, putReading } from '../receipt.store.ts'
import { type Receipt, stateOf } from '../receipt.ts'
import { ASKED } from './reading.ts'

export interface AskReading {
  readonly receiptId: string
  readonly seenVersion?: number | undefined
}

/**
 * Has the document of a draft read, or read again; it fills in what the receipt does not say. Fails with
 * `state_conflict` for a receipt that is no draft, and `receipt_unreadable` when there is no PDF or picture to read.
 */
export const askReading = command(
  'receipt.askReading',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, seenVersion }: AskReading): Promise<Receipt> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    demandVersion(receipt, seenVersion)
    const { status, documentId, origin } = receipt
    if (status !== 'draft' && status !== 'reading') {
      fail('state_conflict', `The receipt is ${status}; only a draft is read.`, { members: { receiptStatus: status } })
    }
    const mediaType = documentId === null ? '' : (await getDocument(cx, documentId)).mediaType
    if (origin === 'einvoice' || !isReadable(mediaType)) {
      fail('receipt_unreadable', 'The receipt has no PDF or picture that is to be read.')
    }
    await putReading(cx, receiptId, ASKED)
    cx.enqueue(readReceiptJob, { receiptId })
    cx.audit({ kind: 'receipt', id: receiptId }, { reading: 'asked' })
    cx.emit(receiptUpdated, stateOf(receipt))
    return loadReceipt(cx, receiptId)
  },
)
