import type { Cx } from '#src/platform/cx.ts'

export interface Sender {
  readonly address: string
  readonly receipts: number
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
}

/** From whom these receipts came by mail; for commands and queries, which check the scope. */
export const sendersOfReceipts = (cx: Cx, receiptIds: readonly string[]): Promise<Sender[]> =>
  cx.sql<Sender>(
    `select i.sender as address, count(distinct f.receipt_id)::int as receipts, min(i.received_at) as "firstSeenAt",
       max(i.received_at) as "lastSeenAt"
     from intake_files f join intakes i on i.company_id = f.company_id and i.id = f.intake_id
     where f.company_id = $1 and f.receipt_id = any($2::text[]) and i.sender is not null and i.way in ('mail', 'mailWebhook')
     group by 1 order by 3, 1`,
    [cx.companyId, receiptIds],
    'senders_of_receipts',
  )
