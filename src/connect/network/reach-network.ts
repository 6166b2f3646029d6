import type { Capabilities, NetworkNews, NetworkOutcome, Network as Way } from '#src/invoices/index.ts'
import { takesDocument } from '#src/kernel/peppol-document.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { connectionsThatTake } from '../connections/connection.store.ts'
import type { Connection } from '../connections/connection.ts'
import { expireConnection } from '../connections/refresh-tokens.ts'
import { type ConnectorError, isConnectorError } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import type { ConnectorContext, Network, Transmission } from '../sdk.ts'
import { connectorOf } from '../vendor-app.ts'

/** How the room of invoices reaches the network that a company is connected to. */
export const networkWay: Way = {
  async deliver(call, letter) {
    const ways = await waysOf(call, letter.reference)
    const way = ways.find(({ connection }) => connection.organisation?.externalId === letter.sender) ?? ways[0]
    if (!way) return { kind: 'unconnected' }
    const { network, cx, connection } = way
    let lookup: Capabilities | undefined
    try {
      // An earlier try may have succeeded unheard.
      const known = await network.find(cx, letter.reference)
      if (known) return acceptedAs(known)
      const { canReceive, answer } = await network.lookup(cx, letter.receiver)
      lookup = { documentTypes: canReceive, answer }
      if (!takesDocument(canReceive, letter.documentType)) return { kind: 'unreachable', answer, lookup }
      return { ...acceptedAs(await network.send(cx, letter)), lookup }
    } catch (error) {
      return { ...outcomeOf(await judged(call, connection, error)), lookup }
    }
  },
  async lookup(call, { partyId, participant }) {
    const [way] = await waysOf(call, partyId)
    if (!way) return { kind: 'unanswered', answer: 'The company is connected to no network.' }
    try {
      const { canReceive, answer } = await way.network.lookup(way.cx, participant)
      return { kind: 'known', documentTypes: canReceive, answer }
    } catch (error) {
      return { kind: 'unanswered', answer: (await judged(call, way.connection, error)).message }
    }
  },
  async follow(call, { id, transmissionId }): Promise<NetworkNews> {
    let answer = 'The company is connected to no network.'
    // Another of its networks may have sent it.
    for (const { network, cx, connection } of await waysOf(call, id)) {
      try {
        const { status, receipt } = await network.status(cx, transmissionId)
        return { status, answer: receipt }
      } catch (error) {
        answer = (await judged(call, connection, error)).message
      }
    }
    return { status: 'unanswered', answer }
  },
}

interface NetworkConnection {
  readonly network: Network
  readonly cx: ConnectorContext
  readonly connection: Connection
}

/** The company's connections to networks. */
async function waysOf(call: Call, causeId: string): Promise<NetworkConnection[]> {
  return (await connectionsOf(call, undefined)).flatMap((connection) => {
    const { network } = connectorOf(connection.connector)
    return network ? [{ network, connection, cx: contextOf(call, connection, { causeId }) }] : []
  })
}

const connectionsOf = query('connection.networks', { can: 'connections:read' }, (cx: Cx, _: undefined) =>
  connectionsThatTake(cx),
)

/** A transmission that is known to have failed is sent again by a person, under another delivery. */
const acceptedAs = ({ transmissionId, status, receipt }: Transmission): NetworkOutcome =>
  status === 'failed' ? { kind: 'refused', answer: receipt } : { kind: 'accepted', transmissionId, answer: receipt }

/** The fault of a connector; a consent that is over is marked. Anything else is ours and thrown on. */
async function judged(call: Call, { id }: Connection, error: unknown): Promise<ConnectorError> {
  if (!isConnectorError(error)) throw error
  if (error.fault.kind === 'auth_expired' && error.status !== null) await expireConnection(call, id)
  return error
}

function outcomeOf({ fault, message }: ConnectorError): NetworkOutcome {
  switch (fault.kind) {
    case 'rate_limited':
      return { kind: 'deferred', answer: message, delayMs: fault.retryAfterMs }
    case 'unknown_outcome':
      return { kind: 'unknown', answer: message }
    case 'rejected':
    case 'conflict':
    case 'not_found':
      return { kind: 'refused', answer: message }
    default:
      return { kind: 'deferred', answer: message }
  }
}
