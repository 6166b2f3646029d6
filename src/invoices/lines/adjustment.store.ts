import { decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { newId } from '#src/kernel/id.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { AdjustmentKind, InvoiceAdjustment } from './adjustment.ts'

interface AdjustmentRow {
  invoice_id: string
  kind: AdjustmentKind
  amount: string | null
  percent: string | null
  reason: string | null
  reason_code: string | null
  base_minor: bigint | null
  net_minor: bigint
  vat_minor: bigint
  vat_code: string
  vat_category: string
  vat_rate: string | null
  account: string
  dimensions: Record<string, string>
  credits_position: number | null
}

const number = (text: string | null) => (text === null ? null : decimal(text))

const toAdjustment = (row: AdjustmentRow): InvoiceAdjustment => ({
  kind: row.kind,
  amount: number(row.amount),
  percent: number(row.percent),
  reason: row.reason,
  reasonCode: row.reason_code,
  baseMinor: row.base_minor,
  netMinor: row.net_minor,
  vatMinor: row.vat_minor,
  vatCode: row.vat_code,
  vatCategory: row.vat_category,
  vatRate: number(row.vat_rate),
  account: row.account,
  dimensions: row.dimensions,
  creditsPosition: row.credits_position,
})

/** Writes the allowances and charges of a draft, in place of those that it has. */
export async function replaceAdjustments(cx: Cx, invoiceId: string, all: readonly InvoiceAdjustment[]): Promise<void> {
  await cx.sql('delete from invoice_adjustments where company_id = $1 and invoice_id = $2', [cx.companyId, invoiceId])
  await insertAdjustments(cx, invoiceId, all)
}

export async function insertAdjustments(cx: Cx, invoiceId: string, all: readonly InvoiceAdjustment[]): Promise<void> {
  if (all.length === 0) return
  const column = (value: (one: InvoiceAdjustment) => unknown): unknown[] => all.map(value)
  await cx.sql(
    `insert into invoice_adjustments (company_id, invoice_id, id, position, kind, amount, percent, reason, reason_code,
       base_minor, net_minor, vat_minor, vat_code, vat_category, vat_rate, account, dimensions, credits_position)
     select $1, $2, * from unnest($3::text[], $4::int[], $5::text[], $6::numeric[], $7::numeric[], $8::text[],
       $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::text[], $15::numeric[], $16::text[],
       $17::jsonb[], $18::int[])`,
    [
      cx.companyId,
      invoiceId,
      column(() => newId('invoiceAdjustment')),
      all.map((_one, place) => place + 1),
      column(({ kind }) => kind),
      column(({ amount }) => amount && formatDecimal(amount)),
      column(({ percent }) => percent && formatDecimal(percent)),
      column(({ reason }) => reason),
      column(({ reasonCode }) => reasonCode),
      column(({ baseMinor }) => baseMinor),
      column(({ netMinor }) => netMinor),
      column(({ vatMinor }) => vatMinor),
      column(({ vatCode }) => vatCode),
      column(({ vatCategory }) => vatCategory),
      column(({ vatRate }) => vatRate && formatDecimal(vatRate)),
      column(({ account }) => account),
      column(({ dimensions }) => JSON.stringify(dimensions)),
      column(({ creditsPosition }) => creditsPosition),
    ],
    'insert_invoice_adjustments',
  )
}

/** Of many invoices, by their ids. */
export async function adjustmentsOf(cx: Cx, invoiceIds: readonly string[]): Promise<Map<string, InvoiceAdjustment[]>> {
  const rows = await cx.sql<AdjustmentRow>(
    `select * from invoice_adjustments where company_id = $1 and invoice_id = any ($2) order by invoice_id, position`,
    [cx.companyId, invoiceIds],
    'load_invoice_adjustments',
  )
  const byInvoice = Map.groupBy(rows, ({ invoice_id }) => invoice_id)
  return new Map([...byInvoice].map(([id, own]) => [id, own.map(toAdjustment)]))
}

/** How much of each allowance and charge of an invoice its credit notes take back, minor units by position. */
export async function creditedAdjustments(cx: Cx, invoiceId: string): Promise<ReadonlyMap<number, bigint>> {
  const rows = await cx.sql<{ position: number; net: bigint }>(
    `select a.credits_position as position, sum(a.net_minor)::bigint as net
     from invoices i join invoice_adjustments a on a.company_id = i.company_id and a.invoice_id = i.id
     where i.company_id = $1 and i.credits = $2 and i.status = 'issued' and a.credits_position is not null
     group by a.credits_position`,
    [cx.companyId, invoiceId],
  )
  return new Map(rows.map(({ position, net }) => [position, net]))
}
