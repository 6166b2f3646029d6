import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Reading } from './reading/reading.ts'
import {
  assertMove,
  type EnteredBy,
  numberKey,
  type Receipt,
  type ReceiptContent,
  type ReceiptException,
  type ReceiptLine,
  type ReceiptStatus,
} from './receipt.ts'
import { CONTENT_COLUMNS, contentValues, type LineRow, lineColumns, type ReceiptRow, toReceipt } from './receipt-row.ts'

defineConstraint('receipts_document_key', 'receipt_duplicate', 'The company has a receipt of this document already.')
defineConstraint(
  'receipts_number_key',
  'receipt_duplicate',
  'The company has a receipt with this number of the supplier already.',
)

export interface NewReceipt {
  readonly id: string
  readonly status: ReceiptStatus
  readonly content: ReceiptContent
  readonly exceptions: readonly ReceiptException[]
  readonly enteredBy: readonly EnteredBy[]
  readonly reading: Reading | null
}

const placeholders = (count: number, first: number): string =>
  Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ')

/** Answers false when the company has the document, or the supplier's number, already: a racing twin waits for that. */
export async function insertReceipt(cx: Cx, receipt: NewReceipt): Promise<boolean> {
  const rows = await cx.sql(
    `insert into receipts (company_id, id, status, exceptions, entered_by, created_at, updated_at, reading, ${CONTENT_COLUMNS.join(', ')})
     values ($1, $2, $3, $4, $5, $6, $6, $7, ${placeholders(CONTENT_COLUMNS.length, 8)})
     on conflict do nothing returning id`,
    [
      cx.companyId,
      receipt.id,
      receipt.status,
      JSON.stringify(receipt.exceptions),
      JSON.stringify(receipt.enteredBy),
      cx.now,
      receipt.reading && JSON.stringify(receipt.reading),
      ...contentValues(receipt.content),
    ],
    'insert_receipt',
  )
  if (rows.length === 0) return false
  await insertLines(cx, receipt.id, receipt.content.lines)
  return true
}

async function insertLines(cx: Cx, receiptId: string, lines: readonly ReceiptLine[]): Promise<void> {
  if (lines.length === 0) return
  await cx.sql(
    `insert into receipt_lines (company_id, receipt_id, id, position, role, document_line, description, item, quantity,
       unit, unit_price, net, vat_category, vat_rate, vat_code, account, dimensions, coded_by, provenance)
     select $1, $2, * from unnest($3::text[], $4::int[], $5::text[], $6::int[], $7::text[], $8::text[], $9::numeric[],
       $10::text[], $11::numeric[], $12::numeric[], $13::text[], $14::numeric[], $15::text[], $16::text[], $17::jsonb[], $18::text[], $19::jsonb[])`,
    [
      cx.companyId,
      receiptId,
      lines.map(() => newId('receiptLine')),
      lines.map((_line, index) => index + 1),
      ...lineColumns(lines),
    ],
    'insert_receipt_lines',
  )
}

/** `lock` keeps others from moving the receipt until this transaction ends. */
export async function loadReceipt(cx: Cx, receiptId: string, { lock = false } = {}): Promise<Receipt> {
  const [row] = await cx.sql<ReceiptRow>(
    `select * from receipts where company_id = $1 and id = $2${lock ? ' for no key update' : ''}`,
    [cx.companyId, receiptId],
    lock ? 'lock_receipt' : 'load_receipt',
  )
  if (!row) fail('not_found', 'There is no such receipt.')
  const [receipt] = await withLines(cx, [row])
  return receipt ?? fail('not_found', 'There is no such receipt.')
}

export async function withLines(cx: Cx, rows: readonly ReceiptRow[]): Promise<Receipt[]> {
  const lines = await cx.sql<LineRow>(
    'select * from receipt_lines where company_id = $1 and receipt_id = any ($2) order by receipt_id, position',
    [cx.companyId, rows.map(({ id }) => id)],
    'load_receipt_lines',
  )
  const byReceipt = Map.groupBy(lines, ({ receipt_id }) => receipt_id)
  return rows.map((row) => toReceipt(row, byReceipt.get(row.id) ?? []))
}

/** What may change when a receipt moves on; content goes through `changeContent`. */
export interface MoveFacts {
  readonly contentHash?: string | null
  readonly approvalId?: string | null
  readonly rejectionReason?: string | null
  readonly bookedOn?: string
  readonly journalEntryId?: string
  readonly openItemId?: string | null
}

const FACT_COLUMNS: Readonly<Record<keyof MoveFacts, string>> = {
  contentHash: 'content_hash',
  approvalId: 'approval_id',
  rejectionReason: 'rejection_reason',
  bookedOn: 'booked_on',
  journalEntryId: 'journal_entry_id',
  openItemId: 'open_item_id',
}

/** Moves a receipt on if it still is what was read: the loser of a race gets state_conflict. */
export async function moveReceipt(cx: Cx, from: Receipt, to: ReceiptStatus, facts: MoveFacts = {}): Promise<Receipt> {
  assertMove(from.status, to)
  const given = Object.entries(facts) as [keyof MoveFacts, unknown][]
  const sets = given.map(([name], index) => `${FACT_COLUMNS[name]} = $${index + 7}`)
  const rows = await cx.sql<ReceiptRow>(
    `update receipts set ${['status = $5', 'version = version + 1', 'updated_at = $6', ...sets].join(', ')}
     where company_id = $1 and id = $2 and version = $3 and status = $4 returning *`,
    [cx.companyId, from.id, from.version, from.status, to, cx.now, ...given.map(([, value]) => value)],
  )
  const [moved] = await withLines(cx, rows)
  return moved ?? fail('state_conflict', 'Somebody else has moved the receipt; read it again.')
}

/** Names the approval that a receipt waits for; its version stays, so that the approval shows the one it was asked for. */
export async function nameApproval(cx: Cx, receiptId: string, approvalId: string): Promise<void> {
  await cx.sql('update receipts set approval_id = $3 where company_id = $1 and id = $2', [
    cx.companyId,
    receiptId,
    approvalId,
  ])
}

export interface ChangedContent {
  readonly content: ReceiptContent
  readonly exceptions: readonly ReceiptException[]
  readonly enteredBy: readonly EnteredBy[]
}

/** Writes new content of a receipt that is then a draft again. */
export async function changeContent(cx: Cx, from: Receipt, changed: ChangedContent): Promise<Receipt> {
  if (from.status !== 'draft') assertMove(from.status, 'draft')
  const sets = CONTENT_COLUMNS.map((column, index) => `${column} = $${index + 7}`)
  const rows = await cx.sql<ReceiptRow>(
    `update receipts set status = 'draft', version = version + 1, updated_at = $4, exceptions = $5, entered_by = $6,
       content_hash = null, approval_id = null, rejection_reason = null, ${sets.join(', ')}
     where company_id = $1 and id = $2 and version = $3 returning *`,
    [
      cx.companyId,
      from.id,
      from.version,
      cx.now,
      JSON.stringify(changed.exceptions),
      JSON.stringify(changed.enteredBy),
      ...contentValues(changed.content),
    ],
  )
  if (rows.length === 0) fail('version_stale', 'The receipt has changed since you read it; read it again.')
  await cx.sql('delete from receipt_lines where company_id = $1 and receipt_id = $2', [cx.companyId, from.id])
  await insertLines(cx, from.id, changed.content.lines)
  const [receipt] = await withLines(cx, rows)
  return receipt ?? fail('not_found', 'There is no such receipt.')
}

/** What is read of a receipt's document stands beside its content: its version stays. */
export async function putReading(cx: Cx, receiptId: string, reading: Reading): Promise<void> {
  await cx.sql('update receipts set reading = $3, updated_at = $4 where company_id = $1 and id = $2', [
    cx.companyId,
    receiptId,
    JSON.stringify(reading),
    cx.now,
  ])
}

export async function putExceptions(cx: Cx, receiptId: string, exceptions: readonly ReceiptException[]): Promise<void> {
  await cx.sql('update receipts set exceptions = $3, updated_at = $4 where company_id = $1 and id = $2', [
    cx.companyId,
    receiptId,
    JSON.stringify(exceptions),
    cx.now,
  ])
}

type Identity = Pick<ReceiptContent, 'kind' | 'number' | 'documentId' | 'documentPart'> & {
  readonly partyId: string | null
}

/** Another receipt of the same part of a document, or with the same number of the supplier; rejected ones do not count. */
export async function findDuplicate(cx: Cx, identity: Identity, exceptId = ''): Promise<string | undefined> {
  const [row] = await cx.sql<{ id: string }>(
    `select id from receipts where company_id = $1 and status <> 'rejected' and id <> $6
       and (document_id = $2 and document_part = $7 or (party_id = $3 and kind = $4 and number_key = $5)) order by id limit 1`,
    [
      cx.companyId,
      identity.documentId,
      identity.partyId,
      identity.kind,
      numberKey(identity.number),
      exceptId,
      identity.documentPart,
    ],
    'find_duplicate_receipt',
  )
  return row?.id
}
