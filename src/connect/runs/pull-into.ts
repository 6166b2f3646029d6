import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { pullRecords } from '../connect.jobs.ts'
import { blockConnection, loadConnection } from '../connections/connection.store.ts'
import type { Connection } from '../connections/connection.ts'
import { expireConnection } from '../connections/refresh-tokens.ts'
import { type ConnectorError, isConnectorError } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import { consequenceOf, faultToKeep } from '../operations/operation.ts'
import type { Checkpoint } from '../sdk.ts'
import { connectorOf } from '../vendor-app.ts'
import { keepPage } from './keep-page.ts'
import { beginRun, endRun, loadCheckpoint, loadRun, queueRun } from './run.store.ts'
import type { SyncRun } from './run.ts'

/** A run that is older than this and still running belongs to a process that died. */
const STALE_MS = 15 * 60_000
const rules = { can: 'connections:manage' } as const

/** Runs one pull: page by page, each kept with its checkpoint, up to the bound of pages; what is left goes on in another run. */
export async function pullInto(call: Call, runId: string): Promise<void> {
  const begun = await begin(call, runId)
  if (!begun) return
  const { run, connection } = begun
  try {
    const hasMore = await pullPages(call, run, connection)
    await finish(call, { run, hasMore })
  } catch (error) {
    if (!isConnectorError(error)) throw error
    await recordFault(call, { run, error })
    if (error.fault.kind === 'auth_expired' && error.status !== null) await expireConnection(call, connection.id)
  }
}

/** True when the bound of pages was reached before the end. */
async function pullPages(call: Call, run: SyncRun, connection: Connection): Promise<boolean> {
  const connector = connectorOf(connection.connector)
  const pull = connector.pull[run.pull]
  if (!pull) return false
  const checkpoint = await checkpointOf(call, run)
  let pages = 0
  for await (const page of pull(contextOf(call, connection, { causeId: run.id }), checkpoint)) {
    await keepPage(call, { run, connector: connector.id, page })
    if (++pages >= connector.limits.pagesPerRunMax) return true
  }
  return false
}

const begin = command(
  'sync_run.begin',
  rules,
  async (cx, runId: string): Promise<{ run: SyncRun; connection: Connection } | null> => {
    cx.audit({ kind: 'syncRun', id: runId })
    const { connectionId, status } = await loadRun(cx, runId)
    const connection = await loadConnection(cx, connectionId)
    if (status !== 'queued' || connection.status !== 'active') return null
    const run = await beginRun(cx, runId, STALE_MS)
    // Another run of this pull works: look again when it may be done.
    if (!run) cx.enqueue(pullRecords, { runId }, { delayMs: 30_000 })
    return run ? { run, connection } : null
  },
)

const checkpointOf = query(
  'sync_run.checkpoint',
  rules,
  (cx, run: SyncRun): Promise<Checkpoint | null> => loadCheckpoint(cx, run),
)

const finish = command(
  'sync_run.finish',
  rules,
  async (cx, { run, hasMore }: { run: SyncRun; hasMore: boolean }): Promise<SyncRun> => {
    const done = await endRun(cx, run.id, null)
    cx.audit({ kind: 'syncRun', id: run.id }, { hasMore })
    if (!hasMore) return done
    const { run: next, isNew } = await queueRun(cx, run, 'continuation')
    if (isNew) cx.enqueue(pullRecords, { runId: next.id })
    return done
  },
)

/** Ends the run with what went wrong and asks for another one where that can help. */
const recordFault = command(
  'sync_run.fault',
  rules,
  async (cx, { run, error }: { run: SyncRun; error: ConnectorError }): Promise<SyncRun> => {
    const failed = await endRun(cx, run.id, faultToKeep(error.fault))
    cx.audit({ kind: 'syncRun', id: run.id }, { fault: error.fault.kind })
    const consequence = consequenceOf(error.fault, 1)
    if (consequence.kind !== 'retry') return failed
    if (error.status === 429) {
      await blockConnection(cx, run.connectionId, new Date(cx.now.getTime() + consequence.delayMs))
    }
    const { run: next, isNew } = await queueRun(cx, run, 'continuation')
    if (isNew) cx.enqueue(pullRecords, { runId: next.id }, { delayMs: consequence.delayMs })
    return failed
  },
)
