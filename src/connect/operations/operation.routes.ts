import { formatMinor } from '#src/kernel/money.ts'
import { accepted, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import type { KeptPayment } from '../runs/pulled-payment.store.ts'
import { getRun, listPulledPayments, listRuns, requestSync } from '../runs/request-sync.ts'
import type { SyncRun } from '../runs/run.ts'
import * as contract from './operation.contract.ts'
import type { Operation } from './operation.ts'
import { getOperation, listOperations, listReferences } from './read-operations.ts'
import { retryOperation } from './record-outcome.ts'

const wireOperation = ({ external, ...operation }: Operation) => ({
  ...operation,
  externalId: external?.externalId ?? null,
  externalLabel: external?.label ?? null,
})
const wireRun = ({ version: _version, ...run }: SyncRun) => run
const wirePayment = ({ amountMinor, vendorUpdatedAt: _at, ...payment }: KeptPayment) => ({
  ...payment,
  amount: formatMinor(amountMinor, payment.currency),
})
const instant = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text))

export const operationRoutes: readonly Route[] = [
  bind(contract.listOperationsOp, {
    call: async (call, { query: { updatedSince, cursor, limit, ...filter } }) => {
      const since = instant(updatedSince)
      return pageOfRows(
        await listOperations(call, { ...filter, updatedSince: since, ...pageStart({ cursor, limit }) }),
        limit,
      )
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireOperation), nextCursor }),
  }),
  bind(contract.getOperationOp, {
    call: (call, { params }) => getOperation(call, params.operationId),
    answer: (operation) => ok(wireOperation(operation), { version: operation.version }),
  }),
  bind(contract.retryOperationOp, {
    call: (call, { params }) => retryOperation(call, params.operationId),
    answer: (operation) => accepted(wireOperation(operation), { version: operation.version }),
  }),
  bind(contract.listReferencesOp, {
    call: async (call, { query: { cursor, limit, ...filter } }) =>
      pageOfRows(await listReferences(call, { ...filter, ...pageStart({ cursor, limit }) }), limit),
    answer: ok,
  }),
  bind(contract.requestSyncOp, {
    call: (call, { params, body }) =>
      requestSync(call, { connectionId: params.connectionId, pull: body.pull, cause: 'person' }),
    answer: (run) => accepted(wireRun(run)),
  }),
  bind(contract.listRunsOp, {
    call: async (call, { query: { cursor, limit, ...filter } }) =>
      pageOfRows(await listRuns(call, { ...filter, ...pageStart({ cursor, limit }) }), limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireRun), nextCursor }),
  }),
  bind(contract.getRunOp, {
    call: (call, { params }) => getRun(call, params.runId),
    answer: (run) => ok(wireRun(run)),
  }),
  bind(contract.listPulledPaymentsOp, {
    call: async (call, { query: { updatedSince, cursor, limit, connectionId } }) => {
      const filter = { connectionId, updatedSince: instant(updatedSince), ...pageStart({ cursor, limit }) }
      return pageOfRows(await listPulledPayments(call, filter), limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(wirePayment), nextCursor }),
  }),
]
