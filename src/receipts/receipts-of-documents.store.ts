import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptStatus } from './receipt.ts'

export interface ReceiptOfDocument {
  readonly documentId: string
  readonly partyId: string | null
  readonly status: ReceiptStatus
}

/** The receipts that were made of these documents; for commands and queries, which check the scope. */
export const receiptsOfDocuments = (
  cx: Cx,
  { documentIds }: { documentIds: readonly string[] },
): Promise<ReceiptOfDocument[]> =>
  cx.sql<ReceiptOfDocument>(
    `select document_id as "documentId", party_id as "partyId", status from receipts
     where company_id = $1 and document_id = any($2::text[])`,
    [cx.companyId, documentIds],
    'receipts_of_documents',
  )
