import { requestApproval, type Subject } from '#src/approvals/index.ts'
import { getCompany } from '#src/companies/index.ts'
import { NO_CURRENCY } from '#src/kernel/currency.ts'
import { findOpenItems } from '#src/ledger/index.ts'
import { type Principal, principalOf } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import { PAYMENT_DECIDERS } from './deciders.ts'
import { nameOrderApproval } from './payment-order.store.ts'
import type { PaymentOrder } from './payment-order.ts'
import { vouchersOfItems } from './vouchers.ts'

/** Kind of the approvals of payment orders. */
export const PAYMENT_ORDER = 'paymentOrder'

/**
 * Puts an order up for approval. Who created it does not approve it, and neither does who entered one of the receipts
 * that it pays; no rule approves it without a person.
 */
export async function askForApproval(cx: Cx, order: PaymentOrder): Promise<string> {
  const { id } = await requestApproval(cx, await subjectOf(cx, order))
  await nameOrderApproval(cx, order.id, id)
  return id
}

/** Names of creditors in a title. */
const NAMED = 3

/** "Nordkraft AS, Kontorhuset AS, Fjordnett AS +2": the payees, in no language. */
function titleOf({ payments }: PaymentOrder): string {
  const names = [...new Set(payments.map(({ creditorName }) => creditorName))]
  const others = names.length - NAMED
  return `${names.slice(0, NAMED).join(', ')}${others > 0 ? ` +${others}` : ''}`
}

async function subjectOf(cx: Cx, order: PaymentOrder): Promise<Subject> {
  const { baseCurrency } = await getCompany(cx, undefined)
  const { amountMinor, currency } = totalOf(order)
  const suppliers = new Set(order.payments.map(({ partyId }) => partyId))
  const [only] = suppliers
  return {
    kind: PAYMENT_ORDER,
    variant: null,
    id: order.id,
    version: order.version,
    contentHash: order.contentHash,
    title: titleOf(order),
    amountMinor,
    currency,
    base: currency === baseCurrency ? { amountMinor, currency } : null,
    supplierId: suppliers.size === 1 ? (only ?? null) : null,
    supplierApproverId: null,
    requesterId: null,
    policyId: null,
    enteredBy: [principalOf(cx.actor), ...(await enterersOf(cx, order))],
    lines: null,
    deciders: PAYMENT_DECIDERS,
    needsPerson: true,
  }
}

/** The sum of an order in one currency. */
function totalOf({ payments }: PaymentOrder): { amountMinor: bigint; currency: string } {
  const currencies = new Set(payments.map(({ currency }) => currency))
  const [currency = NO_CURRENCY] = currencies
  // An order in several currencies has no amount that a band could be asked about.
  if (currencies.size !== 1) return { amountMinor: 0n, currency: NO_CURRENCY }
  return { amountMinor: payments.reduce((total, payment) => total + payment.amountMinor, 0n), currency }
}

/** Who entered or coded the receipts that are paid. */
async function enterersOf(cx: Cx, { payments }: PaymentOrder): Promise<Principal[]> {
  const ids = payments.map(({ openItemId }) => openItemId)
  const vouchers = await vouchersOfItems(cx, await findOpenItems(cx, { ids, status: 'all', limit: ids.length }))
  const everybody = [...vouchers.values()].flatMap(({ enteredBy }) => enteredBy)
  return [...new Map(everybody.map((one) => [`${one.personId} ${one.credentialId}`, one])).values()]
}
