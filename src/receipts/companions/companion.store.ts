import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, decimal } from '#src/kernel/decimal.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { DeliveredInvoice } from './seen-invoice.ts'

interface Row {
  readonly id: string
  readonly documentId: string
  readonly number: string | null
  readonly issuedOn: BookDate | null
  readonly currency: string | null
  readonly payable: string | null
  readonly gross: string | null
  readonly supplierName: string | null
  readonly supplierNumber: string | null
}

export interface EInvoiceReceipt extends DeliveredInvoice {
  readonly documentId: string
}

/** Those of the receipts that are e-invoices and were not rejected. */
export async function eInvoiceReceipts(cx: Cx, receiptIds: readonly string[]): Promise<EInvoiceReceipt[]> {
  const rows = await cx.sql<Row>(
    `select id, document_id as "documentId", number, issued_on as "issuedOn", currency, declared_payable as payable,
       declared_gross as gross, supplier_name as "supplierName", supplier_number as "supplierNumber"
     from receipts where company_id = $1 and id = any ($2::text[]) and origin = 'einvoice' and status <> 'rejected'
       and document_id is not null order by id`,
    [cx.companyId, receiptIds],
    'einvoice_receipts',
  )
  return rows.map(({ id, payable, gross, ...row }) => ({
    ...row,
    receiptId: id,
    totals: [payable, gross].flatMap((text): Decimal[] => (text === null ? [] : [decimal(text)])),
  }))
}

/** The first of the receipts that was not rejected. */
export async function firstInForce(cx: Cx, receiptIds: readonly string[]): Promise<string | undefined> {
  const [row] = await cx.sql<{ id: string }>(
    `select id from receipts where company_id = $1 and id = any ($2::text[]) and status <> 'rejected' order by id limit 1`,
    [cx.companyId, receiptIds],
  )
  return row?.id
}
