import type { PrintFormat } from '#src/documents/print/index.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { Cx } from '#src/platform/cx.ts'

/** Which PDF of an invoice. */
export interface PrintKey {
  readonly invoiceId: string
  readonly format: PrintFormat
  readonly language: Locale
}

/** The document of a PDF that was made before. */
export async function findPrint(cx: Cx, { invoiceId, format, language }: PrintKey): Promise<string | undefined> {
  const [row] = await cx.sql<{ documentId: string }>(
    `select document_id as "documentId" from invoice_prints
     where company_id = $1 and invoice_id = $2 and format = $3 and language = $4`,
    [cx.companyId, invoiceId, format, language],
    'find_invoice_print',
  )
  return row?.documentId
}

/** Keeps the PDF unless another was faster: a racing twin waits for the first and finds it. */
export async function insertPrint(cx: Cx, key: PrintKey, documentId: string): Promise<boolean> {
  const rows = await cx.sql(
    `insert into invoice_prints (company_id, invoice_id, format, language, document_id, made_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning document_id`,
    [cx.companyId, key.invoiceId, key.format, key.language, documentId, cx.now],
    'insert_invoice_print',
  )
  return rows.length === 1
}
