import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadOperation, type OperationFilter, selectOperations } from './operation.store.ts'
import type { Operation } from './operation.ts'
import { type ReferenceFilter, selectReferences } from './reference.store.ts'

const rules = { can: 'connections:read' } as const

export const getOperation = query(
  'operation.get',
  rules,
  (cx: Cx, operationId: string): Promise<Operation> => loadOperation(cx, operationId),
)

export const listOperations = query('operation.list', rules, (cx: Cx, filter: OperationFilter) =>
  selectOperations(cx, filter),
)

export const listReferences = query('external_reference.list', rules, (cx: Cx, filter: ReferenceFilter) =>
  selectReferences(cx, filter),
)
