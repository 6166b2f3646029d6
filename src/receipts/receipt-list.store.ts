import type { Cx } from '#src/platform/cx.ts'
import { withLines } from './receipt.store.ts'
import { numberKey, type Receipt, type ReceiptStatus } from './receipt.ts'
import type { ReceiptRow } from './receipt-row.ts'

export interface ReceiptFilter {
  readonly after: string | undefined
  /** Rows at the most. */
  readonly limit: number
  readonly status?: ReceiptStatus | undefined
  /** A party id, or an organisation number. */
  readonly supplier?: string | undefined
  readonly number?: string | undefined
  readonly documentId?: string | undefined
  /** Part of the supplier's name, or of the number. */
  readonly text?: string | undefined
  readonly updatedSince?: string | undefined
  /** For people: the last one that came first; `after` counts in the same order. */
  readonly isNewestFirst?: boolean | undefined
}

/** In the order of their ids, that is of their arrival, or in its reverse. */
export async function listReceiptRows(cx: Cx, filter: ReceiptFilter): Promise<Receipt[]> {
  const { after, isNewestFirst = false } = filter
  const values: unknown[] = [cx.companyId, after ?? null, filter.limit]
  const wanted = (condition: string, value: string | null | undefined): string => {
    if (value === undefined || value === null) return ''
    values.push(value)
    return ` and ${condition.replaceAll('?', `$${values.length}`)}`
  }
  const conditions = [
    wanted('status = ?', filter.status),
    wanted('(party_id = ? or supplier_number = ?)', filter.supplier),
    wanted('number_key = ?', filter.number === undefined ? undefined : numberKey(filter.number)),
    wanted('document_id = ?', filter.documentId),
    wanted("position(lower(?) in lower(concat_ws(E'\\n', supplier_name, number))) > 0", filter.text),
    wanted('updated_at >= ?::timestamptz', filter.updatedSince),
  ]
  const rows = await cx.sql<ReceiptRow>(
    `select * from receipts where company_id = $1 and ($2::text is null or id ${isNewestFirst ? '<' : '>'} $2)
     ${conditions.join('')} order by id ${isNewestFirst ? 'desc' : ''} limit $3`,
    values,
  )
  return withLines(cx, rows)
}

/** The newest receipts that were not rejected. */
export async function lastReceipts(cx: Cx, limit: number): Promise<Receipt[]> {
  const rows = await cx.sql<ReceiptRow>(
    `select * from receipts where company_id = $1 and status <> 'rejected' order by id desc limit $2`,
    [cx.companyId, limit],
  )
  return withLines(cx, rows)
}
