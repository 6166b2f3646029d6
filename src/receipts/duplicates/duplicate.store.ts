import { formatDecimal } from '#src/kernel/decimal.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptContent } from '../receipt.ts'
import type { SameAmount } from './lookalike.ts'

/** Receipts that one is compared with, at the most: the newest. */
const COMPARED = 50

/** Other receipts of the kind over the same amount that nobody has told apart from this one, newest first. */
export async function sameAmounts(cx: Cx, receiptId: string, content: ReceiptContent): Promise<SameAmount[]> {
  const { payable } = content.declared
  if (payable === null || payable.units === 0n || content.currency === null) return []
  return cx.sql<SameAmount>(
    `select id, origin, party_id as "partyId", supplier_name as "supplierName", number, issued_on as "issuedOn" from receipts r
     where company_id = $1 and declared_payable = $2 and currency = $3 and kind = $4 and id <> $5 and status <> 'rejected'
       and not exists (select from receipt_duplicate_dismissals d where d.company_id = r.company_id
         and (d.receipt_id, d.other_id) in ((r.id, $5), ($5, r.id)))
     order by id desc limit ${COMPARED}`,
    [cx.companyId, formatDecimal(payable), content.currency, content.kind, receiptId],
    'receipts_of_same_amount',
  )
}

export async function insertDismissal(cx: Cx, receiptId: string, otherId: string, reason: string): Promise<void> {
  await cx.sql(
    `insert into receipt_duplicate_dismissals (company_id, receipt_id, other_id, reason, dismissed_by, dismissed_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [cx.companyId, receiptId, otherId, reason, cx.actor.name, cx.now],
  )
}

/** A person's word that the receipts behind two open items are two invoices. */
export interface ToldApartItems {
  readonly openItemId: string
  readonly otherOpenItemId: string
  readonly reason: string
  readonly dismissedBy: string
  readonly dismissedAt: Date
}

/** The pairs of open items that one of these is in and whose receipts were told apart. */
export const toldApartItems = (cx: Cx, openItemIds: readonly string[]): Promise<ToldApartItems[]> =>
  cx.sql<ToldApartItems>(
    `select a.open_item_id as "openItemId", b.open_item_id as "otherOpenItemId", d.reason, d.dismissed_by as "dismissedBy",
       d.dismissed_at as "dismissedAt"
     from receipt_duplicate_dismissals d
     join receipts a on a.company_id = d.company_id and a.id = d.receipt_id
     join receipts b on b.company_id = d.company_id and b.id = d.other_id
     where d.company_id = $1 and a.open_item_id is not null and b.open_item_id is not null
       and (a.open_item_id = any($2::text[]) or b.open_item_id = any($2::text[]))
     order by d.dismissed_at, a.id, b.id`,
    [cx.companyId, openItemIds],
    'receipts_told_apart',
  )
