import type { Cx } from '#src/platform/cx.ts'
import { withLines } from '../receipt.store.ts'
import type { EnteredBy, Receipt } from '../receipt.ts'
import type { ReceiptRow } from '../receipt-row.ts'

/** The receipts of the party whose exceptions name the hold, locked. */
export async function receiptsShowingHold(cx: Cx, partyId: string, holdId: string): Promise<Receipt[]> {
  const rows = await cx.sql<ReceiptRow>(
    `select * from receipts where company_id = $1 and party_id = $2 and exceptions <> '[]'
       and exceptions @> jsonb_build_array(jsonb_build_object('holdId', $3::text))
     order by id for no key update`,
    [cx.companyId, partyId, holdId],
  )
  return withLines(cx, rows)
}

export interface VoucherRow {
  readonly id: string
  readonly bankAccount: string | null
  readonly enteredBy: readonly EnteredBy[]
}

export const voucherRows = (cx: Cx, receiptIds: readonly string[]): Promise<VoucherRow[]> =>
  cx.sql<VoucherRow>(
    `select id, bank_account as "bankAccount", entered_by as "enteredBy" from receipts
     where company_id = $1 and id = any($2::text[])`,
    [cx.companyId, receiptIds],
    'receipts_as_vouchers',
  )
