import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { connectionDisconnected } from '../connect.events.ts'
import { isConnectorError } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import { revokeTokens, type TokenSet } from '../oauth.ts'
import { connectorOf, vendorAppOf } from '../vendor-app.ts'
import { loadConnection, moveConnection } from './connection.store.ts'
import type { Connection, PaymentsPolicy } from './connection.ts'
import { deleteTokens, loadTokens } from './credentials.store.ts'
import { asSystem, freshTokenSource } from './refresh-tokens.ts'

export interface ChangeConnection {
  readonly connectionId: string
  readonly name?: string | undefined
  readonly payments?: PaymentsPolicy | undefined
}

export const changeConnection = command(
  'connection.change',
  { can: 'connections:manage' },
  async (cx, { connectionId, name, payments }: ChangeConnection): Promise<Connection> => {
    const before = await loadConnection(cx, connectionId, 'for update')
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The connection has changed since you read it; read it again.')
    }
    if (before.status === 'disconnected') fail('connection_inactive', 'The connection was ended.')
    const change = { ...(name === undefined ? {} : { name }), ...(payments === undefined ? {} : { payments }) }
    cx.audit({ kind: 'connection', id: connectionId }, change)
    return moveConnection(cx, before, before.status, change)
  },
)

interface Ended {
  readonly connection: Connection
  readonly tokens: TokenSet | null
}

/** Ends the connection on our side first: from the commit on nothing of it is used. What was handed over stays known. */
const endConnection = command(
  'connection.disconnect',
  { can: 'connections:manage' },
  async (cx, connectionId: string): Promise<Connection> => {
    const before = await loadConnection(cx, connectionId, 'for update')
    cx.audit({ kind: 'connection', id: connectionId }, { was: before.status })
    if (before.status === 'disconnected') return before
    await deleteTokens(cx, connectionId)
    const ended = await moveConnection(cx, before, 'disconnected', { choices: [] })
    cx.emit(connectionDisconnected, { id: ended.id, version: ended.version, connector: ended.connector })
    return ended
  },
)

const readForEnd = query(
  'connection.read_for_end',
  { can: 'connections:manage' },
  async (cx, connectionId: string): Promise<Ended> => {
    const connection = await loadConnection(cx, connectionId)
    const hasTokens = connection.status === 'active' || connection.status === 'expired'
    return { connection, tokens: hasTokens ? await loadTokens(cx, connectionId) : null }
  },
)

/** Ends a connection here, and tells the vendor if it still listens. */
export async function disconnect(call: Call, connectionId: string): Promise<Connection> {
  const { connection, tokens } = await readForEnd(call, connectionId)
  const ended = await endConnection(call, connectionId)
  if (tokens && !call.dryRun) await tellVendor(call, connection, tokens)
  return ended
}

/** A vendor that does not listen keeps a grant that nobody holds a token for; that is not worth a refusal. */
async function tellVendor(call: Call, connection: Connection, tokens: TokenSet): Promise<void> {
  const connector = connectorOf(connection.connector)
  const cx = contextOf(asSystem(call), connection, { causeId: connection.id, tokens: freshTokenSource(tokens) })
  try {
    if (connection.grantId) await connector.disconnect(cx, connection.grantId)
    await revokeTokens(connector, vendorAppOf(call.platform.config, connector), tokens)
  } catch (error) {
    if (!isConnectorError(error)) throw error
    call.platform.log.warn({ connectionId: connection.id, fault: error.fault.kind }, 'vendor not told of the end')
  }
}
