import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { receiptUpdated } from '../receipt.events.ts'
import { loadReceipt, putExceptions } from '../receipt.store.ts'
import { assertMove, type Receipt, stateOf } from '../receipt.ts'
import { insertDismissal } from './duplicate.store.ts'
import { POSSIBLE_DUPLICATE } from './lookalike.ts'

export interface DismissDuplicate {
  readonly receiptId: string
  readonly otherId: string
  readonly reason: string
}

/** A person says that two receipts which look alike are two. Fails: receipt_duplicate_unknown, receipt_posted. */
export const dismissDuplicate = command(
  'receipt.dismissDuplicate',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, otherId, reason }: DismissDuplicate): Promise<Receipt> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    if (receipt.status === 'posted') assertMove(receipt.status, 'draft')
    const isNamed = ({ code, receiptId: other }: Receipt['exceptions'][number]) =>
      code === POSSIBLE_DUPLICATE && other === otherId
    if (!receipt.exceptions.some(isNamed)) {
      fail('receipt_duplicate_unknown', 'The receipt has no exception that names this other receipt.')
    }
    await insertDismissal(cx, receiptId, otherId, reason)
    await putExceptions(
      cx,
      receiptId,
      receipt.exceptions.filter((one) => !isNamed(one)),
    )
    cx.audit({ kind: 'receipt', id: receiptId }, { notDuplicateOf: otherId, reason })
    cx.emit(receiptUpdated, stateOf(receipt))
    return loadReceipt(cx, receiptId)
  },
)
