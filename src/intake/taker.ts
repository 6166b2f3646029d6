import type { Call } from '#src/platform/cx.ts'
import type { Bringer, DeliveredFile, IntakeKind } from './intake.ts'

/** One file of an intake for whoever makes receipts. */
export interface TakenFile {
  readonly bytes: Uint8Array
  readonly name: string
  /** The place where the taker writes the receipt, in its own transaction; see `settleAsReceipt`. */
  readonly fileId: string
  readonly documentId: string
  /** All of its delivery, itself among them: what is an e-invoice in it has been taken before any PDF. Empty for XML. */
  readonly delivery: readonly DeliveredFile[]
  readonly kind: IntakeKind
  readonly receivedBy: Bringer
}

/** Makes a receipt of a file, puts it to one of its delivery, or refuses it with a problem: `receipt_duplicate` names the one that is there. */
export type TakeFile = (call: Call, file: TakenFile) => Promise<unknown>

let taker: TakeFile | undefined

/** Called once by the composition (src/wiring.ts): what becomes a receipt is decided in the room of receipts. */
export function onFileTaken(take: TakeFile): void {
  if (taker) throw new Error('files have a taker already')
  taker = take
}

export function takerOfFiles(): TakeFile {
  if (!taker) throw new Error('nobody takes files')
  return taker
}
