import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'

/** An entry whose voucher is a document. */
export interface Booking {
  readonly documentId: string
  readonly bookedOn: BookDate
  readonly partyIds: readonly string[]
}

/** The entries that these documents are the vouchers of; for commands and queries, which check the scope. */
export const bookingsOfDocuments = (cx: Cx, { documentIds }: { documentIds: readonly string[] }): Promise<Booking[]> =>
  cx.sql<Booking>(
    `select e.document_id as "documentId", e.booked_on as "bookedOn",
       array(select distinct l.party_id from journal_lines l
         where l.company_id = e.company_id and l.entry_id = e.id and l.party_id is not null) as "partyIds"
     from journal_entries e where e.company_id = $1 and e.document_id = any($2::text[])`,
    [cx.companyId, documentIds],
    'bookings_of_documents',
  )
