import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { startAuthorization } from '../oauth.ts'
import { connectorOf, vendorAppOf } from '../vendor-app.ts'
import { insertConnection, loadConnection } from './connection.store.ts'
import type { Connection, PaymentsPolicy } from './connection.ts'
import { insertConsent, sealVerifier } from './consent.store.ts'

export interface StartedConnection {
  readonly connection: Connection
  /** Where a person goes to give the consent. */
  readonly authorizationUrl: string
}

export interface StartConnection {
  readonly connector: string
  readonly name?: string | undefined
  readonly payments?: PaymentsPolicy | undefined
}

/** Starts a connection: it is pending until the person comes back from the vendor's consent page. */
export const startConnection = command(
  'connection.start',
  { can: 'connections:manage' },
  async (cx, input: StartConnection): Promise<StartedConnection> => {
    const connector = connectorOf(input.connector)
    vendorAppOf(cx.platform.config, connector)
    const connection = await insertConnection(cx, {
      id: newId('connection'),
      connector: connector.id,
      name: input.name ?? connector.name,
      payments: input.payments ?? 'push',
    })
    cx.audit({ kind: 'connection', id: connection.id }, { connector: connector.id })
    return { connection, authorizationUrl: await askConsent(cx, connection) }
  },
)

/** Asks for the consent again, for a connection whose tokens are over. It keeps its organisation. */
export const restartConnection = command(
  'connection.restart',
  { can: 'connections:manage' },
  async (cx, connectionId: string): Promise<StartedConnection> => {
    const connection = await loadConnection(cx, connectionId)
    if (connection.status === 'disconnected') {
      fail('connection_inactive', 'The connection was ended; start a new one.')
    }
    cx.audit({ kind: 'connection', id: connection.id })
    return { connection, authorizationUrl: await askConsent(cx, connection) }
  },
)

async function askConsent(cx: Cx, connection: Connection): Promise<string> {
  const { config } = cx.platform
  const connector = connectorOf(connection.connector)
  const redirectUri = `${config.publicUrl}/connect/${connector.id}/callback`
  const { url, state, verifier } = await startAuthorization(connector, vendorAppOf(config, connector), redirectUri)
  const sealed = sealVerifier(cx, verifier)
  await insertConsent(cx, { connectionId: connection.id, state, verifier: sealed, redirectUri })
  return url
}
