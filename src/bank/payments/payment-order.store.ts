import type { BookDate } from '#src/kernel/book-date.ts'
import { toJson } from '#src/kernel/json.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import { type Dismissal, dismissalsOf } from './paid-in-bank.store.ts'
import type { HeldItem, OrderStatus, Payment, PaymentFormat, PaymentOrder } from './payment-order.ts'
import type { ToldApart } from './suspect-duplicate.ts'
import { toldApartOf } from './told-apart.ts'

defineConstraint('payments_once', 'payment_duplicate', 'One of the items is in another payment order already.')
defineConstraint('payment_orders_four_eyes', 'payment_order_self', 'Somebody else must approve what you created.')

interface OrderRow {
  id: string
  bank_account_id: string
  status: OrderStatus
  format: PaymentFormat
  content_hash: string
  held: HeldItem[]
  created_by: string
  created_at: Date
  approved_by: string | null
  approved_at: Date | null
  file_sha256: string | null
  file_size: number | null
  approval_id: string | null
  version: number
  updated_at: Date
}

interface PaymentRow {
  order_id: string
  position: number
  open_item_id: string
  party_id: string | null
  creditor_name: string
  creditor_account: string
  creditor_bic: string | null
  creditor_country: string | null
  amount_minor: bigint
  currency: string
  execute_on: BookDate
  reference: string | null
  remittance: string | null
  end_to_end_id: string
  state: Payment['state']
}

const toPayment = (row: PaymentRow): Payment => ({
  position: row.position,
  openItemId: row.open_item_id,
  partyId: row.party_id,
  creditorName: row.creditor_name,
  creditorAccount: row.creditor_account,
  creditorBic: row.creditor_bic,
  creditorCountry: row.creditor_country,
  amountMinor: row.amount_minor,
  currency: row.currency,
  executeOn: row.execute_on,
  reference: row.reference,
  remittance: row.remittance,
  endToEndId: row.end_to_end_id,
  state: row.state,
})

interface Said {
  readonly dismissals: readonly Dismissal[]
  readonly told: readonly ToldApart[]
}

const toOrder = (row: OrderRow, payments: readonly PaymentRow[], { dismissals, told }: Said): PaymentOrder => ({
  id: row.id,
  bankAccountId: row.bank_account_id,
  status: row.status,
  format: row.format,
  contentHash: row.content_hash,
  held: row.held,
  payments: payments.filter(({ order_id }) => order_id === row.id).map(toPayment),
  dismissals: dismissals.filter(({ openItemId }) =>
    payments.some((one) => one.order_id === row.id && one.open_item_id === openItemId),
  ),
  toldApart: told.filter(({ openItemId, otherOpenItemId }) =>
    payments.some(
      (one) => one.order_id === row.id && (one.open_item_id === openItemId || one.open_item_id === otherOpenItemId),
    ),
  ),
  createdBy: row.created_by,
  createdAt: row.created_at,
  approvedBy: row.approved_by,
  approvedAt: row.approved_at,
  file: row.file_sha256 === null ? null : { sha256: row.file_sha256, size: row.file_size ?? 0 },
  approvalId: row.approval_id,
  version: row.version,
  updatedAt: row.updated_at,
})

export async function insertOrder(
  cx: Cx,
  order: Pick<PaymentOrder, 'id' | 'bankAccountId' | 'format' | 'contentHash' | 'held' | 'payments' | 'createdBy'>,
): Promise<void> {
  await cx.sql(
    `insert into payment_orders (company_id, id, bank_account_id, status, format, content_hash, held, created_by,
       created_by_person, created_at, updated_at)
     values ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, $9, $9)`,
    [
      cx.companyId,
      order.id,
      order.bankAccountId,
      order.format,
      order.contentHash,
      toJson(order.held),
      order.createdBy,
      cx.actor.personId,
      cx.now,
    ],
  )
  const rows = order.payments.map((payment) => ({
    position: payment.position,
    open_item_id: payment.openItemId,
    party_id: payment.partyId,
    creditor_name: payment.creditorName,
    creditor_account: payment.creditorAccount,
    creditor_bic: payment.creditorBic,
    creditor_country: payment.creditorCountry,
    amount_minor: payment.amountMinor,
    currency: payment.currency,
    execute_on: payment.executeOn,
    reference: payment.reference,
    remittance: payment.remittance,
    end_to_end_id: payment.endToEndId,
  }))
  await cx.sql(
    `insert into payments (company_id, order_id, position, open_item_id, party_id, creditor_name, creditor_account,
       creditor_bic, creditor_country, amount_minor, currency, execute_on, reference, remittance, end_to_end_id)
     select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r (position int, open_item_id text, party_id text,
       creditor_name text, creditor_account text, creditor_bic text, creditor_country text, amount_minor bigint,
       currency text, execute_on date, reference text, remittance text, end_to_end_id text)`,
    [cx.companyId, order.id, toJson(rows)],
  )
}

async function paymentsOf(cx: Cx, orderIds: readonly string[]): Promise<PaymentRow[]> {
  return cx.sql<PaymentRow>(
    'select * from payments where company_id = $1 and order_id = any($2::text[]) order by order_id, position',
    [cx.companyId, orderIds],
    'payments_of_orders',
  )
}

async function withPayments(cx: Cx, rows: readonly OrderRow[]): Promise<PaymentOrder[]> {
  const payments = await paymentsOf(
    cx,
    rows.map(({ id }) => id),
  )
  const itemIds = payments.map(({ open_item_id }) => open_item_id)
  const said = { dismissals: await dismissalsOf(cx, itemIds), told: await toldApartOf(cx, itemIds) }
  return rows.map((row) => toOrder(row, payments, said))
}

export async function loadOrder(cx: Cx, id: string): Promise<PaymentOrder> {
  const [row] = await cx.sql<OrderRow>('select * from payment_orders where company_id = $1 and id = $2', [
    cx.companyId,
    id,
  ])
  if (!row) return fail('not_found', 'There is no such payment order in this company.')
  const [order] = await withPayments(cx, [row])
  return order ?? fail('not_found', 'There is no such payment order in this company.')
}

export async function lockOrder(cx: Cx, id: string): Promise<PaymentOrder> {
  await cx.sql('select id from payment_orders where company_id = $1 and id = $2 for update', [cx.companyId, id])
  return loadOrder(cx, id)
}

/** Fails: payment_order_state. */
export function demandProposed(order: PaymentOrder): void {
  if (order.status !== 'proposed') fail('payment_order_state', `The payment order is ${order.status} already.`)
}

export async function nameOrderApproval(cx: Cx, orderId: string, approvalId: string): Promise<void> {
  await cx.sql('update payment_orders set approval_id = $3 where company_id = $1 and id = $2', [
    cx.companyId,
    orderId,
    approvalId,
  ])
}

export interface OrderFilter {
  readonly status?: OrderStatus | undefined
  readonly updatedSince?: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export async function listOrderRows(cx: Cx, filter: OrderFilter): Promise<PaymentOrder[]> {
  const rows = await cx.sql<OrderRow>(
    `select * from payment_orders where company_id = $1 and id > coalesce($2, '')
       and ($3::text is null or status = $3) and ($4::timestamptz is null or updated_at >= $4)
     order by id limit $5`,
    [cx.companyId, filter.after ?? null, filter.status ?? null, filter.updatedSince ?? null, filter.limit],
  )
  return withPayments(cx, rows)
}

/** Moves the order on if nobody was faster. */
export async function moveOrder(
  cx: Cx,
  order: PaymentOrder,
  to: Exclude<OrderStatus, 'proposed'>,
  sealed?: { readonly approvedBy: string; readonly sha256: string; readonly size: number },
): Promise<void> {
  const rows = await cx.sql(
    `update payment_orders set status = $4, approved_by = $5, approved_at = $6, file_sha256 = $7, file_size = $8,
       version = version + 1, updated_at = $9
     where company_id = $1 and id = $2 and version = $3 and status = 'proposed' returning id`,
    [
      cx.companyId,
      order.id,
      order.version,
      to,
      sealed?.approvedBy ?? null,
      sealed ? cx.now : null,
      sealed?.sha256 ?? null,
      sealed?.size ?? null,
      cx.now,
    ],
  )
  if (rows.length === 0) fail('payment_order_state', 'The payment order was approved or cancelled meanwhile.')
  if (to === 'cancelled') {
    await cx.sql("update payments set state = 'cancelled' where company_id = $1 and order_id = $2", [
      cx.companyId,
      order.id,
    ])
  }
}

export interface OrderedItem {
  readonly openItemId: string
  readonly orderId: string
  readonly endToEndId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly state: Payment['state']
}

/** Which of these items are in a payment order that lives. */
export async function liveOrdersOf(cx: Cx, openItemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await cx.sql<{ open_item_id: string; order_id: string }>(
    `select open_item_id, order_id from payments where company_id = $1 and state = 'live' and open_item_id = any($2::text[])`,
    [cx.companyId, openItemIds],
    'live_orders_of_items',
  )
  return new Map(rows.map((row) => [row.open_item_id, row.order_id]))
}

/** The payments that we gave these end-to-end ids, of approved orders only: others never reached a bank. */
export async function paymentsByEndToEndId(cx: Cx, endToEndIds: readonly string[]): Promise<OrderedItem[]> {
  if (endToEndIds.length === 0) return []
  const rows = await cx.sql<PaymentRow>(
    `select p.* from payments p join payment_orders o on o.company_id = p.company_id and o.id = p.order_id
     where p.company_id = $1 and o.status = 'approved' and p.end_to_end_id = any($2::text[])`,
    [cx.companyId, endToEndIds],
    'payments_by_end_to_end_id',
  )
  return rows.map((row) => ({
    openItemId: row.open_item_id,
    orderId: row.order_id,
    endToEndId: row.end_to_end_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    state: row.state,
  }))
}

/** Marks payments as seen in the bank, or, when a match was undone, as on their way again. */
export async function setPaymentState(
  cx: Cx,
  endToEndIds: readonly string[],
  state: 'live' | 'settled',
): Promise<void> {
  if (endToEndIds.length === 0) return
  await cx.sql(
    `update payments set state = $3 where company_id = $1 and end_to_end_id = any($2::text[]) and state <> 'cancelled'
       and state <> $3`,
    [cx.companyId, endToEndIds, state],
  )
}
