import { systemActor } from '#src/platform/actor.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { connectionFailed } from '../connect.events.ts'
import { ConnectorError, isConnectorError } from '../connector-error.ts'
import { refreshTokens, type TokenSet } from '../oauth.ts'
import { connectorOf, vendorAppOf } from '../vendor-app.ts'
import type { TokenSource } from '../vendor-http.ts'
import { loadConnection, moveConnection } from './connection.store.ts'
import { loadTokens, saveTokens } from './credentials.store.ts'

/** A token that ends sooner is replaced before it is used. */
const SPARE_MS = 60_000

/** Bookkeeping of the runner is the system's, whoever asked for the call. */
export const asSystem = (call: Call): Call => ({
  platform: call.platform,
  actor: systemActor('connect'),
  companyId: call.companyId,
  timeZone: call.timeZone,
  requestId: call.requestId,
  dryRun: false,
})

const currentTokens = query('connection.tokens', { can: 'connections:manage' }, (cx, connectionId: string) =>
  loadTokens(cx, connectionId),
)

type Replaced = { readonly tokens: TokenSet } | { readonly fault: ConnectorError }

/**
 * Replaces the tokens, by one process at a time: the others wait on the row and then find that it is done. The new
 * pair is committed before anybody uses it; the old refresh token works only once. A consent that is over makes the
 * connection `expired`.
 */
const replaceTokens = command(
  'connection.refresh',
  { can: 'connections:manage' },
  async (cx, { connectionId, refused }: { connectionId: string; refused: string }): Promise<Replaced> => {
    const connection = await loadConnection(cx, connectionId)
    const tokens = await loadTokens(cx, connectionId, 'for update')
    const subject = { kind: 'connection', id: connectionId }
    if (tokens.accessToken !== refused) {
      cx.audit(subject, { refreshed: 'by another' })
      return { tokens }
    }
    const connector = connectorOf(connection.connector)
    try {
      const fresh = await refreshTokens(connector, vendorAppOf(cx.platform.config, connector), tokens, cx.now)
      await saveTokens(cx, connectionId, fresh)
      cx.audit(subject, { refreshed: 'now' })
      return { tokens: fresh }
    } catch (error) {
      if (!isConnectorError(error)) throw error
      cx.audit(subject, { refreshed: 'refused', fault: error.fault.kind })
      if (error.fault.kind === 'auth_expired' && connection.status === 'active') {
        const expired = await moveConnection(cx, connection, 'expired')
        cx.emit(connectionFailed, { id: expired.id, version: expired.version, connector: expired.connector })
      }
      return { fault: error }
    }
  },
)

/** The tokens of a connection for the HTTP way to its vendor. */
export function tokenSourceOf(call: Call, connectionId: string): TokenSource {
  const system = asSystem(call)
  const replace = async (refused: string): Promise<string> => {
    const replaced = await replaceTokens(system, { connectionId, refused })
    if ('fault' in replaced) throw replaced.fault
    return replaced.tokens.accessToken
  }
  return {
    replace,
    async access() {
      const { accessToken, expiresAt } = await currentTokens(system, connectionId)
      const isFresh = expiresAt.getTime() - call.platform.clock.now().getTime() > SPARE_MS
      return isFresh ? accessToken : replace(accessToken)
    },
  }
}

/** Marks a connection whose calls are refused although its tokens are new: only a new consent can help. */
export const expireConnection = command(
  'connection.expire',
  { can: 'connections:manage' },
  async (cx, connectionId: string): Promise<void> => {
    const connection = await loadConnection(cx, connectionId, 'for update')
    cx.audit({ kind: 'connection', id: connectionId }, { was: connection.status })
    if (connection.status !== 'active') return
    const expired = await moveConnection(cx, connection, 'expired')
    cx.emit(connectionFailed, { id: expired.id, version: expired.version, connector: expired.connector })
  },
)

/** The tokens of a consent that is being finished: nothing to replace yet. */
export const freshTokenSource = ({ accessToken }: TokenSet): TokenSource => ({
  access: async () => accessToken,
  replace: async () => {
    throw new ConnectorError({ kind: 'auth_expired' }, 401)
  },
})
