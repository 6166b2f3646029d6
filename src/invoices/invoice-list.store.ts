import type { Cx } from '#src/platform/cx.ts'
import { withLines } from './invoice.store.ts'
import type { Invoice, InvoiceKind, InvoiceStatus } from './invoice.ts'
import type { InvoiceRow } from './invoice-row.ts'

export interface InvoiceFilter {
  readonly after: string | undefined
  /** Rows at the most. */
  readonly limit: number
  readonly status?: InvoiceStatus | undefined
  readonly kind?: InvoiceKind | undefined
  /** A party id, or an organisation number. */
  readonly customer?: string | undefined
  readonly number?: string | undefined
  readonly updatedSince?: string | undefined
  /** Only those that opened one of these items. */
  readonly openItemIds?: readonly string[] | undefined
  /** For people: the last one drafted first; `after` counts in the same order. */
  readonly isNewestFirst?: boolean | undefined
}

/** In the order of their ids, that is of their drafting, or in its reverse. */
export async function listInvoiceRows(cx: Cx, filter: InvoiceFilter): Promise<Invoice[]> {
  const { after, isNewestFirst = false } = filter
  const values: unknown[] = [cx.companyId, after ?? null, filter.limit]
  const wanted = (condition: string, value: unknown): string => {
    if (value === undefined) return ''
    values.push(value)
    return ` and ${condition.replaceAll('?', `$${values.length}`)}`
  }
  const conditions = [
    wanted('status = ?', filter.status),
    wanted('kind = ?', filter.kind),
    wanted('(party_id = ? or customer_number = ?)', filter.customer),
    wanted('number = ?::bigint', filter.number),
    wanted('updated_at >= ?::timestamptz', filter.updatedSince),
    wanted('open_item_id = any (?::text[])', filter.openItemIds),
  ]
  const rows = await cx.sql<InvoiceRow>(
    `select * from invoices where company_id = $1 and ($2::text is null or id ${isNewestFirst ? '<' : '>'} $2)
     ${conditions.join('')} order by id ${isNewestFirst ? 'desc' : ''} limit $3`,
    values,
  )
  return withLines(cx, rows)
}
