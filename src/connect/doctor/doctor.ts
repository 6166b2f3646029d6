import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { countedCalls } from '../calls/call.store.ts'
import { loadConnection } from '../connections/connection.store.ts'
import type { Connection } from '../connections/connection.ts'
import { asSystem } from '../connections/refresh-tokens.ts'
import { isConnectorError } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import { lastMessageAt } from '../hooks/message.store.ts'
import type { Connector, Organisation, Probe } from '../sdk.ts'
import { connectorOf } from '../vendor-app.ts'
import { type DoctorCheck, type Findings, judgeFindings } from './checks.ts'

export interface DoctorReport {
  readonly connection: Connection
  readonly isHealthy: boolean
  readonly checks: readonly DoctorCheck[]
}

interface Known {
  readonly connection: Connection
  readonly calls: { readonly inMinute: number; readonly inDay: number }
  readonly lastMessageAt: Date | null
}

const known = query(
  'connection.examine',
  { can: 'connections:read' },
  async (cx, connectionId: string): Promise<Known> => ({
    connection: await loadConnection(cx, connectionId),
    calls: await countedCalls(cx, connectionId),
    lastMessageAt: await lastMessageAt(cx, connectionId),
  }),
)

/** Examines a connection with two reads at the vendor. Each check names one problem and what mends it. */
export async function examineConnection(call: Call, connectionId: string): Promise<DoctorReport> {
  const facts = await known(call, connectionId)
  const { connection } = facts
  const connector = connectorOf(connection.connector)
  const { platform } = call
  const asked = await askVendor(call, connection, connector)
  const findings: Findings = {
    ...facts,
    ...asked,
    connector,
    hasWebhookKey: !!platform.config.connectors[connector.id]?.webhookKey,
    now: platform.clock.now(),
  }
  const checks = judgeFindings(findings)
  return { connection, checks, isHealthy: checks.every(({ passed }) => passed !== false) }
}

type Asked = Pick<Findings, 'fault' | 'organisations' | 'probe'>

async function askVendor(call: Call, connection: Connection, connector: Connector): Promise<Asked> {
  let organisations: readonly Organisation[] | null = null
  let probe: Probe | null = null
  if (connection.status === 'pending' || connection.status === 'disconnected') {
    return { fault: null, organisations, probe }
  }
  const cx = contextOf(asSystem(call), connection, { causeId: null })
  try {
    organisations = await connector.organisations(cx)
    probe = await connector.probe(cx)
    return { fault: null, organisations, probe }
  } catch (error) {
    if (!isConnectorError(error)) throw error
    return { fault: error.fault, organisations, probe }
  }
}
