import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { loadDetails, loadDocument } from './document.store.ts'
import type { Document, DocumentDetails } from './document.ts'

export const getDocument = query(
  'document.get',
  { can: 'documents:read' },
  (cx, documentId: string): Promise<DocumentDetails> => loadDetails(cx, documentId),
)

const findDocument = query(
  'document.find',
  { can: 'documents:read' },
  (cx, documentId: string): Promise<Document> => loadDocument(cx, documentId),
)

/** The original bytes, proven against their hash. The database is not held while the file is read. */
export async function getDocumentContent(
  call: Call,
  documentId: string,
): Promise<{ document: Document; bytes: Uint8Array }> {
  const document = await findDocument(call, documentId)
  return { document, bytes: await call.platform.files.get(document.sha256) }
}
