import { fail } from '#src/kernel/problem.ts'
import { getOpenItem } from '#src/ledger/index.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import '../bank.problems.ts'
import { loadTransaction } from '../statements/transaction.store.ts'
import { partiesOf } from './create-payment-order.ts'
import { findPaidInBank } from './find-paid-in-bank.ts'
import { type Dismissal, dismissalsOf, insertDismissal } from './paid-in-bank.store.ts'

export interface DismissPaidInBank {
  readonly openItemId: string
  readonly bankTransactionId: string
  /** Why the movement did not pay the item. */
  readonly reason: string
}

/**
 * A person says that a movement in the bank paid something else, so that the item may be paid. It stands on every order
 * that pays the item, for whoever approves it. Fails: payment_not_suspected, payment_dismissed.
 */
export const dismissPaidInBank = command(
  'payment.dismissPaidInBank',
  { can: 'payments:write' },
  async (cx: Cx, { openItemId, bankTransactionId, reason }: DismissPaidInBank): Promise<Dismissal> => {
    const item = await getOpenItem(cx, { openItemId })
    const { id } = await loadTransaction(cx, bankTransactionId)
    if ((await dismissalsOf(cx, [openItemId])).some((one) => one.bankTransactionId === id)) {
      fail('payment_dismissed', 'Somebody has said so already.')
    }
    const found = (await findPaidInBank(cx, [item], await partiesOf(cx, [item]))).get(item.id) ?? []
    if (!found.some(({ payment }) => payment.id === id)) {
      fail('payment_not_suspected', 'This bank transaction does not look like a payment of the item.')
    }
    const { actor, now: dismissedAt } = cx
    const dismissal = { openItemId, bankTransactionId, reason, dismissedBy: actor.name, dismissedAt }
    await insertDismissal(cx, dismissal, actorKey(actor))
    cx.audit({ kind: 'openItem', id: openItemId }, { notPaidBy: bankTransactionId, reason })
    return dismissal
  },
)
