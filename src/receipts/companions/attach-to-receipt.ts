import { attachDocument } from '#src/documents/index.ts'
import { settleAsAttached } from '#src/intake/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { receiptUpdated } from '../receipt.events.ts'
import { loadReceipt } from '../receipt.store.ts'
import { stateOf } from '../receipt.ts'

export interface AttachToReceipt {
  readonly receiptId: string
  readonly fileId: string
  readonly documentId: string
  readonly name: string
  readonly why: string
}

/**
 * Puts a file to the receipt of the e-invoice with which it came: it is kept and shown beside the e-invoice, whose facts
 * stay. False when somebody has rejected the receipt meanwhile. Fails with intake_file_settled.
 */
export const attachToReceipt = command(
  'receipt.attach',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, fileId, documentId: attachedId, name, why }: AttachToReceipt): Promise<boolean> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    const { status, documentId } = receipt
    const isInForce = status !== 'rejected'
    cx.audit({ kind: 'receipt', id: receiptId }, { attachedId, why, isInForce })
    if (!isInForce || documentId === null) return false
    await attachDocument(cx, { documentId, attachedId, name, description: why })
    await settleAsAttached(cx, { fileId, receiptId, why })
    cx.emit(receiptUpdated, stateOf(receipt))
    return true
  },
)
