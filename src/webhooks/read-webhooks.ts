import { query } from '#src/platform/command/index.ts'
import { type DeliveryFilter, listAttempts, listDeliveryRows, loadDelivery, loadTold } from './delivery.store.ts'
import { messageBody } from './dispatch/message.ts'
import { listEndpointRows, loadEndpoint } from './endpoint.store.ts'
import type { Attempt, Delivery } from './webhook.ts'

export const listEndpoints = query(
  'webhookEndpoint.list',
  { can: 'webhooks:read' },
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listEndpointRows(cx, after, limit),
)

export const getEndpoint = query('webhookEndpoint.get', { can: 'webhooks:read' }, (cx, endpointId: string) =>
  loadEndpoint(cx, endpointId),
)

/** Newest first. */
export const listDeliveries = query('webhookDelivery.list', { can: 'webhooks:read' }, (cx, filter: DeliveryFilter) =>
  listDeliveryRows(cx, filter),
)

export interface DeliveryWithAttempts extends Delivery {
  /** The body as it was and will be sent. */
  readonly body: string
  readonly log: readonly Attempt[]
}

export const getDelivery = query(
  'webhookDelivery.get',
  { can: 'webhooks:read' },
  async (cx, deliveryId: string): Promise<DeliveryWithAttempts> => {
    const delivery = await loadDelivery(cx, deliveryId)
    const body = messageBody(cx.companyId, await loadTold(cx, deliveryId))
    return { ...delivery, body, log: await listAttempts(cx, deliveryId) }
  },
)
