import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { BankPayment } from './paid-in-bank.ts'

defineConstraint('payment_dismissals_key', 'payment_dismissed', 'Somebody has said so already.')

/** Movements that one proposal looks at, at the most: the newest. */
const MANY = 2000

/** Movements of one of these amounts since a day, without those that payments of our own orders made. */
export const bankPayments = (
  cx: Cx,
  amounts: readonly bigint[],
  since: BookDate,
): Promise<(Omit<BankPayment, 'settled'> & { readonly isMatched: boolean })[]> =>
  cx.sql(
    `select t.id, t.booked_on as "bookedOn", t.amount_minor as "amountMinor", t.currency, t.reference,
       t.invoice_numbers as "invoiceNumbers", t.remittance, t.counterparty_name as "counterpartyName",
       t.counterparty_account as "counterpartyAccount", t.status = 'matched' as "isMatched"
     from bank_transactions t
     where t.company_id = $1 and t.amount_minor = any($2::bigint[]) and t.amount_minor < 0 and t.booked_on >= $3
       and t.status <> 'ignored' and not t.is_reversal
       and not exists (select from payments p where p.company_id = t.company_id and p.end_to_end_id = t.end_to_end_id)
     order by t.booked_on desc, t.id limit ${MANY}`,
    [cx.companyId, amounts, since],
    'bank_payments_of_amounts',
  )

export interface Dismissal {
  readonly openItemId: string
  readonly bankTransactionId: string
  readonly reason: string
  /** Name of the person or credential. */
  readonly dismissedBy: string
  readonly dismissedAt: Date
}

export const dismissalsOf = (cx: Cx, openItemIds: readonly string[]): Promise<Dismissal[]> =>
  cx.sql<Dismissal>(
    `select open_item_id as "openItemId", bank_transaction_id as "bankTransactionId", reason,
       dismissed_by as "dismissedBy", dismissed_at as "dismissedAt"
     from payment_dismissals where company_id = $1 and open_item_id = any($2::text[])
     order by dismissed_at, bank_transaction_id`,
    [cx.companyId, openItemIds],
    'payment_dismissals',
  )

export async function insertDismissal(cx: Cx, dismissal: Dismissal, byKey: string): Promise<void> {
  await cx.sql(
    `insert into payment_dismissals (company_id, open_item_id, bank_transaction_id, reason, dismissed_by, dismissed_by_key,
       dismissed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      cx.companyId,
      dismissal.openItemId,
      dismissal.bankTransactionId,
      dismissal.reason,
      dismissal.dismissedBy,
      byKey,
      dismissal.dismissedAt,
    ],
  )
}
