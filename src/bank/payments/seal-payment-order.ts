import type { SubjectHandler } from '#src/approvals/index.ts'
import { getCompany } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { findOpenItems } from '#src/ledger/index.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadBankAccount } from '../accounts/bank-account.store.ts'
import type { BankAccount } from '../accounts/bank-account.ts'
import { paymentOrderApproved } from '../bank.events.ts'
import '../bank.problems.ts'
import { writePain001 } from '../formats/pain001.ts'
import { cancelPaymentOrder } from './cancel-payment-order.ts'
import { bankIdOf, partiesOf } from './create-payment-order.ts'
import { findPaidInBank } from './find-paid-in-bank.ts'
import { demandProposed, loadOrder, lockOrder, moveOrder } from './payment-order.store.ts'
import { contentHash, type Payment, type PaymentOrder } from './payment-order.ts'
import { proposePayments } from './propose-payments.ts'
import { vouchersOfItems } from './vouchers.ts'

/**
 * Carries out the approval of an order: the bytes of its file are made once, here, and only while everything that was
 * proposed still holds. Fails: payment_order_state, payment_order_stale.
 */
export const sealPaymentOrder = command(
  'paymentOrder.seal',
  { can: 'payments:approve' },
  async (cx: Cx, { paymentOrderId }: { paymentOrderId: string }): Promise<PaymentOrder> => {
    const order = await lockOrder(cx, paymentOrderId)
    demandProposed(order)
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

/** What becomes of an order when people have decided, in the transaction of the deciding answer. */
export const paymentOrderDecided: SubjectHandler = {
  can: 'payments:approve',
  onApproved: async (cx, { subjectId }) => {
    await sealPaymentOrder(cx, { paymentOrderId: subjectId })
  },
  onRejected: async (cx, { subjectId, reason }) => {
    await cancelPaymentOrder(cx, { paymentOrderId: subjectId, reason })
  },
}

/** What was proposed must be proposed again today: same items, amounts, accounts, and no hold since. */
async function demandUnchanged(cx: Cx, order: PaymentOrder, account: BankAccount): Promise<void> {
  const items = await findOpenItems(cx, { ids: order.payments.map(({ openItemId }) => openItemId), status: 'all' })
  const parties = await partiesOf(cx, items)
  const { payments, held } = proposePayments({
    items,
    parties,
    vouchers: await vouchersOfItems(cx, items),
    ordered: new Map(),
    told: order.toldApart,
    inBank: await findPaidInBank(cx, items, parties),
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
