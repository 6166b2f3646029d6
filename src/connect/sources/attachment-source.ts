import { getDocumentContent } from '#src/documents/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { listReceipts } from '#src/receipts/index.ts'
import type { ReadSource } from './source.ts'

/** The original of a bill, byte for byte; `subjectId` is the document. */
export const readOriginal: ReadSource<'attachment'> = async (cx, documentId) => {
  const [receipt] = await listReceipts(cx, { documentId, status: 'posted', after: undefined, limit: 1 })
  if (!receipt) return fail('not_found', 'No posted receipt has this document.')
  const { document, bytes } = await getDocumentContent(cx, documentId)
  const kind = receipt.kind === 'creditNote' ? 'creditNote' : 'invoice'
  return {
    id: document.id,
    of: { model: 'bill', id: receipt.id, kind },
    fileName: document.name,
    mediaType: document.mediaType,
    bytes,
  }
}
