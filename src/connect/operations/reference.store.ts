import { newId } from '#src/kernel/id.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ModelKind } from '../models.ts'
import type { ExternalRecord } from '../sdk.ts'

export interface ReferenceKey {
  readonly connectionId: string
  readonly model: ModelKind
  /** Our party, receipt, invoice, document, match or journal entry. */
  readonly subjectId: string
}

export interface ExternalReference extends ReferenceKey, ExternalRecord {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The vendor's id of a record of ours; undefined when it has none. */
export async function findReference(cx: Cx, key: ReferenceKey): Promise<string | undefined> {
  const [row] = await cx.sql<{ external_id: string }>(
    `select external_id from external_references
     where company_id = $1 and connection_id = $2 and model = $3 and subject_id = $4`,
    [cx.companyId, key.connectionId, key.model, key.subjectId],
    'find_reference',
  )
  return row?.external_id
}

/** Our id by the vendor's; undefined when the record did not come from us. */
export async function findSubject(
  cx: Cx,
  { connectionId, model, externalId }: { connectionId: string; model: ModelKind; externalId: string },
): Promise<string | undefined> {
  const [row] = await cx.sql<{ subject_id: string }>(
    `select subject_id from external_references
     where company_id = $1 and connection_id = $2 and model = $3 and external_id = $4 order by id limit 1`,
    [cx.companyId, connectionId, model, externalId],
    'find_subject',
  )
  return row?.subject_id
}

export async function saveReference(cx: Cx, key: ReferenceKey, { externalId, label }: ExternalRecord): Promise<void> {
  await cx.sql(
    `insert into external_references (company_id, id, connection_id, model, subject_id, external_id, label, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     on conflict (company_id, connection_id, model, subject_id) do update
       set external_id = excluded.external_id, label = excluded.label, updated_at = excluded.updated_at`,
    [
      cx.companyId,
      newId('externalReference'),
      key.connectionId,
      key.model,
      key.subjectId,
      externalId,
      label.slice(0, 300),
      cx.now,
    ],
  )
}

export async function deleteReference(cx: Cx, key: ReferenceKey): Promise<void> {
  await cx.sql(
    `delete from external_references where company_id = $1 and connection_id = $2 and model = $3 and subject_id = $4`,
    [cx.companyId, key.connectionId, key.model, key.subjectId],
  )
}

export interface ReferenceFilter {
  readonly connectionId?: string | undefined
  readonly subjectId?: string | undefined
  readonly externalId?: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

interface ReferenceRow {
  id: string
  connection_id: string
  model: ModelKind
  subject_id: string
  external_id: string
  label: string
  created_at: Date
  updated_at: Date
}

export async function selectReferences(cx: Cx, filter: ReferenceFilter): Promise<ExternalReference[]> {
  const rows = await cx.sql<ReferenceRow>(
    `select * from external_references
     where company_id = $1 and id > $2 and ($3::text is null or connection_id = $3)
       and ($4::text is null or subject_id = $4) and ($5::text is null or external_id = $5)
     order by id limit $6`,
    [
      cx.companyId,
      filter.after ?? '',
      filter.connectionId ?? null,
      filter.subjectId ?? null,
      filter.externalId ?? null,
      filter.limit,
    ],
  )
  return rows.map((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    model: row.model,
    subjectId: row.subject_id,
    externalId: row.external_id,
    label: row.label,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }))
}
