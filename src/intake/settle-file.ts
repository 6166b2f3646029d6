import type { KeptFile } from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import { command } from '#src/platform/command/index.ts'
import { intakeSorted } from './intake.events.ts'
import {
  insertFile,
  insertIntake,
  loadIntake,
  lockPendingFile,
  markSorted,
  noteHandover,
  type Settlement,
  settleFileRow,
} from './intake.store.ts'
import { bare, bringerOf, type Handover, type IntakeView, type Outcome } from './intake.ts'

interface SettleAsReceipt {
  readonly fileId: string
  readonly receiptId: string
  readonly handover?: Handover | undefined
}

/**
 * Ties a receipt to the file that it was made of, in the transaction that makes the receipt: a receipt without its
 * way in cannot be. Fails with intake_file_settled when another worker was faster.
 */
export const settleAsReceipt = command(
  'intake.take',
  { can: 'receipts:write', via: ['receipt.receive'] },
  async (cx, { fileId, receiptId, handover }: SettleAsReceipt): Promise<void> => {
    const { intakeId } = await lockPendingFile(cx, fileId)
    await settleFileRow(cx, fileId, { outcome: 'receipt', receiptId })
    if (handover) await noteHandover(cx, intakeId, handover)
    cx.audit({ kind: 'intake', id: intakeId }, { fileId, receiptId, ...handover })
  },
)

/** Puts a file to the receipt of its delivery that it belongs to, in the transaction that attaches it. Fails as above. */
export const settleAsAttached = command(
  'intake.attach',
  { can: 'receipts:write', via: ['receipt.attach'] },
  async (cx, { fileId, receiptId, why }: { fileId: string; receiptId: string; why: string }): Promise<void> => {
    const { intakeId } = await lockPendingFile(cx, fileId)
    await settleFileRow(cx, fileId, { outcome: 'attached', receiptId, detail: why })
    cx.audit({ kind: 'intake', id: intakeId }, { fileId, attachedTo: receiptId })
  },
)

/** What became of a file that became no receipt. Settling what is settled changes nothing. */
export const settleFile = command(
  'intake.settle',
  { can: 'receipts:write' },
  async (cx, { fileId, settlement }: { fileId: string; settlement: Settlement }): Promise<void> => {
    const isFirst = await settleFileRow(cx, fileId, settlement)
    cx.audit({ kind: 'intakeFile', id: fileId }, { ...settlement, isFirst })
  },
)

/** Ends an intake none of whose files waits. */
export const finishIntake = command(
  'intake.finish',
  { can: 'receipts:write' },
  async (cx, intakeId: string): Promise<IntakeView> => {
    const isEnd = await markSorted(cx, intakeId)
    const intake = await loadIntake(cx, intakeId)
    const count = (outcome: Outcome) => intake.files.filter((file) => file.outcome === outcome).length
    const counts = { receipts: count('receipt'), duplicates: count('duplicate'), refused: count('refused') }
    cx.audit({ kind: 'intake', id: intakeId }, { isEnd, ...counts })
    if (isEnd) cx.emit(intakeSorted, { id: intakeId, version: intake.version, way: intake.way, ...counts })
    return intake
  },
)

export interface SentFile {
  readonly file: KeptFile
  readonly documentId: string
  readonly became: { readonly receiptId: string } | { readonly code: string; readonly detail: string }
  readonly handover?: Handover | undefined
}

/** Writes down a file that was sent by a request which is answered at once: the way in, and what became of it. */
export const recordSentFile = command(
  'intake.record',
  { can: 'receipts:write', via: ['receipt.receive'] },
  async (cx, { file, documentId, became, handover }: SentFile): Promise<void> => {
    const id = newId('intake', cx.now.getTime())
    const receivedBy = bringerOf(cx.actor)
    const arrival = { ...bare('rest'), ...handover }
    await insertIntake(cx, { ...arrival, id, documentId: null, sourceKey: null, receivedBy, status: 'sorted' })
    const { name, mediaType, size } = file
    const isReceipt = 'receiptId' in became
    await insertFile(cx, id, {
      id: newId('intakeFile'),
      parentId: null,
      depth: 0,
      name,
      mediaType,
      size,
      documentId,
      outcome: isReceipt ? 'receipt' : 'refused',
      receiptId: isReceipt ? became.receiptId : null,
      code: isReceipt ? null : became.code,
      detail: isReceipt ? null : became.detail,
    })
    cx.audit({ kind: 'intake', id }, { way: 'rest', ...became })
  },
)
