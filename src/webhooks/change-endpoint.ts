import { fail } from '#src/kernel/problem.ts'
import { command, type Verb } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { targetRules } from './create-endpoint.ts'
import { cancelPending, changeEndpointRow, loadEndpoint } from './endpoint.store.ts'
import { demandEventTypes } from './event-types.ts'
import { demandTarget } from './target.ts'
import { endpointUpdated } from './webhook.events.ts'
import type { Endpoint, EndpointStatus } from './webhook.ts'

export interface ChangeEndpoint {
  readonly endpointId: string
  readonly url?: string | undefined
  readonly description?: string | undefined
  readonly eventTypes?: readonly string[] | undefined
  readonly maxInFlight?: number | undefined
  /** disabled ends what waits; enabled hears what happens from now on, and a replay of kind missing brings the rest. */
  readonly status?: EndpointStatus | undefined
}

const change = command(
  'webhookEndpoint.update',
  { can: 'webhooks:write' },
  async (cx, input: ChangeEndpoint): Promise<Endpoint> => {
    const before = await loadEndpoint(cx, input.endpointId)
    demandVersion(cx, before)
    if (input.eventTypes) demandEventTypes(input.eventTypes)
    const status = input.status ?? before.status
    await changeEndpointRow(cx, {
      ...before,
      url: input.url ?? before.url,
      description: input.description ?? before.description,
      eventTypes: input.eventTypes ?? before.eventTypes,
      maxInFlight: input.maxInFlight ?? before.maxInFlight,
      status,
      disabledReason: status === 'enabled' ? null : (before.disabledReason ?? 'manual'),
    })
    if (status !== before.status) await cancelPending(cx, before.id)
    return tell(cx, before)
  },
)

/** Changes an endpoint. Problems: as of createEndpoint, and version_stale. */
export const changeEndpoint: Verb<ChangeEndpoint, Endpoint> = async (call, input) => {
  if (input.url !== undefined) await demandTarget(input.url, targetRules(call.platform))
  return change(call, input)
}

/** Removes an endpoint. Its deliveries stay to be read; what waits is cancelled. */
export const removeEndpoint = command(
  'webhookEndpoint.remove',
  { can: 'webhooks:write' },
  async (cx, { endpointId }: { endpointId: string }): Promise<void> => {
    const before = await loadEndpoint(cx, endpointId)
    demandVersion(cx, before)
    await changeEndpointRow(cx, before, 'deleted')
    await cancelPending(cx, endpointId)
    cx.audit({ kind: 'webhookEndpoint', id: endpointId }, { url: before.url })
    cx.emit(endpointUpdated, { id: endpointId, version: before.version + 1 })
  },
)

async function tell(cx: Cx, before: Endpoint): Promise<Endpoint> {
  const after = await loadEndpoint(cx, before.id)
  cx.audit({ kind: 'webhookEndpoint', id: before.id }, { before, after })
  cx.emit(endpointUpdated, { id: before.id, version: after.version })
  return after
}

function demandVersion(cx: Cx, endpoint: Endpoint): void {
  if (cx.ifMatch !== undefined && cx.ifMatch !== endpoint.version) {
    fail('version_stale', 'The endpoint has changed since you read it; read it again.')
  }
}
