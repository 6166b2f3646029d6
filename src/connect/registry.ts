import type { Connector } from './sdk.ts'

/**
 * The connectors of this process. No room names one: the composition (src/connectors.ts) lists them and installs them
 * here once, before the first request or job.
 */
const installed = new Map<string, Connector>()

export function installConnectors(connectors: readonly Connector[]): void {
  for (const connector of connectors) installed.set(connector.id, connector)
}

export const allConnectors = (): readonly Connector[] => [...installed.values()]
export const connectorById = (id: string): Connector | undefined => installed.get(id)
