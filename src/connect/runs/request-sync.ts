import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { pullRecords } from '../connect.jobs.ts'
import { loadConnection } from '../connections/connection.store.ts'
import { assertActive } from '../connections/connection.ts'
import type { PullKind } from '../sdk.ts'
import { connectorOf } from '../vendor-app.ts'
import { selectPayments } from './pulled-payment.store.ts'
import { loadRun, queueRun, type RunFilter, selectRuns } from './run.store.ts'
import type { RunCause, SyncRun } from './run.ts'

export interface RequestSync {
  readonly connectionId: string
  /** Payments where the connector has them, else the first that it pulls, when left out. */
  readonly pull?: PullKind | undefined
  readonly cause: RunCause
}

/** Asks for a pull; the worker runs it. A pull that is queued already is given back. */
export const requestSync = command(
  'sync_run.request',
  { can: 'connections:manage' },
  async (cx, { connectionId, pull: wanted, cause }: RequestSync): Promise<SyncRun> => {
    const connection = await loadConnection(cx, connectionId)
    assertActive(connection)
    const pulls = connectorOf(connection.connector).pull
    const pull = wanted ?? firstOf(pulls)
    if (pull === undefined || !pulls[pull]) {
      fail('pull_unknown', `${connection.connector} does not pull ${pull ?? 'anything'}.`)
    }
    const { run, isNew } = await queueRun(cx, { connectionId, pull }, cause)
    cx.audit({ kind: 'syncRun', id: run.id }, { cause, isNew })
    if (isNew) cx.enqueue(pullRecords, { runId: run.id })
    return run
  },
)

const firstOf = (pulls: Readonly<Partial<Record<PullKind, unknown>>>): PullKind | undefined =>
  pulls.payment ? 'payment' : (Object.keys(pulls) as PullKind[])[0]

const rules = { can: 'connections:read' } as const

export const getRun = query('sync_run.get', rules, (cx: Cx, runId: string): Promise<SyncRun> => loadRun(cx, runId))
export const listRuns = query('sync_run.list', rules, (cx: Cx, filter: RunFilter) => selectRuns(cx, filter))
export const listPulledPayments = query(
  'pulled_payment.list',
  rules,
  (cx: Cx, filter: Parameters<typeof selectPayments>[1]) => selectPayments(cx, filter),
)
