import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Arrival, DeliveredFile, Handover, Intake, IntakeFile, IntakeView, Outcome } from './intake.ts'
import { CONTAINERS } from './unpack/keep-part.ts'

export const INTAKE = `id, way, kind, sender, recipient, subject, message_id as "messageId", authentication,
  document_id as "documentId", received_by as "receivedBy", status, version, received_at as "receivedAt",
  updated_at as "updatedAt"`
const FILE = `id, intake_id as "intakeId", parent_id as "parentId", depth, name, media_type as "mediaType", size,
  document_id as "documentId", outcome, receipt_id as "receiptId", code, detail`

export interface NewIntake extends Arrival, Pick<Intake, 'id' | 'documentId' | 'receivedBy' | 'status'> {
  readonly sourceKey: string | null
}

/** False when the same arrival is there already: a racing twin waits for the first. */
export async function insertIntake(cx: Cx, intake: NewIntake): Promise<boolean> {
  const rows = await cx.sql(
    `insert into intakes (company_id, id, way, kind, sender, recipient, subject, message_id, authentication, document_id,
       source_key, received_by, status, received_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) on conflict do nothing returning id`,
    [
      cx.companyId,
      intake.id,
      intake.way,
      intake.kind,
      intake.sender,
      intake.recipient,
      intake.subject,
      intake.messageId,
      intake.authentication && JSON.stringify(intake.authentication),
      intake.documentId,
      intake.sourceKey,
      JSON.stringify(intake.receivedBy),
      intake.status,
      cx.now,
    ],
    'insert_intake',
  )
  return rows.length === 1
}

export async function findIntakeBySource(cx: Cx, sourceKey: string): Promise<Intake | undefined> {
  const [row] = await cx.sql<Intake>(`select ${INTAKE} from intakes where company_id = $1 and source_key = $2`, [
    cx.companyId,
    sourceKey,
  ])
  return row
}

export type NewFile = Omit<IntakeFile, 'intakeId'>

export async function insertFile(cx: Cx, intakeId: string, file: NewFile): Promise<void> {
  await cx.sql(
    `insert into intake_files (company_id, id, intake_id, parent_id, depth, name, media_type, size, document_id, outcome,
       receipt_id, code, detail, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      cx.companyId,
      file.id,
      intakeId,
      file.parentId,
      file.depth,
      file.name,
      file.mediaType,
      file.size,
      file.documentId,
      file.outcome,
      file.receiptId,
      file.code,
      file.detail,
      file.outcome === 'pending' ? null : cx.now,
    ],
    'insert_intake_file',
  )
}

export interface Settlement {
  readonly outcome: Exclude<Outcome, 'pending'>
  readonly receiptId?: string
  readonly code?: string
  readonly detail?: string
}

/** The files of the intake that are, or may become, receipts or a part of one. */
export const deliveredFiles = (cx: Cx, intakeId: string): Promise<DeliveredFile[]> =>
  cx.sql<DeliveredFile>(
    `select id, name, media_type as "mediaType", document_id as "documentId", outcome, receipt_id as "receiptId"
     from intake_files where company_id = $1 and intake_id = $2 and outcome in ('pending', 'receipt', 'attached', 'duplicate')
     order by id`,
    [cx.companyId, intakeId],
    'delivered_files',
  )

/** Begins the source of an arrival by which a person says that a file is a receipt of its own; its id follows. */
export const INSISTED = 'insisted '

/**
 * The receipts that a document came to lie beside, latest first, unless a person said that it is one of its own; for
 * commands and queries, which check the scope.
 */
export async function receiptsWithAttached(cx: Cx, documentId: string): Promise<string[]> {
  const rows = await cx.sql<{ id: string }>(
    `select receipt_id as id from intake_files where company_id = $1 and document_id = $2 and outcome = 'attached'
       and not exists (select from intakes i where i.company_id = $1 and i.source_key = $3 || intake_files.id)
     order by intake_files.id desc`,
    [cx.companyId, documentId, INSISTED],
    'receipts_with_attached',
  )
  return rows.map(({ id }) => id)
}

/** False when it was settled before. */
export async function settleFileRow(cx: Cx, fileId: string, settlement: Settlement): Promise<boolean> {
  const { outcome, receiptId = null, code = null, detail = null } = settlement
  const rows = await cx.sql(
    `update intake_files set outcome = $3, receipt_id = $4, code = $5, detail = $6, settled_at = $7
     where company_id = $1 and id = $2 and outcome = 'pending' returning id`,
    [cx.companyId, fileId, outcome, receiptId, code, detail, cx.now],
  )
  return rows.length === 1
}

/** Keeps others from settling it until this transaction ends. Fails with intake_file_settled when they have. */
export async function lockPendingFile(cx: Cx, fileId: string): Promise<IntakeFile> {
  const [file] = await cx.sql<IntakeFile>(
    `select ${FILE} from intake_files where company_id = $1 and id = $2 for no key update`,
    [cx.companyId, fileId],
  )
  if (file?.outcome === 'pending') return file
  return fail('intake_file_settled', 'What became of the file is settled.')
}

/** Archives and mails first, then XML: whoever takes a PDF knows what came with it, in whatever order it all came. */
const RANK = `case when media_type = any ($3) then 0 when media_type = 'application/xml' then 1 else 2 end`

/** What the only file of an arrival says of its sender, where the way by which it came says nothing. */
export async function noteHandover(cx: Cx, intakeId: string, said: Handover): Promise<void> {
  await cx.sql(
    `update intakes i set sender = coalesce(sender, $3), recipient = coalesce(recipient, $4),
       message_id = coalesce(message_id, $5), version = version + 1, updated_at = $6
     where company_id = $1 and id = $2 and 1 = (select count(*) from intake_files f
       where f.company_id = $1 and f.intake_id = $2 and f.parent_id is null)`,
    [cx.companyId, intakeId, said.sender, said.recipient, said.messageId, cx.now],
  )
}

/** The next file of the intake that waits; of one rank in the order in which they came. */
export async function nextPendingFile(cx: Cx, intakeId: string): Promise<IntakeFile | undefined> {
  const [file] = await cx.sql<IntakeFile>(
    `select ${FILE} from intake_files where company_id = $1 and intake_id = $2 and outcome = 'pending'
     order by ${RANK}, id limit 1`,
    [cx.companyId, intakeId, CONTAINERS],
  )
  return file
}

export async function countFiles(cx: Cx, intakeId: string): Promise<number> {
  const [row] = await cx.sql<{ count: number }>(
    'select count(*)::int as count from intake_files where company_id = $1 and intake_id = $2',
    [cx.companyId, intakeId],
  )
  return row?.count ?? 0
}

/** Marks the intake as sorted unless a file waits or it was marked before; true for the one who did. */
export async function markSorted(cx: Cx, intakeId: string): Promise<boolean> {
  const rows = await cx.sql(
    `update intakes i set status = 'sorted', version = version + 1, updated_at = $3
     where i.company_id = $1 and i.id = $2 and i.status = 'received' and not exists (
       select from intake_files f where f.company_id = $1 and f.intake_id = $2 and f.outcome = 'pending') returning id`,
    [cx.companyId, intakeId, cx.now],
  )
  return rows.length === 1
}

export async function loadIntake(cx: Cx, intakeId: string): Promise<IntakeView> {
  const [row] = await cx.sql<Intake>(`select ${INTAKE} from intakes where company_id = $1 and id = $2`, [
    cx.companyId,
    intakeId,
  ])
  const [view] = row ? await withFiles(cx, [row]) : []
  return view ?? fail('not_found', 'There is no such intake.')
}

export async function withFiles(cx: Cx, intakes: readonly Intake[]): Promise<IntakeView[]> {
  const files = await cx.sql<IntakeFile>(
    `select ${FILE} from intake_files where company_id = $1 and intake_id = any ($2) order by id`,
    [cx.companyId, intakes.map(({ id }) => id)],
  )
  const byIntake = Map.groupBy(files, ({ intakeId }) => intakeId)
  return intakes.map((intake) => ({ ...intake, files: byIntake.get(intake.id) ?? [] }))
}

/** Intakes of all companies that were to be sorted by then: their job got lost. On the worker's pool. */
export async function unsortedSince(pool: Pool, before: Date, limit: number): Promise<UnsortedIntake[]> {
  const { rows } = await pool.query<UnsortedIntake>(
    `select i.company_id as "companyId", i.id from intakes i
     where i.status = 'received' and i.received_at < $1 order by i.received_at limit $2`,
    [before, limit],
  )
  return rows
}

export interface UnsortedIntake {
  readonly companyId: string
  readonly id: string
}
