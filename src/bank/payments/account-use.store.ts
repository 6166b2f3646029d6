import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'

export interface PaidAccount {
  readonly account: string
  readonly timesPaid: number
  readonly lastPaidOn: BookDate
}

/** The accounts that approved orders paid the party on. */
export const paidAccounts = (cx: Cx, partyId: string): Promise<PaidAccount[]> =>
  cx.sql<PaidAccount>(
    `select p.creditor_account as account, count(*)::int as "timesPaid", max(p.execute_on) as "lastPaidOn"
     from payments p join payment_orders o on o.company_id = p.company_id and o.id = p.order_id
     where p.company_id = $1 and p.party_id = $2 and p.state <> 'cancelled' and o.status = 'approved' group by 1`,
    [cx.companyId, partyId],
  )
