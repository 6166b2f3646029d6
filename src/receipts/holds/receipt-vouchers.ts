import type { Principal } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import { voucherRows } from './held-receipt.store.ts'

/** What a payment must know of the receipts behind the items that it pays, by receipt id. */
export async function receiptVouchers(
  cx: Cx,
  receiptIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly bankAccount: string | null; readonly enteredBy: readonly Principal[] }>> {
  const rows = await voucherRows(cx, receiptIds)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}
