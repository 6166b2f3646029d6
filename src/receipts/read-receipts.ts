import { query } from '#src/platform/command/index.ts'
import { loadReceipt } from './receipt.store.ts'
import type { Receipt } from './receipt.ts'
import { listReceiptRows, type ReceiptFilter } from './receipt-list.store.ts'

const can = { can: 'receipts:read' } as const

export const getReceipt = query(
  'receipt.get',
  can,
  (cx, receiptId: string): Promise<Receipt> => loadReceipt(cx, receiptId),
)

/** One row more than asked for tells whether there is a next page. */
export const listReceipts = query(
  'receipt.list',
  can,
  (cx, filter: ReceiptFilter): Promise<Receipt[]> => listReceiptRows(cx, filter),
)
