import { isProblem } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { expireConnection } from '../connections/refresh-tokens.ts'
import { type ConnectorError, isConnectorError, rejected } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import type { ModelKind, Models } from '../models.ts'
import type { Connector, Push } from '../sdk.ts'
import { connectorOf } from '../vendor-app.ts'
import { moveOperation } from './operation.store.ts'
import type { Operation } from './operation.ts'
import { type ClaimedOperation, claimOperation, recordApplied, recordFault, recordVerified } from './record-outcome.ts'
import { type ReadyModel, readyModel } from './to-model.ts'

/**
 * Carries one operation to its end: find or create at the vendor, keep its id, read it back. Each step is committed
 * before the next, so a process that dies anywhere leaves a row from which the work goes on. `find` runs before every
 * `create`: an earlier try may have succeeded unheard, and a person may have entered the record by hand.
 */
export async function pushOperation(call: Call, operationId: string): Promise<void> {
  const claimed = await claimOperation(call, operationId)
  if (!claimed) return
  const work = { latest: claimed.operation }
  try {
    await carry(call, claimed, work)
  } catch (error) {
    if (!isConnectorError(error)) {
      await releaseClaim(call, work.latest)
      throw error
    }
    await recordFault(call, { operation: work.latest, error })
    if (isRefusedForGood(error)) await expireConnection(call, claimed.connection.id)
  }
}

/** 401 and 403 after a fresh token: the consent itself is over. */
const isRefusedForGood = ({ fault, status }: ConnectorError): boolean =>
  fault.kind === 'auth_expired' && status !== null

async function carry(
  call: Call,
  { connection, operation }: ClaimedOperation,
  work: { latest: Operation },
): Promise<void> {
  const connector = connectorOf(connection.connector)
  const cx = contextOf(call, connection, { causeId: operation.id })
  const { model, translator } = await readModel(call, operation).catch(asRejected)
  const push = pushOf(connector, operation.model)
  if (!operation.external) {
    const record = (await push.find(cx, model)) ?? (await push.create(cx, model, operation.id))
    work.latest = await recordApplied(call, { operation, record, translator })
  }
  const { external } = work.latest
  const differences = external ? await push.verify(cx, model, external.externalId) : []
  work.latest = await recordVerified(call, { operation: work.latest, differences })
}

const readModel = query(
  'operation.model',
  { can: 'connections:manage' },
  (cx, { connectionId, model, subjectId }: Operation): Promise<ReadyModel<ModelKind>> =>
    readyModel(cx, connectionId, model, subjectId),
)

/** A record that our own room refuses to give, because it is gone or unfit, is for a person to look at. */
function asRejected(error: unknown): never {
  if (isProblem(error) && error.kind.status < 500) throw rejected('', error.message)
  throw error
}

/** The kind of the operation decides the kind of the model, which the types cannot follow through a row. */
function pushOf(connector: Connector, kind: ModelKind): Push<Models[ModelKind]> {
  const push = connector.push[kind]
  if (!push) throw new Error(`${connector.id} pushes no ${kind}`)
  return push as Push<Models[ModelKind]>
}

/** An error of ours: the queue tries again, and the next try must be able to take the operation. */
const releaseClaim = command(
  'operation.release',
  { can: 'connections:manage' },
  async (cx, operation: Operation): Promise<void> => {
    cx.audit({ kind: 'operation', id: operation.id })
    await moveOperation(cx, operation, { status: operation.status, fault: operation.fault })
  },
)
