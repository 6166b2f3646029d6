import type { Cx } from '#src/platform/cx.ts'

/** A payment that was ordered for another item, and not cancelled. */
export interface OrderedPayment {
  readonly orderId: string
  readonly openItemId: string
  readonly partyId: string
  readonly amountMinor: bigint
  readonly currency: string
  /** Reference, or message where there is none. */
  readonly text: string | null
}

/** Payments to these parties over one of these amounts. */
export const orderedPayments = (
  cx: Cx,
  partyIds: readonly string[],
  amounts: readonly bigint[],
): Promise<OrderedPayment[]> =>
  cx.sql<OrderedPayment>(
    `select order_id as "orderId", open_item_id as "openItemId", party_id as "partyId", amount_minor as "amountMinor",
       currency, coalesce(reference, remittance) as text
     from payments where company_id = $1 and party_id = any($2::text[]) and amount_minor = any($3::bigint[])
       and state <> 'cancelled'`,
    [cx.companyId, partyIds, amounts],
    'ordered_payments',
  )
