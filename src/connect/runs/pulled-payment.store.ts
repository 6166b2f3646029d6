import type { BookDate } from '#src/kernel/book-date.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'

/** A payment at the vendor as we keep it: the latest state, tied to our document where it came from us. */
export interface KeptPayment {
  readonly id: string
  readonly connectionId: string
  readonly externalId: string
  readonly settles: {
    readonly model: 'bill' | 'salesInvoice'
    readonly externalId: string
    readonly subjectId: string | null
  }
  readonly status: 'made' | 'deleted'
  readonly paidOn: BookDate
  readonly amountMinor: bigint
  readonly currency: string
  readonly reference: string | null
  readonly bankAccountCode: string | null
  /** It went out from here before. */
  readonly isOurs: boolean
  /** The entry that settles our open item with it; null while it is only known. */
  readonly journalEntryId: string | null
  readonly vendorUpdatedAt: Date
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

interface PaymentRow {
  id: string
  connection_id: string
  external_id: string
  settles_model: 'bill' | 'salesInvoice'
  settles_external: string
  settles_id: string | null
  status: 'made' | 'deleted'
  paid_on: BookDate
  amount_minor: bigint
  currency: string
  reference: string | null
  bank_account_code: string | null
  is_ours: boolean
  journal_entry_id: string | null
  vendor_updated_at: Date
  version: number
  created_at: Date
  updated_at: Date
}

const toPayment = (row: PaymentRow): KeptPayment => ({
  id: row.id,
  connectionId: row.connection_id,
  externalId: row.external_id,
  settles: { model: row.settles_model, externalId: row.settles_external, subjectId: row.settles_id },
  status: row.status,
  paidOn: row.paid_on,
  amountMinor: row.amount_minor,
  currency: row.currency,
  reference: row.reference,
  bankAccountCode: row.bank_account_code,
  isOurs: row.is_ours,
  journalEntryId: row.journal_entry_id,
  vendorUpdatedAt: row.vendor_updated_at,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Keeps a payment; undefined when it is known in this state already, or in a later one. */
export async function upsertPayment(
  cx: Cx,
  payment: Omit<KeptPayment, 'id' | 'journalEntryId' | 'version' | 'createdAt' | 'updatedAt'>,
): Promise<KeptPayment | undefined> {
  const [row] = await cx.sql<PaymentRow>(
    `insert into pulled_payments as known (company_id, id, connection_id, external_id, settles_model, settles_external, settles_id,
       status, paid_on, amount_minor, currency, reference, bank_account_code, is_ours, vendor_updated_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
     on conflict (company_id, connection_id, external_id) do update
       set settles_id = excluded.settles_id, status = excluded.status, paid_on = excluded.paid_on,
           amount_minor = excluded.amount_minor, currency = excluded.currency, reference = excluded.reference,
           bank_account_code = excluded.bank_account_code, is_ours = known.is_ours or excluded.is_ours,
           vendor_updated_at = excluded.vendor_updated_at, version = known.version + 1, updated_at = excluded.updated_at
       where known.vendor_updated_at <= excluded.vendor_updated_at
         and (known.status, known.paid_on, known.amount_minor, known.settles_id)
           is distinct from (excluded.status, excluded.paid_on, excluded.amount_minor, excluded.settles_id)
     returning *`,
    [
      cx.companyId,
      newId('pulledPayment'),
      payment.connectionId,
      payment.externalId,
      payment.settles.model,
      payment.settles.externalId,
      payment.settles.subjectId,
      payment.status,
      payment.paidOn,
      payment.amountMinor,
      payment.currency,
      payment.reference,
      payment.bankAccountCode,
      payment.isOurs,
      payment.vendorUpdatedAt,
      cx.now,
    ],
    'upsert_pulled_payment',
  )
  return row && toPayment(row)
}

export async function selectPayments(
  cx: Cx,
  filter: {
    connectionId?: string | undefined
    updatedSince?: Date | undefined
    after: string | undefined
    limit: number
  },
): Promise<KeptPayment[]> {
  const rows = await cx.sql<PaymentRow>(
    `select * from pulled_payments
     where company_id = $1 and id > $2 and ($3::text is null or connection_id = $3)
       and ($4::timestamptz is null or updated_at >= $4)
     order by id limit $5`,
    [cx.companyId, filter.after ?? '', filter.connectionId ?? null, filter.updatedSince ?? null, filter.limit],
  )
  return rows.map(toPayment)
}

/** Keeps others from booking the payment until this transaction ends. */
export async function lockPayment(cx: Cx, id: string): Promise<KeptPayment> {
  const [row] = await cx.sql<PaymentRow>('select * from pulled_payments where company_id = $1 and id = $2 for update', [
    cx.companyId,
    id,
  ])
  return row ? toPayment(row) : fail('not_found', 'There is no such pulled payment.')
}

export async function nameEntry(cx: Cx, id: string, journalEntryId: string | null): Promise<void> {
  await cx.sql(
    `update pulled_payments set journal_entry_id = $3, version = version + 1, updated_at = $4
     where company_id = $1 and id = $2`,
    [cx.companyId, id, journalEntryId, cx.now],
  )
}
