import { toMinor } from '#src/kernel/money.ts'
import type { Cx } from '#src/platform/cx.ts'
import { paymentPulled } from '../connect.events.ts'
import { settlePulled } from '../connect.jobs.ts'
import { findSubject } from '../operations/reference.store.ts'
import type { PulledPayment } from '../sdk.ts'
import { upsertPayment } from './pulled-payment.store.ts'
import type { SyncRun } from './run.ts'

/** Keeps the latest state of a payment. True when it is news. */
export async function keepPayment(
  cx: Cx,
  { connectionId }: SyncRun,
  record: PulledPayment,
  baseCurrency: string,
): Promise<boolean> {
  const { model, externalId } = record.settles
  const subjectId = await findSubject(cx, { connectionId, model, externalId })
  const ours = await findSubject(cx, { connectionId, model: 'payment', externalId: record.externalId })
  const currency = record.currency ?? baseCurrency
  const kept = await upsertPayment(cx, {
    connectionId,
    externalId: record.externalId,
    settles: { model, externalId, subjectId: subjectId ?? null },
    status: record.status,
    paidOn: record.paidOn,
    amountMinor: toMinor(record.amount, currency),
    currency,
    reference: record.reference?.slice(0, 500) ?? null,
    bankAccountCode: record.bankAccountCode,
    isOurs: ours !== undefined,
    vendorUpdatedAt: record.updatedAt,
  })
  if (!kept) return false
  const { id, version, status } = kept
  cx.emit(paymentPulled, { id, version, connectionId, settlesModel: model, settlesId: subjectId ?? null, status })
  cx.enqueue(settlePulled, { paymentId: id })
  return true
}
