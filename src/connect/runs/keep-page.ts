import { getCompany } from '#src/companies/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { PulledDocument, PulledPayment, PullPage } from '../sdk.ts'
import { keepDocument, type StoredDocument, storeDocument } from './keep-document.ts'
import { keepPayment } from './keep-payment.ts'
import { countPage, saveCheckpoint } from './run.store.ts'
import type { SyncRun } from './run.ts'

interface KeepPage {
  readonly run: SyncRun
  readonly page: PullPage<PulledPayment | StoredDocument>
}

/** Keeps a page of records and the checkpoint that follows it, together: what is past the checkpoint is kept. */
const keepStored = command(
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

const keep = (cx: Cx, run: SyncRun, record: PulledPayment | StoredDocument, baseCurrency: string): Promise<boolean> =>
  'evidence' in record ? keepDocument(cx, record) : keepPayment(cx, run, record, baseCurrency)

export interface PulledPage {
  readonly run: SyncRun
  readonly connector: string
  readonly page: PullPage<PulledPayment | PulledDocument>
}

/** Keeps what a pull brought: bytes first, then the page. */
export async function keepPage(call: Call, { run, connector, page }: PulledPage): Promise<number> {
  const records: (PulledPayment | StoredDocument)[] = []
  for (const record of page.records)
    records.push('bytes' in record ? await storeDocument(call, connector, record) : record)
  return keepStored(call, { run, page: { records, checkpoint: page.checkpoint } })
}
