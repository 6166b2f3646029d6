import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import * as contract from './delivery.contract.ts'
import type { DeliveryView } from './delivery.ts'
import { planDelivery } from './plan-delivery.ts'
import { getDelivery, listDeliveries } from './read-deliveries.ts'
import { retryDelivery } from './record-delivery.ts'

/** The delivery as the API shows it. */
export const wireDelivery = (delivery: DeliveryView) => {
  const { nextAt, claimedUntil: _claim, isHandedOver: _inside, returnToken: _secret, ...shown } = delivery
  return { ...shown, nextAttemptAt: delivery.status === 'planned' ? nextAt : null }
}
const shown = (delivery: DeliveryView) => ok(wireDelivery(delivery), { version: delivery.version })

export const deliveryRoutes: readonly Route[] = [
  bind(contract.createDeliveryOp, {
    call: (call, { params: { invoiceId }, body }) => planDelivery(call, { invoiceId, ...body }),
    answer: (delivery) => created(wireDelivery(delivery), { version: delivery.version }),
  }),
  bind(contract.listDeliveriesOp, {
    call: async (call, { params: { invoiceId }, query }) =>
      pageOfRows(await listDeliveries(call, { invoiceId, ...pageStart(query) }), query.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireDelivery), nextCursor }),
  }),
  bind(contract.getDeliveryOp, {
    call: (call, { params: { invoiceId, deliveryId } }) => getDelivery(call, { invoiceId, deliveryId }),
    answer: shown,
  }),
  bind(contract.retryDeliveryOp, {
    call: (call, { params: { invoiceId, deliveryId } }) => retryDelivery(call, { invoiceId, deliveryId }),
    answer: shown,
  }),
]
