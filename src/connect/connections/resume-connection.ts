import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { pushRecord } from '../connect.jobs.ts'
import { isConnectorError } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import { keepCatalogue } from '../mappings/change-mappings.ts'
import { openOperations } from '../operations/operation.store.ts'
import { requestSync } from '../runs/request-sync.ts'
import type { PullKind } from '../sdk.ts'
import { connectorOf } from '../vendor-app.ts'
import { loadConnection } from './connection.store.ts'
import type { Connection } from './connection.ts'
import { expireConnection } from './refresh-tokens.ts'

/** Open operations that are woken at once; the sweep wakes the others. */
const WOKEN_MAX = 500
const rules = { can: 'connections:manage' } as const

/**
 * A connection is active, for the first time or again: read the vendor's accounts and tax codes for the mappings, wake
 * the operations that waited for the consent, and pull.
 */
export async function resumeConnection(call: Call, connectionId: string): Promise<void> {
  const connection = await readConnection(call, connectionId)
  if (connection.status !== 'active') return
  const connector = connectorOf(connection.connector)
  try {
    const catalogue = await connector.catalogue(contextOf(call, connection, { causeId: connectionId }))
    await keepCatalogue(call, { connectionId, catalogue })
  } catch (error) {
    if (!isConnectorError(error)) throw error
    if (error.fault.kind === 'auth_expired') return expireConnection(call, connectionId)
    // Patient: the queue waits as long as the vendor asks, then tries this job again.
    const retryAfterMs = error.fault.kind === 'rate_limited' ? error.fault.retryAfterMs : 0
    throw Object.assign(error, { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) })
  }
  await wakeOperations(call, connectionId)
  for (const pull of Object.keys(connector.pull) as PullKind[]) {
    await requestSync(call, { connectionId, pull, cause: 'schedule' })
  }
}

const readConnection = query(
  'connection.read_active',
  rules,
  (cx, id: string): Promise<Connection> => loadConnection(cx, id),
)

const wakeOperations = command('connection.wake_operations', rules, async (cx, connectionId: string): Promise<void> => {
  const waiting = await openOperations(cx, connectionId, WOKEN_MAX)
  for (const operationId of waiting) cx.enqueue(pushRecord, { operationId })
  cx.audit({ kind: 'connection', id: connectionId }, { woken: waiting.length })
})
