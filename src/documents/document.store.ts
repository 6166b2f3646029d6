import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import type {
  Document,
  DocumentAttachment,
  DocumentDetails,
  DocumentOrigin,
  DocumentRefusal,
  KeptAttachment,
  KeptFile,
} from './document.ts'

/** All columns of a document. */
export const COLUMNS = `id, sha256, size, media_type as "mediaType", name, origin, received_at as "receivedAt",
  content_deleted_at as "contentDeletedAt"`

/** The row of these bytes, made unless there is one: a racing twin waits for the first and then finds it. */
export async function insertDocument(
  cx: Cx,
  id: string,
  file: KeptFile,
  origin: DocumentOrigin,
): Promise<{ document: Document; isNew: boolean }> {
  const [made] = await cx.sql<Document>(
    `insert into documents (company_id, id, sha256, size, media_type, name, origin, received_by, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict on constraint documents_content_key do nothing returning ${COLUMNS}`,
    [cx.companyId, id, file.sha256, file.size, file.mediaType, file.name, origin, actorKey(cx.actor), cx.now],
    'insert_document',
  )
  if (made) return { document: made, isNew: true }
  const document = await findDocumentByContent(cx, file.sha256)
  if (!document) throw new Error(`document ${file.sha256} is neither new nor there`)
  if (document.contentDeletedAt === null) return { document, isNew: false }
  return { document: await markReturned(cx, document.id), isNew: true }
}

/** The same bytes were sent again after they had been deleted. */
async function markReturned(cx: Cx, documentId: string): Promise<Document> {
  const [row] = await cx.sql<Document>(
    `update documents set content_deleted_at = null where company_id = $1 and id = $2 returning ${COLUMNS}`,
    [cx.companyId, documentId],
  )
  return row ?? fail('not_found', 'There is no such document.')
}

/** Zero rows mean that somebody was faster. */
export async function markDeleted(cx: Cx, documentId: string): Promise<void> {
  const rows = await cx.sql(
    `update documents set content_deleted_at = $3 where company_id = $1 and id = $2 and content_deleted_at is null returning id`,
    [cx.companyId, documentId, cx.now],
  )
  if (rows.length === 0) fail('document_deleted', 'The document was deleted already.')
}

/** Whether the bytes were ever taken out of the store; asked after the row that names them is written. */
export async function wasRemoved(cx: Cx, sha256: string): Promise<boolean> {
  const rows = await cx.sql('select from file_removals where sha256 = $1', [sha256], 'was_removed')
  return rows.length > 0
}

export async function findDocumentByContent(cx: Cx, sha256: string): Promise<Document | undefined> {
  const [row] = await cx.sql<Document>(
    `select ${COLUMNS} from documents where company_id = $1 and sha256 = $2`,
    [cx.companyId, sha256],
    'find_document_by_content',
  )
  return row
}

export async function insertAttachment(
  cx: Cx,
  documentId: string,
  position: number,
  attachedId: string,
  { name, description }: KeptAttachment,
): Promise<void> {
  await cx.sql(
    `insert into document_attachments (company_id, document_id, position, attached_id, name, description)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [cx.companyId, documentId, position, attachedId, name, description],
  )
}

/** Behind those that are there; false when it is one of them. Two at once wait for each other at the document's row. */
export async function appendAttachment(
  cx: Cx,
  attach: { documentId: string; attachedId: string; name: string; description: string },
): Promise<boolean> {
  const values = [cx.companyId, attach.documentId, attach.attachedId]
  await cx.sql('select from documents where company_id = $1 and id = $2 for no key update', values.slice(0, 2))
  const rows = await cx.sql(
    `insert into document_attachments (company_id, document_id, position, attached_id, name, description)
     select $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5 from document_attachments
     where company_id = $1 and document_id = $2
     having not coalesce(bool_or(attached_id = $3), false) returning position`,
    [...values, attach.name, attach.description],
  )
  return rows.length === 1
}

export async function insertRefusal(cx: Cx, id: string, documentId: string, refusal: DocumentRefusal): Promise<void> {
  await cx.sql(
    `insert into document_refusals (company_id, document_id, id, code, detail, refused_at) values ($1, $2, $3, $4, $5, $6)`,
    [cx.companyId, documentId, id, refusal.code, refusal.detail, refusal.refusedAt],
  )
}

export async function lastRefusal(cx: Cx, documentId: string): Promise<DocumentRefusal | null> {
  const [row] = await cx.sql<DocumentRefusal>(
    `select code, detail, refused_at as "refusedAt" from document_refusals
     where company_id = $1 and document_id = $2 order by id desc limit 1`,
    [cx.companyId, documentId],
  )
  return row ?? null
}

export async function loadDocument(cx: Cx, documentId: string): Promise<Document> {
  const [row] = await cx.sql<Document>(
    `select ${COLUMNS} from documents where company_id = $1 and id = $2`,
    [cx.companyId, documentId],
    'load_document',
  )
  return row ?? fail('not_found', 'There is no such document.')
}

export async function loadDetails(cx: Cx, documentId: string): Promise<DocumentDetails> {
  const document = await loadDocument(cx, documentId)
  const attachments = await cx.sql<DocumentAttachment>(
    `select d.id, a.name, a.description, d.media_type as "mediaType", d.size
     from document_attachments a join documents d on d.company_id = a.company_id and d.id = a.attached_id
     where a.company_id = $1 and a.document_id = $2 order by a.position`,
    [cx.companyId, documentId],
  )
  const parents = await cx.sql<{ id: string }>(
    `select distinct document_id as id from document_attachments where company_id = $1 and attached_id = $2 order by 1`,
    [cx.companyId, documentId],
  )
  const refusal = await lastRefusal(cx, documentId)
  return { ...document, attachments, attachedTo: parents.map(({ id }) => id), refusal }
}
