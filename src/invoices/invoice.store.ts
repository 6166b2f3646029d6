import type { BookDate } from '#src/kernel/book-date.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Invoice, InvoiceContent, InvoiceLine } from './invoice.ts'
import { CONTENT_COLUMNS, contentValues, type InvoiceRow, type LineRow, lineColumns, toInvoice } from './invoice-row.ts'
import { adjustmentsOf, insertAdjustments, replaceAdjustments } from './lines/adjustment.store.ts'

const places = (count: number, first: number): string =>
  Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ')

/** Writes a draft. */
export async function insertInvoice(cx: Cx, id: string, content: InvoiceContent): Promise<Invoice> {
  const rows = await cx.sql<InvoiceRow>(
    `insert into invoices (company_id, id, status, created_at, updated_at, ${CONTENT_COLUMNS.join(', ')})
     values ($1, $2, 'draft', $3, $3, ${places(CONTENT_COLUMNS.length, 4)}) returning *`,
    [cx.companyId, id, cx.now, ...contentValues(content)],
    'insert_invoice',
  )
  await insertLines(cx, id, content.lines)
  await insertAdjustments(cx, id, content.adjustments)
  return only(await withLines(cx, rows))
}

async function insertLines(cx: Cx, invoiceId: string, lines: readonly InvoiceLine[]): Promise<void> {
  if (lines.length === 0) return
  await cx.sql(
    `insert into invoice_lines (company_id, invoice_id, id, position, description, quantity, unit, unit_price,
       discount_percent, net_minor, vat_minor, vat_code, vat_category, vat_rate, account, dimensions, credits_position, terms,
       adjustments)
     select $1, $2, * from unnest($3::text[], $4::int[], $5::text[], $6::numeric[], $7::text[], $8::numeric[],
       $9::numeric[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::numeric[], $15::text[], $16::jsonb[], $17::int[], $18::jsonb[],
       $19::jsonb[])`,
    [
      cx.companyId,
      invoiceId,
      lines.map(() => newId('invoiceLine')),
      lines.map((_line, index) => index + 1),
      ...lineColumns(lines),
    ],
    'insert_invoice_lines',
  )
}

/** `lock` keeps others from moving the invoice until this transaction ends. */
export async function loadInvoice(cx: Cx, invoiceId: string, { lock = false } = {}): Promise<Invoice> {
  const rows = await cx.sql<InvoiceRow>(
    `select * from invoices where company_id = $1 and id = $2${lock ? ' for no key update' : ''}`,
    [cx.companyId, invoiceId],
    lock ? 'lock_invoice' : 'load_invoice',
  )
  return only(await withLines(cx, rows))
}

const only = ([invoice]: readonly Invoice[]): Invoice => invoice ?? fail('not_found', 'There is no such invoice.')

export async function withLines(cx: Cx, rows: readonly InvoiceRow[]): Promise<Invoice[]> {
  const lines = await cx.sql<LineRow>(
    'select * from invoice_lines where company_id = $1 and invoice_id = any ($2) order by invoice_id, position',
    [cx.companyId, rows.map(({ id }) => id)],
    'load_invoice_lines',
  )
  const byInvoice = Map.groupBy(lines, ({ invoice_id }) => invoice_id)
  const adjustments = await adjustmentsOf(
    cx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toInvoice(row, byInvoice.get(row.id) ?? [], adjustments.get(row.id) ?? []))
}

/** Writes new content of a draft that is still as it was read. */
export async function changeContent(cx: Cx, from: Invoice, content: InvoiceContent): Promise<Invoice> {
  const sets = CONTENT_COLUMNS.map((column, index) => `${column} = $${index + 5}`)
  const rows = await cx.sql<InvoiceRow>(
    `update invoices set version = version + 1, updated_at = $4, ${sets.join(', ')}
     where company_id = $1 and id = $2 and version = $3 and status = 'draft' returning *`,
    [cx.companyId, from.id, from.version, cx.now, ...contentValues(content)],
  )
  if (rows.length === 0) fail('version_stale', 'The invoice has changed since you read it; read it again.')
  await cx.sql('delete from invoice_lines where company_id = $1 and invoice_id = $2', [cx.companyId, from.id])
  await insertLines(cx, from.id, content.lines)
  if (from.adjustments.length + content.adjustments.length > 0)
    await replaceAdjustments(cx, from.id, content.adjustments)
  return only(await withLines(cx, rows))
}

export async function deleteDraft(cx: Cx, { id, version }: Invoice): Promise<void> {
  const rows = await cx.sql(
    `delete from invoices where company_id = $1 and id = $2 and version = $3 and status = 'draft' returning id`,
    [cx.companyId, id, version],
  )
  if (rows.length === 0) fail('version_stale', 'The invoice has changed since you read it; read it again.')
}

export interface IssueFacts {
  readonly number: string
  readonly paymentReference: string
  readonly issuedOn: BookDate
  readonly dueOn: BookDate
  readonly documentId: string
  readonly journalEntryId: string
  readonly openItemId: string | null
}

/** Makes the draft an issued invoice: from here on its row is final. */
export async function markIssued(cx: Cx, from: Invoice, facts: IssueFacts): Promise<Invoice> {
  const rows = await cx.sql<InvoiceRow>(
    `update invoices set status = 'issued', version = version + 1, updated_at = $4, issued_at = $4, number = $5,
       payment_reference = $6, issued_on = $7, due_on = $8, document_id = $9, journal_entry_id = $10, open_item_id = $11
     where company_id = $1 and id = $2 and version = $3 and status = 'draft' returning *`,
    [
      cx.companyId,
      from.id,
      from.version,
      cx.now,
      facts.number,
      facts.paymentReference,
      facts.issuedOn,
      facts.dueOn,
      facts.documentId,
      facts.journalEntryId,
      facts.openItemId,
    ],
    'issue_invoice',
  )
  return only(await withLines(cx, rows))
}

/** How much of each line of an invoice its credit notes take back: decimal text of quantities by position. */
export async function creditedQuantities(cx: Cx, invoiceId: string): Promise<ReadonlyMap<number, string>> {
  const rows = await cx.sql<{ position: number; quantity: string }>(
    `select l.credits_position as position, sum(l.quantity)::text as quantity
     from invoices i join invoice_lines l on l.company_id = i.company_id and l.invoice_id = i.id
     where i.company_id = $1 and i.credits = $2 and i.status = 'issued' and l.credits_position is not null
     group by l.credits_position`,
    [cx.companyId, invoiceId],
  )
  return new Map(rows.map(({ position, quantity }) => [position, quantity]))
}

/** Ids of the credit notes of each invoice, oldest first. */
export async function creditNotesOf(cx: Cx, invoiceIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await cx.sql<{ credits: string; ids: string[] }>(
    `select credits, array_agg(id order by id) as ids from invoices
     where company_id = $1 and credits = any ($2) group by credits`,
    [cx.companyId, invoiceIds],
    'credit_notes_of',
  )
  return new Map(rows.map(({ credits, ids }) => [credits, ids]))
}
