import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { insertAttachment, insertDocument, wasRemoved } from './document.store.ts'
import type { Document, DocumentOrigin, KeptAttachment, KeptFile } from './document.ts'

export interface RecordDocument {
  readonly file: KeptFile
  readonly attachments?: readonly KeptAttachment[]
  readonly origin?: DocumentOrigin
}

export interface RecordedDocument {
  readonly document: Document
  /** False when the company had these bytes before. */
  readonly isNew: boolean
}

/** Writes the row of a kept file and of the files embedded in it. The same bytes again give the row that is there. */
export const recordDocument = command(
  'document.record',
  {
    can: 'documents:write',
    via: [
      'receipt.receive',
      'intake.open',
      'intake.unpack',
      'invoice.issue',
      'invoice.credit',
      'invoice.keepPrint',
      'delivery.handOver',
    ],
  },
  async (cx, { file, attachments = [], origin = 'upload' }: RecordDocument): Promise<RecordedDocument> => {
    const recorded = await record(cx, file, origin)
    let position = 0
    for (const attachment of attachments) {
      position += 1
      const { document } = await record(cx, attachment, 'attachment')
      await insertAttachment(cx, recorded.document.id, position, document.id, attachment)
    }
    cx.audit({ kind: 'document', id: recorded.document.id }, { sha256: file.sha256, isNew: recorded.isNew })
    return recorded
  },
)

/**
 * Fails with document_lost when the bytes were taken out of the store, after a deletion by another company, between
 * their arrival and this row.
 */
export async function record(cx: Cx, file: KeptFile, origin: DocumentOrigin): Promise<RecordedDocument> {
  const recorded = await insertDocument(cx, newId('document', cx.now.getTime()), file, origin)
  const isLost = !cx.dryRun && (await wasRemoved(cx, file.sha256)) && !(await cx.platform.files.has(file.sha256))
  return isLost ? fail('document_lost', 'The file was lost on its way in; send it again.') : recorded
}
