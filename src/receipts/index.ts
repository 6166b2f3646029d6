import './receipt.problems.ts'

export { advanceReceipt } from './advance-receipt.ts'
export { approveReceipt, MANUAL_POSTING, receiptDecided } from './approve-receipt.ts'
export type { ManualReceipt } from './arrival/manual-receipt.ts'
export { type CostPart, costParts } from './booking/cost-parts.ts'
export { type ChangeReceipt, changeReceipt } from './change-receipt.ts'
export { type CodeAndSubmit, codeAndSubmit } from './code-and-submit.ts'
export { codingProposals, type LineProposals } from './coding/read-coding.ts'
export { dismissDuplicate } from './duplicates/dismiss-duplicate.ts'
export { type ToldApartItems, toldApartItems } from './duplicates/duplicate.store.ts'
export { enterReceipt } from './enter-receipt.ts'
export { receiptDossier } from './holds/receipt-dossier.ts'
export { receiptVouchers } from './holds/receipt-vouchers.ts'
export { refreshHeldReceipts } from './holds/refresh-held-receipts.ts'
export { type PostReceipt, postReceipt } from './post-receipt.ts'
export { getReceipt, listReceipts } from './read-receipts.ts'
export { askReading } from './reading/ask-reading.ts'
export { readReceipt } from './reading/read-receipt.ts'
export { POINTERS as READ_POINTERS } from './reading/reading.ts'
export {
  receiptApproved,
  receiptPosted,
  receiptRead,
  receiptReadingProgressed,
  receiptReceived,
  receiptRejected,
  receiptSubmitted,
  receiptUpdated,
} from './receipt.events.ts'
export { advanceReceiptJob, readReceiptJob } from './receipt.jobs.ts'
export { receiptRoutes } from './receipt.routes.ts'
export {
  numberKey,
  RECEIPT_STATUSES,
  type Receipt,
  type ReceiptContent,
  type ReceiptException,
  type ReceiptKind,
  type ReceiptLine,
  type ReceiptStatus,
} from './receipt.ts'
export { toWire as wireReceipt } from './receipt.wire.ts'
export { readReceiptForm } from './receipt-input.ts'
export type { ReceiptFilter } from './receipt-list.store.ts'
export { type ReceiptOfDocument, receiptsOfDocuments } from './receipts-of-documents.store.ts'
export { receiveFromIntake, receiveReceipt } from './receive-receipt.ts'
export { type RejectReceipt, rejectReceipt } from './reject-receipt.ts'
export { submitReceipt } from './submit-receipt.ts'
