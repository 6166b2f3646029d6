import { getCompany } from '#src/companies/index.ts'
import { toMinor } from '#src/kernel/money.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { paymentPulled } from '../connect.events.ts'
import { settlePulled } from '../connect.jobs.ts'
import { findSubject } from '../operations/reference.store.ts'
import type { PulledPayment, PullPage } from '../sdk.ts'
import { upsertPayment } from './pulled-payment.store.ts'
import { countPage, saveCheckpoint } from './run.store.ts'
import type { SyncRun } from './run.ts'

export interface KeepPage {
  readonly run: SyncRun
  readonly page: PullPage<PulledPayment>
}

/** Keeps a page of payments and the checkpoint that follows it, together: what is past the checkpoint is kept. */
export const keepPage = command(
  'sync_run.keep_page',
  { can: 'connections:manage' },
  async (cx, { run, page }: KeepPage): Promise<number> => {
    const { baseCurrency } = await getCompany(cx, undefined)
    let changed = 0
    for (const record of page.records) if (await keepPayment(cx, run, record, baseCurrency)) changed += 1
    await saveCheckpoint(cx, run, page.checkpoint)
    await countPage(cx, run.id, page.records.length, changed)
    cx.audit({ kind: 'syncRun', id: run.id }, { records: page.records.length, changed })
    return changed
  },
)

async function keepPayment(
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
