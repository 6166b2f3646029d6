import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { operationFailed, operationVerified } from '../connect.events.ts'
import { pushRecord } from '../connect.jobs.ts'
import { blockConnection, loadConnection } from '../connections/connection.store.ts'
import { assertActive, type Connection } from '../connections/connection.ts'
import type { ConnectorError } from '../connector-error.ts'
import { keepProposed, type Translator } from '../mappings/translator.ts'
import type { Difference, ExternalRecord } from '../sdk.ts'
import { claimDue, dependentsOf, loadOperation, moveOperation } from './operation.store.ts'
import { consequenceOf, differsFault, faultToKeep, type Operation, type OperationFault } from './operation.ts'
import { saveReference } from './reference.store.ts'

/** Longer than any push may take with all its calls. */
const CLAIM_MS = 5 * 60_000
const rules = { can: 'connections:manage' } as const
const subjectOf = ({ id }: Operation) => ({ kind: 'operation', id })

export interface ClaimedOperation {
  readonly operation: Operation
  readonly connection: Connection
}

/** Takes an operation into work; null when there is nothing to do now. */
export const claimOperation = command(
  'operation.claim',
  rules,
  async (cx, operationId: string): Promise<ClaimedOperation | null> => {
    cx.audit({ kind: 'operation', id: operationId })
    const { connectionId } = await loadOperation(cx, operationId)
    const connection = await loadConnection(cx, connectionId)
    if (connection.status !== 'active') return null
    const operation = await claimDue(cx, operationId, new Date(cx.now.getTime() + CLAIM_MS))
    return operation ? { operation, connection } : null
  },
)

/** The vendor has the record: its id is kept before anything else is done. What waited for it may go. */
export const recordApplied = command(
  'operation.apply',
  rules,
  async (
    cx,
    { operation, record, translator }: { operation: Operation; record: ExternalRecord; translator: Translator },
  ): Promise<Operation> => {
    await keepProposed(cx, operation.connectionId, translator)
    await saveReference(cx, operation, record)
    cx.audit(subjectOf(operation), { externalId: record.externalId })
    return moveOperation(cx, operation, { status: 'applied', external: record, fault: null, keepClaim: true })
  },
)

/** The record was read back: equal, or different, which a person has to look at. */
export const recordVerified = command(
  'operation.verify',
  rules,
  async (
    cx,
    { operation, differences }: { operation: Operation; differences: readonly Difference[] },
  ): Promise<Operation> => {
    if (differences.length > 0) return failWith(cx, operation, differsFault(differences))
    const verified = await moveOperation(cx, operation, { status: 'verified', fault: null })
    const { id, version, connectionId, model, subjectId } = verified
    cx.audit(subjectOf(operation))
    cx.emit(operationVerified, {
      id,
      version,
      connectionId,
      model,
      subjectId,
      externalId: verified.external?.externalId ?? '',
    })
    for (const dependent of await dependentsOf(cx, id)) cx.enqueue(pushRecord, { operationId: dependent })
    return verified
  },
)

/** What became of a push that did not succeed: another try, a wait for a new consent, or a person. */
export const recordFault = command(
  'operation.fault',
  rules,
  async (cx, { operation, error }: { operation: Operation; error: ConnectorError }): Promise<Operation> => {
    const { fault } = error
    const consequence = consequenceOf(fault, operation.attempts)
    const kept = faultToKeep(fault)
    if (consequence.kind === 'fail') return failWith(cx, operation, kept)
    cx.audit(subjectOf(operation), { fault: fault.kind, consequence: consequence.kind })
    if (consequence.kind === 'reconnect') {
      return moveOperation(cx, operation, { status: operation.status, fault: kept })
    }
    const nextAt = new Date(cx.now.getTime() + consequence.delayMs)
    // The vendor itself said to wait: that holds for every call of the connection.
    if (error.status === 429) await blockConnection(cx, operation.connectionId, nextAt)
    const attempts = consequence.counts ? operation.attempts : operation.attempts - 1
    cx.enqueue(pushRecord, { operationId: operation.id }, { delayMs: consequence.delayMs })
    return moveOperation(cx, operation, { status: operation.status, fault: kept, attempts, nextAt })
  },
)

async function failWith(cx: Cx, operation: Operation, fault: OperationFault): Promise<Operation> {
  const failed = await moveOperation(cx, operation, { status: 'failed', fault })
  const { id, version, connectionId, model, subjectId } = failed
  cx.audit(subjectOf(operation), { fault: fault.kind })
  cx.emit(operationFailed, { id, version, connectionId, model, subjectId })
  return failed
}

/** Tries a failed operation again, at once. What is not at the vendor any more is looked for and made anew. */
export const retryOperation = command('operation.retry', rules, async (cx, operationId: string): Promise<Operation> => {
  const operation = await loadOperation(cx, operationId, 'for update')
  assertFailed(operation)
  assertActive(await loadConnection(cx, operation.connectionId))
  const isGone = operation.fault?.kind === 'not_found'
  const external = isGone ? null : operation.external
  cx.audit(subjectOf(operation))
  cx.enqueue(pushRecord, { operationId })
  return moveOperation(cx, operation, {
    status: external ? 'applied' : 'planned',
    external,
    fault: null,
    attempts: 0,
    nextAt: cx.now,
  })
})

function assertFailed({ status }: Operation): void {
  if (status !== 'failed') fail('operation_not_failed', `The operation is ${status}; only a failed one is tried again.`)
}
