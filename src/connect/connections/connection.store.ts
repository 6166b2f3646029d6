import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Organisation } from '../sdk.ts'
import { assertMove, type Connection, type ConnectionStatus, type PaymentsPolicy } from './connection.ts'

defineConstraint(
  'connections_organisation_key',
  'connection_exists',
  'This company is connected to the organisation already; use that connection.',
)

interface ConnectionRow {
  id: string
  connector: string
  name: string
  status: ConnectionStatus
  organisation: string | null
  organisation_name: string | null
  grant_id: string | null
  choices: Organisation[]
  scopes: string[]
  payments: PaymentsPolicy
  blocked_until: Date | null
  version: number
  connected_at: Date | null
  created_at: Date
  updated_at: Date
}

const toConnection = (row: ConnectionRow): Connection => ({
  id: row.id,
  connector: row.connector,
  name: row.name,
  status: row.status,
  organisation: row.organisation
    ? { externalId: row.organisation, name: row.organisation_name ?? row.organisation }
    : null,
  grantId: row.grant_id,
  choices: row.choices,
  scopes: row.scopes,
  payments: row.payments,
  blockedUntil: row.blocked_until,
  version: row.version,
  connectedAt: row.connected_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export async function insertConnection(
  cx: Cx,
  { id, connector, name, payments }: Pick<Connection, 'id' | 'connector' | 'name' | 'payments'>,
): Promise<Connection> {
  const [row] = await cx.sql<ConnectionRow>(
    `insert into connections (company_id, id, connector, name, status, payments, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, 'pending', $5, $6, $7, $7) returning *`,
    [cx.companyId, id, connector, name, payments, cx.actor.name, cx.now],
  )
  return row ? toConnection(row) : fail('internal_error', 'The connection was not kept.')
}

export async function loadConnection(cx: Cx, id: string, lock: '' | 'for update' = ''): Promise<Connection> {
  const [row] = await cx.sql<ConnectionRow>(
    `select * from connections where company_id = $1 and id = $2 ${lock}`,
    [cx.companyId, id],
    lock ? 'lock_connection' : 'load_connection',
  )
  return row ? toConnection(row) : fail('not_found', 'There is no such connection in this company.')
}

export async function selectConnections(
  cx: Cx,
  { connector, after, limit }: { connector?: string | undefined; after?: string | undefined; limit: number },
): Promise<Connection[]> {
  const rows = await cx.sql<ConnectionRow>(
    `select * from connections where company_id = $1 and id > $2 and ($3::text is null or connector = $3)
     order by id limit $4`,
    [cx.companyId, after ?? '', connector ?? null, limit],
  )
  return rows.map(toConnection)
}

/** Connections that take records: an expired one still gets plans, which wait until it is connected again. */
export async function connectionsThatTake(cx: Cx): Promise<Connection[]> {
  const rows = await cx.sql<ConnectionRow>(
    `select * from connections where company_id = $1 and status in ('active', 'expired') order by id`,
    [cx.companyId],
  )
  return rows.map(toConnection)
}

export type ConnectionChange = Partial<
  Pick<Connection, 'name' | 'organisation' | 'grantId' | 'choices' | 'scopes' | 'payments' | 'connectedAt'>
>

/** A guarded move: the row must still be as it was read. */
export async function moveConnection(
  cx: Cx,
  from: Connection,
  to: ConnectionStatus,
  change: ConnectionChange = {},
): Promise<Connection> {
  if (to !== from.status || change.organisation) assertMove(from, to)
  const next = { ...from, ...change }
  const [row] = await cx.sql<ConnectionRow>(
    `update connections set status = $4, name = $5, organisation = $6, organisation_name = $7, grant_id = $8,
       choices = $9, scopes = $10, payments = $11, connected_at = $12, version = version + 1, updated_at = $13
     where company_id = $1 and id = $2 and version = $3 returning *`,
    [
      cx.companyId,
      from.id,
      from.version,
      to,
      next.name,
      next.organisation?.externalId ?? null,
      next.organisation?.name ?? null,
      next.grantId,
      JSON.stringify(next.choices),
      next.scopes,
      next.payments,
      next.connectedAt,
      cx.now,
    ],
  )
  return row ? toConnection(row) : fail('version_stale', 'The connection has changed since you read it; read it again.')
}

/** Nobody calls the vendor before this instant. */
export async function blockConnection(cx: Cx, id: string, until: Date): Promise<void> {
  await cx.sql(`update connections set blocked_until = greatest(blocked_until, $3) where company_id = $1 and id = $2`, [
    cx.companyId,
    id,
    until,
  ])
}

export interface FoundConnection {
  readonly companyId: string
  readonly connectionId: string
  readonly organisation: string | null
  readonly status: ConnectionStatus
  readonly timeZone: string
}

/** The connection of this id, and the active ones of these organisations, in whatever company: for signed messages. */
export async function findConnections(
  pool: Pool,
  connector: string,
  id: string,
  organisations: readonly string[],
): Promise<FoundConnection[]> {
  const { rows } = await pool.query<{
    company_id: string
    connection_id: string
    organisation: string | null
    status: ConnectionStatus
    time_zone: string
  }>('select * from app.find_connections($1, $2, $3)', [connector, id, organisations])
  return rows.map((row) => ({
    companyId: row.company_id,
    connectionId: row.connection_id,
    organisation: row.organisation,
    status: row.status,
    timeZone: row.time_zone,
  }))
}

/** Every active connection of the installation, a page at a time; role bilag_worker. */
export async function activeConnections(
  pool: Pool,
  after: { companyId: string; id: string },
  limit: number,
): Promise<{ companyId: string; id: string; connector: string }[]> {
  const { rows } = await pool.query<{ company_id: string; id: string; connector: string }>(
    `select company_id, id, connector from connections
     where status = 'active' and (company_id, id) > ($1, $2) order by company_id, id limit $3`,
    [after.companyId, after.id, limit],
  )
  return rows.map(({ company_id, id, connector }) => ({ companyId: company_id, id, connector }))
}
