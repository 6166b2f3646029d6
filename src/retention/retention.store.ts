import type { BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { RetentionClass } from './retention-rules.ts'

export interface Term {
  readonly class: RetentionClass
  readonly months: number
  readonly reason: string
  readonly setBy: string
  readonly setAt: Date
}

export async function insertTerm(cx: Cx, id: string, term: Pick<Term, 'class' | 'months' | 'reason'>): Promise<void> {
  await cx.sql(
    `insert into retention_terms (company_id, id, class, months, reason, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [cx.companyId, id, term.class, term.months, term.reason, cx.actor.name, cx.now],
  )
}

/** The term of the company for each class that has one: the latest. */
export const termsOf = (cx: Cx): Promise<Term[]> =>
  cx.sql<Term>(
    `select distinct on (class) class, months, reason, set_by as "setBy", set_at as "setAt" from retention_terms
     where company_id = $1 order by class, id desc`,
    [cx.companyId],
    'retention_terms',
  )

export interface Proposal {
  readonly documentId: string
  readonly class: RetentionClass
  readonly keptUntil: BookDate
  readonly proposedAt: Date
}

/** Answers how many of them are new. */
export async function insertProposals(cx: Cx, found: readonly Omit<Proposal, 'proposedAt'>[]): Promise<number> {
  if (found.length === 0) return 0
  const rows = await cx.sql(
    `insert into retention_proposals (company_id, document_id, class, kept_until, proposed_at)
     select $1, p.id, p.class, p.kept_until, $5 from unnest($2::text[], $3::text[], $4::date[]) as p (id, class, kept_until)
     on conflict do nothing returning document_id`,
    [
      cx.companyId,
      found.map((one) => one.documentId),
      found.map((one) => one.class),
      found.map((one) => one.keptUntil),
      cx.now,
    ],
  )
  return rows.length
}

export async function dropProposals(cx: Cx, documentIds: readonly string[]): Promise<void> {
  await cx.sql('delete from retention_proposals where company_id = $1 and document_id = any($2::text[])', [
    cx.companyId,
    documentIds,
  ])
}

export const listProposalRows = (
  cx: Cx,
  filter: { readonly class?: RetentionClass | undefined; readonly after: string | undefined; readonly limit: number },
): Promise<Proposal[]> =>
  cx.sql<Proposal>(
    `select document_id as "documentId", class, kept_until as "keptUntil", proposed_at as "proposedAt"
     from retention_proposals where company_id = $1 and document_id > $2 and ($3::text is null or class = $3)
     order by document_id limit $4`,
    [cx.companyId, filter.after ?? '', filter.class, filter.limit],
  )

export interface Deletion {
  readonly id: string
  readonly documentId: string
  readonly sha256: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly class: RetentionClass
  readonly keptUntil: BookDate
  readonly reason: string
  readonly deletedBy: string
  readonly deletedAt: Date
}

export async function insertDeletion(cx: Cx, deletion: Deletion, byKey: string): Promise<void> {
  await cx.sql(
    `insert into document_deletions (company_id, id, document_id, sha256, name, size, class, kept_until, reason, deleted_by,
       deleted_by_key, deleted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      cx.companyId,
      deletion.id,
      deletion.documentId,
      deletion.sha256,
      deletion.name,
      deletion.size,
      deletion.class,
      deletion.keptUntil,
      deletion.reason,
      deletion.deletedBy,
      byKey,
      deletion.deletedAt,
    ],
  )
}

export const listDeletionRows = (cx: Cx, after: string | undefined, limit: number): Promise<Deletion[]> =>
  cx.sql<Deletion>(
    `select id, document_id as "documentId", sha256, name, size, class, kept_until as "keptUntil", reason,
       deleted_by as "deletedBy", deleted_at as "deletedAt"
     from document_deletions where company_id = $1 and id > $2 order by id limit $3`,
    [cx.companyId, after ?? '', limit],
  )
