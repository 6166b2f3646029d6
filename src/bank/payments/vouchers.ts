import type { OpenItem } from '#src/ledger/index.ts'
import type { Principal } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'

/** What a payment must know of the receipt behind an item. */
export interface VoucherFacts {
  /** Where the receipt asks to be paid; null when it names no account. */
  readonly bankAccount: string | null
  /** Who entered or coded it: they do not approve its payment. */
  readonly enteredBy: readonly Principal[]
}

export type VouchersOf = (cx: Cx, receiptIds: readonly string[]) => Promise<ReadonlyMap<string, VoucherFacts>>

let vouchersOf: VouchersOf | undefined

/** Called once by the composition (src/wiring.ts): the bank does not know receipts. */
export function onVouchersAsked(asked: VouchersOf): void {
  if (vouchersOf) throw new Error('somebody tells of receipts already')
  vouchersOf = asked
}

/** By open item; an item without a receipt has none. */
export async function vouchersOfItems(
  cx: Cx,
  items: readonly Pick<OpenItem, 'id' | 'voucherKind' | 'voucherId'>[],
): Promise<Map<string, VoucherFacts>> {
  if (!vouchersOf) throw new Error('nobody tells of receipts')
  const ofReceipts = items.filter(({ voucherKind }) => voucherKind === 'receipt')
  const facts = await vouchersOf(
    cx,
    ofReceipts.flatMap(({ voucherId }) => voucherId ?? []),
  )
  return new Map(
    ofReceipts.flatMap(({ id, voucherId }) => {
      const found = voucherId === null ? undefined : facts.get(voucherId)
      return found ? [[id, found] as const] : []
    }),
  )
}
