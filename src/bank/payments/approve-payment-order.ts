import { getCompany } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { findOpenItems } from '#src/ledger/index.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadBankAccount } from '../accounts/bank-account.store.ts'
import type { BankAccount } from '../accounts/bank-account.ts'
import { paymentOrderApproved, paymentOrderCancelled } from '../bank.events.ts'
import '../bank.problems.ts'
import { writePain001 } from '../formats/pain001.ts'
import { bankIdOf, partiesOf } from './create-payment-order.ts'
import { loadOrder, lockOrder, moveOrder } from './payment-order.store.ts'
import { contentHash, type Payment, type PaymentOrder } from './payment-order.ts'
import { proposePayments } from './propose-payments.ts'
import { vouchersOfItems } from './vouchers.ts'

export interface ApprovePaymentOrder {
  readonly paymentOrderId: string
  /** The version that the approver looked at. */
  readonly seenVersion: number
}

/**
 * Approves an order and seals its file: the bytes are made once, here. Another person than the one who created it, and
 * only while everything that was proposed still holds. Fails: payment_order_self, payment_order_state,
 * payment_order_stale, version_stale.
 */
export const approvePaymentOrder = command(
  'paymentOrder.approve',
  { can: 'payments:approve' },
  async (cx, { paymentOrderId, seenVersion }: ApprovePaymentOrder): Promise<PaymentOrder> => {
    const order = await lockOrder(cx, paymentOrderId)
    demandProposed(order)
    if (order.version !== seenVersion) fail('version_stale', 'The order has changed since you read it; read it again.')
    demandOther(cx, order)
    const account = await loadBankAccount(cx, order.bankAccountId)
    await demandUnchanged(cx, order, account)
    const { name, organisationNumber } = await getCompany(cx, undefined)
    const text = writePain001({
      version: order.format === 'pain.001.001.03' ? '03' : '09',
      messageId: bankIdOf(order.id),
      createdAt: cx.now,
      debtor: { name, organisationNumber, account: account.number, currency: account.currency, bic: account.bic },
      transfers: order.payments.map(toTransfer),
    })
    const file = await cx.platform.files.put(Buffer.from(text, 'utf8'))
    await moveOrder(cx, order, 'approved', { approvedBy: actorKey(cx.actor), ...file })
    cx.audit({ kind: 'paymentOrder', id: order.id }, { contentHash: order.contentHash, fileSha256: file.sha256 })
    cx.emit(paymentOrderApproved, { id: order.id, version: order.version + 1, fileSha256: file.sha256 })
    return loadOrder(cx, order.id)
  },
)

/** Gives up a proposed order; its items may be paid by another. An approved one is at the bank. */
export const cancelPaymentOrder = command(
  'paymentOrder.cancel',
  { can: 'payments:write' },
  async (cx, { paymentOrderId }: { paymentOrderId: string }): Promise<PaymentOrder> => {
    const order = await lockOrder(cx, paymentOrderId)
    demandProposed(order)
    await moveOrder(cx, order, 'cancelled')
    cx.audit({ kind: 'paymentOrder', id: order.id }, { contentHash: order.contentHash })
    cx.emit(paymentOrderCancelled, { id: order.id, version: order.version + 1 })
    return loadOrder(cx, order.id)
  },
)

function demandProposed(order: PaymentOrder): void {
  if (order.status !== 'proposed') fail('payment_order_state', `The payment order is ${order.status} already.`)
}

function demandOther(cx: Cx, order: PaymentOrder): void {
  if (cx.actor.personId === null) {
    fail('payment_order_self', 'A person must approve payments; use a person’s credential.')
  }
  if (actorKey(cx.actor) === order.createdBy) {
    fail('payment_order_self', 'You created this payment order; somebody else must approve it.')
  }
}

/** What was proposed must be proposed again today: same items, amounts, accounts, and no hold since. */
async function demandUnchanged(cx: Cx, order: PaymentOrder, account: BankAccount): Promise<void> {
  const items = await findOpenItems(cx, { ids: order.payments.map(({ openItemId }) => openItemId), status: 'all' })
  const { payments, held } = proposePayments({
    items,
    parties: await partiesOf(cx, items),
    vouchers: await vouchersOfItems(cx, items),
    ordered: new Map(),
    executeOn: undefined,
    today: cx.today,
  })
  const errors = order.payments.flatMap((payment, index) => {
    const now = payments.find(({ openItemId }) => openItemId === payment.openItemId)
    const hold = held.find(({ openItemId }) => openItemId === payment.openItemId)
    if (now && now.amountMinor === payment.amountMinor && now.creditorAccount === payment.creditorAccount) return []
    const message = hold?.message ?? 'The amount left or the account to pay to has changed.'
    return [{ pointer: `/payments/${index}`, code: hold?.code ?? 'payment_changed', message }]
  })
  const isSealed = contentHash(account.number, order.payments) === order.contentHash
  if (errors.length > 0 || !isSealed) {
    fail('payment_order_stale', 'What was proposed no longer holds; cancel the order and propose again.', { errors })
  }
}

const toTransfer = (payment: Payment) => ({
  endToEndId: payment.endToEndId,
  amount: { amountMinor: payment.amountMinor, currency: payment.currency },
  executeOn: payment.executeOn,
  creditor: {
    name: payment.creditorName,
    account: payment.creditorAccount,
    bic: payment.creditorBic,
    country: payment.creditorCountry,
  },
  reference: payment.reference,
  text: payment.remittance,
})
