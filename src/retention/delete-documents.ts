import { type Document, deleteContent, listDocuments } from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import { actorKey } from '#src/platform/actor.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { lockRetention } from './legal-hold.store.ts'
import { documentDeleted } from './retention.events.ts'
import { removeFileJob } from './retention.jobs.ts'
import { type Deletion, dropProposals, insertDeletion, listDeletionRows, listProposalRows } from './retention.store.ts'
import { type Retention, whyKept } from './retention.ts'
import { retentionOf } from './retention-of.ts'
import type { RetentionClass } from './retention-rules.ts'

export interface DeleteDocuments {
  readonly class: RetentionClass
  /** Documents of that class; what is proposed when left out. */
  readonly documentIds?: readonly string[] | undefined
  readonly reason: string
}

/** A document that was asked for and stays, with the reason. */
export interface StayingDocument {
  readonly documentId: string
  readonly code: string
  readonly message: string
}

export interface DeletedDocuments {
  readonly deleted: readonly Deletion[]
  readonly kept: readonly StayingDocument[]
}

/** Documents of one call. */
export const MOST_DELETIONS = 500

/**
 * Deletes the content of documents of one class whose time has passed and that nothing holds; the rest stays, each with
 * its reason. Every deletion is written down for good. The bytes leave the store by a job, unless another document, of
 * whichever company, has the same.
 */
export const deleteDocuments = command(
  'retention.delete',
  { can: 'documents:delete' },
  async (cx: Cx, { class: name, documentIds, reason }: DeleteDocuments): Promise<DeletedDocuments> => {
    await lockRetention(cx)
    const ids = documentIds ?? (await proposed(cx, name))
    const documents = await listDocuments(cx, { ids, lock: true, limit: MOST_DELETIONS })
    const retentions = await retentionOf(cx, documents)
    const deleted: Deletion[] = []
    const kept: StayingDocument[] = []
    for (const documentId of ids) {
      const document = documents.find(({ id }) => id === documentId)
      const why = document ? whyStays(document, retentions.get(documentId), name, cx) : UNKNOWN
      if (why || !document) kept.push({ documentId, ...(why ?? UNKNOWN) })
      else deleted.push(await deleteOne(cx, document, retentions.get(documentId), reason))
    }
    await dropProposals(cx, ids)
    cx.audit({ kind: 'company', id: cx.companyId }, { class: name, reason, deleted: deleted.length, kept: kept.length })
    return { deleted, kept }
  },
)

const UNKNOWN = { code: 'not_found', message: 'There is no such document.' }

const proposed = async (cx: Cx, name: RetentionClass): Promise<string[]> =>
  (await listProposalRows(cx, { class: name, after: undefined, limit: MOST_DELETIONS })).map(
    ({ documentId }) => documentId,
  )

function whyStays(document: Document, retention: Retention | undefined, name: RetentionClass, cx: Cx) {
  if (document.contentDeletedAt !== null) return { code: 'document_deleted', message: 'It was deleted already.' }
  if (retention?.class !== name) return { code: 'class_differs', message: `It is ${retention?.class}.` }
  return whyKept(retention, cx.today)
}

async function deleteOne(
  cx: Cx,
  document: Document,
  retention: Retention | undefined,
  reason: string,
): Promise<Deletion> {
  const { id: documentId, sha256, name, size } = document
  if (!retention?.keptUntil) throw new Error(`document ${documentId} has no day until which it is kept`)
  await deleteContent(cx, { documentId })
  const facts = { documentId, sha256, name, size, class: retention.class, keptUntil: retention.keptUntil, reason }
  const deletion = { id: newId('deletion'), ...facts, deletedBy: cx.actor.name, deletedAt: cx.now }
  await insertDeletion(cx, deletion, actorKey(cx.actor))
  cx.emit(documentDeleted, { id: documentId, version: 1, deletionId: deletion.id, class: retention.class })
  cx.enqueue(removeFileJob, { sha256 })
  return deletion
}

export const listDeletions = query(
  'retention.deletions',
  { can: 'documents:read' },
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listDeletionRows(cx, after, limit),
)
