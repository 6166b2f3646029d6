import { command } from '#src/platform/command/index.ts'
import { cancelPending, changeEndpointRow, loadEndpoint } from './endpoint.store.ts'
import { endpointDisabled } from './webhook.events.ts'

/** Stops sending to an endpoint that is gone or fails for days, and tells so in the event log. Done once. */
export const disableEndpoint = command(
  'webhookEndpoint.disable',
  { can: 'webhooks:write' },
  async (cx, { endpointId, reason }: { endpointId: string; reason: 'gone' | 'failing' }): Promise<void> => {
    const endpoint = await loadEndpoint(cx, endpointId)
    cx.audit({ kind: 'webhookEndpoint', id: endpointId }, { reason, failingSince: endpoint.failingSince })
    if (endpoint.status === 'disabled') return
    await changeEndpointRow(cx, { ...endpoint, status: 'disabled', disabledReason: reason })
    await cancelPending(cx, endpointId)
    cx.emit(endpointDisabled, { id: endpointId, version: endpoint.version + 1, reason })
  },
)
