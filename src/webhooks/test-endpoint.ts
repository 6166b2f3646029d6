import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import { insertDeliveries, loadDelivery } from './delivery.store.ts'
import { loadEndpoint } from './endpoint.store.ts'
import { endpointTested } from './webhook.events.ts'
import type { Delivery } from './webhook.ts'

/** Sends a test message to one endpoint, signed as any other. Problem: webhook_endpoint_disabled. */
export const testEndpoint = command(
  'webhookEndpoint.test',
  { can: 'webhooks:write' },
  async (cx, { endpointId }: { endpointId: string }): Promise<Delivery> => {
    const endpoint = await loadEndpoint(cx, endpointId)
    if (endpoint.status === 'disabled') fail('webhook_endpoint_disabled', 'Enable the endpoint before you test it.')
    const eventId = newId('event')
    const [id = ''] = await insertDeliveries(
      cx,
      [
        {
          companyId: cx.companyId,
          endpointId,
          kind: 'test',
          eventId,
          eventType: endpointTested.type,
          sequence: 0n,
          objectKey: `test:${eventId}`,
        },
      ],
      cx.now,
    )
    cx.audit({ kind: 'webhookEndpoint', id: endpointId }, { deliveryId: id })
    return loadDelivery(cx, id)
  },
)
