import { isProblem } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { pushRecord } from './connect.jobs.ts'
import { activeConnections } from './connections/connection.store.ts'
import { overdueOperations } from './operations/operation.store.ts'
import { requestSync } from './runs/request-sync.ts'
import type { PullKind } from './sdk.ts'
import { connectorOf } from './vendor-app.ts'

/** Due for so long without a worker: its job got lost. */
const GRACE_MS = 120_000
const OPERATIONS_MAX = 500
const CONNECTIONS_PAGE = 500

const inCompany = (call: Call, companyId: string): Call => ({ ...call, companyId })

/** Gives operations whose job got lost a new one. Runs outside companies, acts inside each. */
export async function sweepOperations(call: Call): Promise<number> {
  const { db, clock } = call.platform
  const overdue = await overdueOperations(db.worker, clock.now(), GRACE_MS, OPERATIONS_MAX)
  for (const [companyId, group] of Map.groupBy(overdue, (row) => row.companyId)) {
    await wakeAgain(
      inCompany(call, companyId),
      group.map(({ id }) => id),
    )
  }
  return overdue.length
}

const wakeAgain = command(
  'operation.wake',
  { can: 'connections:manage' },
  async (cx, operationIds: readonly string[]): Promise<void> => {
    for (const operationId of operationIds) {
      cx.enqueue(pushRecord, { operationId })
      cx.audit({ kind: 'operation', id: operationId })
    }
  },
)

/** Asks for every pull of every active connection. */
export async function sweepPulls(call: Call): Promise<void> {
  let after = { companyId: '', id: '' }
  for (;;) {
    const page = await activeConnections(call.platform.db.worker, after, CONNECTIONS_PAGE)
    for (const { companyId, id, connector } of page) {
      for (const pull of Object.keys(connectorOf(connector).pull) as PullKind[]) {
        await requestSync(inCompany(call, companyId), { connectionId: id, pull, cause: 'schedule' }).catch(overtaken)
      }
    }
    const last = page.at(-1)
    if (!last || page.length < CONNECTIONS_PAGE) return
    after = { companyId: last.companyId, id: last.id }
  }
}

/** A connection that was ended between the list and the wish needs no pull. */
function overtaken(error: unknown): void {
  if (!isProblem(error, 'connection_inactive')) throw error
}
