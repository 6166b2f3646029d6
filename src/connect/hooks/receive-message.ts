import { fail } from '#src/kernel/problem.ts'
import { systemActor } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type FoundConnection, findConnections } from '../connections/connection.store.ts'
import { connectorById } from '../registry.ts'
import { requestSync } from '../runs/request-sync.ts'
import type { PullKind } from '../sdk.ts'
import { keepMessage } from './message.store.ts'

export interface InboundMessage {
  readonly connectorId: string
  readonly connectionId: string
  readonly raw: Uint8Array
  readonly header: (name: string) => string | undefined
  readonly requestId: string
}

/**
 * A message of a vendor. It is believed by its signature alone and changes nothing by itself: it wakes pulls, once.
 * A vendor that has one address for all its organisations names them, and the connections of each are woken. Refuses
 * with `hook_signature_invalid` (401, as vendors expect of a forged message) or `not_found`.
 */
export async function receiveMessage(platform: Platform, message: InboundMessage): Promise<{ woken: number }> {
  const webhook = connectorById(message.connectorId)?.webhook
  if (!webhook) fail('not_found', 'No messages are taken here.')
  const secret = platform.config.connectors[message.connectorId]?.webhookKey ?? ''
  if (!webhook.verify(message.raw, message.header, secret)) {
    fail('hook_signature_invalid', 'The signature does not fit the bytes of the message.')
  }
  const wakes = webhook.wakes(message.raw)
  const organisations = wakes.map(({ organisation }) => organisation)
  const found = await findConnections(platform.db.app, message.connectorId, message.connectionId, organisations)
  if (!found.some(({ connectionId }) => connectionId === message.connectionId)) {
    fail('not_found', 'No messages are taken here.')
  }
  let woken = 0
  for (const connection of found.filter(({ status }) => status === 'active')) {
    const pulls = wakes.filter(({ organisation }) => organisation === connection.organisation).map(({ pull }) => pull)
    if (pulls.length === 0) continue
    const call = callFor(platform, connection, message)
    if (await wake(call, { connection, pulls, raw: message.raw })) woken += 1
  }
  return { woken }
}

const callFor = (
  platform: Platform,
  { companyId, timeZone }: FoundConnection,
  { connectorId, requestId }: InboundMessage,
): Call => ({ platform, actor: systemActor(`hook ${connectorId}`), companyId, timeZone, requestId, dryRun: false })

interface Wake {
  readonly connection: FoundConnection
  readonly pulls: readonly PullKind[]
  readonly raw: Uint8Array
}

const wake = command(
  'connection.hear',
  { can: 'connections:manage' },
  async (cx, { connection: { connectionId }, pulls, raw }: Wake): Promise<boolean> => {
    const isNew = await keepMessage(cx, connectionId, raw)
    cx.audit({ kind: 'connection', id: connectionId }, { isNew })
    if (!isNew) return false
    for (const pull of new Set(pulls)) await requestSync(cx, { connectionId, pull, cause: 'webhook' })
    return true
  },
)
