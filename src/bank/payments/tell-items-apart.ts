import { fail } from '#src/kernel/problem.ts'
import { getOpenItem } from '#src/ledger/index.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { paymentDuplicateDismissed } from '../bank.events.ts'
import '../bank.problems.ts'
import { isAlike, type ToldApart } from './suspect-duplicate.ts'
import { insertToldApart } from './told-apart.store.ts'

export interface TellItemsApart {
  readonly openItemId: string
  readonly otherOpenItemId: string
  /** Why they are two invoices. */
  readonly reason: string
}

/**
 * A person says that two payables of one supplier with the same number or reference are two invoices, so that both may be
 * paid. It stands on every order that pays one of them. Fails: payment_not_suspected, payment_dismissed.
 */
export const tellItemsApart = command(
  'payment.tellItemsApart',
  { can: 'payments:write' },
  async (cx: Cx, { openItemId, otherOpenItemId, reason }: TellItemsApart): Promise<ToldApart> => {
    const item = await getOpenItem(cx, { openItemId })
    const other = await getOpenItem(cx, { openItemId: otherOpenItemId })
    if (!isAlike(item, other)) {
      fail('payment_not_suspected', 'The two items do not look like one invoice.')
    }
    const pair = { openItemId, otherOpenItemId, reason, dismissedBy: cx.actor.name, dismissedAt: cx.now }
    await insertToldApart(cx, pair, actorKey(cx.actor))
    cx.audit({ kind: 'openItem', id: openItemId }, { notDuplicateOf: otherOpenItemId, reason })
    cx.emit(paymentDuplicateDismissed, { id: openItemId, version: 1, otherOpenItemId })
    return pair
  },
)
