import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { loadDetails, loadDocument } from './document.store.ts'
import type { DescribedDocument, Document, DocumentDetails } from './document.ts'
import { judge, type Validation } from './einvoice/index.ts'
import { withRetention } from './retention.ts'
import { demandEInvoice } from './validate-file.ts'

export const getDocument = query(
  'document.get',
  { can: 'documents:read' },
  (cx, documentId: string): Promise<DocumentDetails> => loadDetails(cx, documentId),
)

export const findDocument = query(
  'document.find',
  { can: 'documents:read' },
  (cx, documentId: string): Promise<Document> => loadDocument(cx, documentId),
)

/** The document with how long it must be kept, and why. */
export const describeDocument = query(
  'document.describe',
  { can: 'documents:read' },
  async (cx, documentId: string): Promise<DescribedDocument> => withRetention(cx, await loadDetails(cx, documentId)),
)

/** The original bytes, proven against their hash. Fails with document_deleted. The database is not held while the file is read. */
export async function getDocumentContent(
  call: Call,
  documentId: string,
): Promise<{ document: Document; bytes: Uint8Array }> {
  const document = await findDocument(call, documentId)
  demandContent(document)
  return { document, bytes: await call.platform.files.get(document.sha256) }
}

/** Fails with document_deleted. */
export function demandContent({ contentDeletedAt }: Document): void {
  if (contentDeletedAt === null) return
  fail('document_deleted', `It was deleted on ${contentDeletedAt.toISOString().slice(0, 10)}, after its time.`)
}

/**
 * An e-invoice, in XML or inside a PDF, judged by the rule sets that it asks for itself. Fails with
 * document_not_einvoice for another type of file, and with what refuses the document's XML or PDF.
 */
export async function validateDocument(call: Call, documentId: string): Promise<Validation> {
  const { document, bytes } = await getDocumentContent(call, documentId)
  demandEInvoice(document.mediaType)
  return judge(bytes)
}
