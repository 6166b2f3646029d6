import type { Call } from '#src/platform/cx.ts'
import { gateOf } from './calls/call.store.ts'
import type { Connection } from './connections/connection.ts'
import { tokenSourceOf } from './connections/refresh-tokens.ts'
import type { ConnectorContext } from './sdk.ts'
import { connectorOf, urlsOf } from './vendor-app.ts'
import { type TokenSource, vendorHttp } from './vendor-http.ts'

export interface Trail {
  /** The run or operation that the calls are made for. */
  readonly causeId: string | null
  /** Other tokens than the connection's own: those of a consent that is being finished. */
  readonly tokens?: TokenSource
}

/** What a connector gets to work with for this connection. */
export function contextOf(call: Call, connection: Connection, { causeId, tokens }: Trail): ConnectorContext {
  const connector = connectorOf(connection.connector)
  const urls = urlsOf(call.platform.config, connector)
  return {
    request: vendorHttp({
      urls,
      limits: connector.limits,
      tokens: tokens ?? tokenSourceOf(call, connection.id),
      gate: gateOf(call, connection.id, connector.limits, causeId),
    }),
    urls,
    organisation: connection.organisation?.externalId ?? '',
    now: () => call.platform.clock.now(),
  }
}
