import type { Cx } from '#src/platform/cx.ts'
import { COLUMNS } from './document.store.ts'
import type { Document } from './document.ts'

export interface DocumentFilter {
  readonly ids?: readonly string[] | undefined
  readonly after?: string | undefined
  /** Only documents that came in before, and whose content is there. */
  readonly receivedBefore?: Date | undefined
  /** Nobody else changes them until the transaction ends. */
  readonly lock?: boolean
  readonly limit: number
}

/** In the order of their ids; for commands and queries, which check the scope. */
export const listDocuments = (cx: Cx, filter: DocumentFilter): Promise<Document[]> =>
  cx.sql<Document>(
    `select ${COLUMNS} from documents where company_id = $1 and id > $2 and ($3::text[] is null or id = any($3))
       and ($4::timestamptz is null or (received_at < $4 and content_deleted_at is null))
     order by id limit $5${filter.lock ? ' for update' : ''}`,
    [cx.companyId, filter.after ?? '', filter.ids, filter.receivedBefore, filter.limit],
  )

/** The documents that each is embedded in, at whatever depth, by id. */
export async function documentsAround(cx: Cx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await cx.sql<{ id: string; around: string }>(
    `with recursive outwards (id, around) as (
       select attached_id, document_id from document_attachments where company_id = $1 and attached_id = any($2::text[])
       union
       select o.id, a.document_id from outwards o
       join document_attachments a on a.company_id = $1 and a.attached_id = o.around)
     select id, around from outwards`,
    [cx.companyId, ids],
    'documents_around',
  )
  const byId = Map.groupBy(rows, ({ id }) => id)
  return new Map([...byId].map(([id, found]) => [id, found.map(({ around }) => around)]))
}
