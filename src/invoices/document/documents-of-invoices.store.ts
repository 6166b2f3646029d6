import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'

/** A document that an invoice of ours was printed as, that went out with it, or that went to its customer. */
export interface DocumentOfInvoice {
  readonly documentId: string
  /** The customer. */
  readonly partyId: string
  /** The day of the invoice; null for a letter around it. */
  readonly issuedOn: BookDate | null
}

/** What these documents are to our invoices; for commands and queries, which check the scope. */
export const documentsOfInvoices = (
  cx: Cx,
  { documentIds }: { documentIds: readonly string[] },
): Promise<DocumentOfInvoice[]> =>
  cx.sql<DocumentOfInvoice>(
    `select i.document_id as "documentId", i.party_id as "partyId", i.issued_on as "issuedOn" from invoices i
       where i.company_id = $1 and i.document_id = any($2::text[])
     union
     select p.document_id, i.party_id, i.issued_on from invoice_prints p
       join invoices i on i.company_id = p.company_id and i.id = p.invoice_id
       where p.company_id = $1 and p.document_id = any($2::text[])
     union
     select a.id, i.party_id, i.issued_on from invoices i cross join lateral unnest(i.attachments) a (id)
       where i.company_id = $1 and i.attachments && $2::text[] and a.id = any($2::text[])
     union
     select d.document_id, i.party_id, null from invoice_deliveries d
       join invoices i on i.company_id = d.company_id and i.id = d.invoice_id
       where d.company_id = $1 and d.document_id = any($2::text[])
     union
     select a.document_id, i.party_id, null from invoice_delivery_answers a
       join invoice_deliveries d on d.company_id = a.company_id and d.id = a.delivery_id
       join invoices i on i.company_id = d.company_id and i.id = d.invoice_id
       where a.company_id = $1 and a.document_id = any($2::text[])`,
    [cx.companyId, documentIds],
    'documents_of_invoices',
  )
