import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadConnection, selectConnections } from './connection.store.ts'
import type { Connection } from './connection.ts'

const rules = { can: 'connections:read' } as const

export const getConnection = query(
  'connection.get',
  rules,
  (cx: Cx, connectionId: string): Promise<Connection> => loadConnection(cx, connectionId),
)

export interface ListConnections {
  readonly connector?: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export const listConnections = query('connection.list', rules, (cx: Cx, filter: ListConnections) =>
  selectConnections(cx, filter),
)
