import type { BookDate } from '#src/kernel/book-date.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { findOpenItems, type OpenItem } from '#src/ledger/index.ts'
import { getParty, keepParties, type Party } from '#src/parties/index.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadBankAccount } from '../accounts/bank-account.store.ts'
import { paymentOrderCreated } from '../bank.events.ts'
import '../bank.problems.ts'
import { findPaidInBank } from './find-paid-in-bank.ts'
import { orderedPayments } from './paid-before.store.ts'
import { insertOrder, liveOrdersOf, loadOrder } from './payment-order.store.ts'
import { contentHash, type PaymentFormat, type PaymentOrder } from './payment-order.ts'
import { askForApproval } from './payment-order-subject.ts'
import { type Proposal, proposePayments } from './propose-payments.ts'
import { toldApartOf } from './told-apart.ts'
import { vouchersOfItems } from './vouchers.ts'

export interface CreatePaymentOrder {
  readonly bankAccountId: string
  /** The items to pay; without them all payables that are due until `dueUntil`. */
  readonly openItemIds?: readonly string[] | undefined
  /** Default: today. */
  readonly dueUntil?: BookDate | undefined
  readonly executeOn?: BookDate | undefined
  readonly format?: PaymentFormat | undefined
}

/** Payments that one order may have; more than a bank takes in one file helps nobody. */
const MOST_PAYMENTS = 1000

/** Proposes an order for others to approve. Fails: payment_order_empty when nothing can be paid,
 * payment_held when that is because of holds of suppliers. */
export const createPaymentOrder = command(
  'paymentOrder.create',
  { can: 'payments:write' },
  async (cx, input: CreatePaymentOrder): Promise<PaymentOrder> => {
    const account = await loadBankAccount(cx, input.bankAccountId)
    const items = await itemsToPay(cx, input)
    const parties = await partiesOf(cx, items)
    const proposal = proposePayments({
      items,
      parties,
      vouchers: await vouchersOfItems(cx, items),
      ordered: await liveOrdersOf(
        cx,
        items.map(({ id }) => id),
      ),
      before: await paidBefore(cx, items),
      told: await toldApartOf(
        cx,
        items.map(({ id }) => id),
      ),
      inBank: await findPaidInBank(cx, items, parties),
      executeOn: input.executeOn,
      today: cx.today,
    })
    demandPayments(proposal)
    const id = newId('payment')
    const payments = proposal.payments.map((payment) => ({
      ...payment,
      endToEndId: `${bankIdOf(id)}-${payment.position}`,
      state: 'live' as const,
    }))
    await insertOrder(cx, {
      id,
      bankAccountId: account.id,
      format: input.format ?? 'pain.001.001.03',
      contentHash: contentHash(account.number, payments),
      held: proposal.held,
      payments,
      createdBy: actorKey(cx.actor),
    })
    cx.audit({ kind: 'paymentOrder', id }, { payments: payments.length, held: proposal.held })
    cx.emit(paymentOrderCreated, { id, version: 1, payments: payments.length })
    await askForApproval(cx, await loadOrder(cx, id))
    return loadOrder(cx, id)
  },
)

/** Fails with payment_held when holds of suppliers alone stop everything, else with payment_order_empty. */
function demandPayments({ payments, held }: Proposal): void {
  if (payments.length > 0) return
  const [first] = held
  if (first && held.every(({ code }) => code === 'payment_held'))
    fail('payment_held', first.message, { members: { held } })
  fail('payment_order_empty', 'No item can be paid; `held` says why for each.', { members: { held } })
}

/** An id of ours in the characters that payment messages allow: without the prefix and its underscore. */
export const bankIdOf = (orderId: string): string => orderId.slice(orderId.indexOf('_') + 1)

const paidBefore = (cx: Cx, items: readonly OpenItem[]) =>
  orderedPayments(
    cx,
    items.flatMap(({ partyId }) => partyId ?? []),
    items.map(({ remainingMinor }) => -remainingMinor),
  )

async function itemsToPay(cx: Cx, { openItemIds, dueUntil }: CreatePaymentOrder): Promise<OpenItem[]> {
  if (!openItemIds) {
    return findOpenItems(cx, { kind: 'payable', dueUntil: dueUntil ?? cx.today, limit: MOST_PAYMENTS })
  }
  const items = await findOpenItems(cx, { ids: openItemIds, status: 'all', limit: MOST_PAYMENTS })
  const known = new Set(items.map(({ id }) => id))
  const missing = openItemIds.findIndex((id) => !known.has(id))
  if (missing >= 0) {
    fail('open_item_unknown', `There is no open item ${openItemIds[missing]}.`, {
      errors: [{ pointer: `/openItemIds/${missing}`, code: 'open_item_unknown', message: 'no such open item' }],
    })
  }
  return items
}

/** The parties of the items; a hold that is being opened meanwhile is waited for. */
export async function partiesOf(cx: Cx, items: readonly OpenItem[]): Promise<Map<string, Party>> {
  const parties = new Map<string, Party>()
  const ids = [...new Set(items.flatMap(({ partyId }) => partyId ?? []))]
  await keepParties(cx, ids)
  for (const partyId of ids) parties.set(partyId, await getParty(cx, { partyId }))
  return parties
}
