import { fail } from '#src/kernel/problem.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { VendorApp } from './oauth.ts'
import { connectorById } from './registry.ts'
import type { Connector } from './sdk.ts'

type Config = Platform['config']

/** The connector of this id; refuses with `connector_unknown`. */
export function connectorOf(id: string): Connector {
  const connector = connectorById(id)
  if (!connector) fail('connector_unknown', `There is no connector "${id}"; GET /v1/connectors lists them.`)
  return connector
}

export const isConfigured = (config: Config, { id }: Connector): boolean => !!config.connectors[id]?.clientId

/** The operator's registration at the vendor, and where the vendor is. */
export function vendorAppOf(config: Config, connector: Connector): VendorApp {
  const settings = config.connectors[connector.id]
  const prefix = connector.id.toUpperCase().replaceAll('-', '_')
  if (!settings?.clientId) {
    fail('connector_unconfigured', `The operator has to set ${prefix}_CLIENT_ID before ${connector.name} can be used.`)
  }
  return { clientId: settings.clientId, clientSecret: settings.clientSecret, urls: urlsOf(config, connector) }
}

/** The manifest's base addresses, or what the operator has put in their place. */
export function urlsOf(config: Config, connector: Connector): Record<string, string> {
  const replaced = config.connectors[connector.id]?.urls ?? {}
  return Object.fromEntries(
    Object.entries(connector.urls).map(([name, { url, setting }]) => [name, replaced[setting] ?? url]),
  )
}
