import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'

export interface NamedAccount {
  readonly account: string
  readonly receipts: number
  readonly lastReceiptId: string
}

/** The accounts that receipts of the party ask to be paid on; rejected ones do not count. */
export const namedAccounts = (cx: Cx, partyId: string): Promise<NamedAccount[]> =>
  cx.sql<NamedAccount>(
    `select bank_account as account, count(*)::int as receipts, max(id) as "lastReceiptId" from receipts
     where company_id = $1 and party_id = $2 and bank_account is not null and status <> 'rejected' group by 1`,
    [cx.companyId, partyId],
  )

export interface ReceiptFigures {
  readonly count: number
  readonly firstIssuedOn: BookDate | null
  readonly lastIssuedOn: BookDate | null
}

export async function receiptFigures(cx: Cx, partyId: string): Promise<ReceiptFigures> {
  const [row] = await cx.sql<ReceiptFigures>(
    `select count(*)::int as count, min(issued_on) as "firstIssuedOn", max(issued_on) as "lastIssuedOn" from receipts
     where company_id = $1 and party_id = $2 and status <> 'rejected'`,
    [cx.companyId, partyId],
  )
  return row ?? { count: 0, firstIssuedOn: null, lastIssuedOn: null }
}

/** Receipts of a party whose mails are looked at, at the most: the newest. */
const MANY = 1000

export async function newestReceiptIds(cx: Cx, partyId: string): Promise<string[]> {
  const rows = await cx.sql<{ id: string }>(
    `select id from receipts where company_id = $1 and party_id = $2 order by id desc limit ${MANY}`,
    [cx.companyId, partyId],
  )
  return rows.map(({ id }) => id)
}
