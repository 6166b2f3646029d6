import { peppolGateway } from '#connectors/peppol-gateway/connector.ts'
import { xero } from '#connectors/xero/connector.ts'
import type { Connector } from '#src/connect/sdk.ts'

/** The connectors of this build; the only list that names one. */
export const CONNECTORS: readonly Connector[] = [xero, peppolGateway]
