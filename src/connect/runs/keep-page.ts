import { getCompany } from '#src/companies/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { PulledDocument, PulledPayment, PullPage } from '../sdk.ts'
import { keepDocument } from './keep-document.ts'
import { keepPayment } from './keep-payment.ts'
import { countPage, saveCheckpoint } from './run.store.ts'
import type { SyncRun } from './run.ts'

export interface KeepPage {
  readonly run: SyncRun
  readonly page: PullPage<PulledPayment> | PullPage<PulledDocument>
}

/** Keeps a page of records and the checkpoint that follows it, together: what is past the checkpoint is kept. */
export const keepPage = command(
  'sync_run.keep_page',
  { can: 'connections:manage' },
  async (cx, { run, page }: KeepPage): Promise<number> => {
    const { baseCurrency } = await getCompany(cx, undefined)
    let changed = 0
    for (const record of page.records) if (await keep(cx, run, record, baseCurrency)) changed += 1
    await saveCheckpoint(cx, run, page.checkpoint)
    await countPage(cx, run.id, page.records.length, changed)
    cx.audit({ kind: 'syncRun', id: run.id }, { records: page.records.length, changed })
    return changed
  },
)

const keep = (cx: Cx, run: SyncRun, record: PulledPayment | PulledDocument, baseCurrency: string): Promise<boolean> =>
  'bytes' in record ? keepDocument(cx, run, record) : keepPayment(cx, run, record, baseCurrency)
