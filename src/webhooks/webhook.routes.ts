import { accepted, createdOnce, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { changeEndpoint, removeEndpoint } from './change-endpoint.ts'
import { createEndpoint, type EndpointWithSecret } from './create-endpoint.ts'
import * as deliveries from './delivery.contract.ts'
import * as endpoints from './endpoint.contract.ts'
import { getDelivery, getEndpoint, listDeliveries, listEndpoints } from './read-webhooks.ts'
import { replayEvents } from './replay-events.ts'
import { rotateSecret } from './rotate-secret.ts'
import { testEndpoint } from './test-endpoint.ts'
import type { Delivery, Endpoint } from './webhook.ts'

const whole = (endpoint: Endpoint) => ok(endpoint, { version: endpoint.version })
const withSecret = ({ endpoint, secret }: EndpointWithSecret) =>
  createdOnce({ ...endpoint, secret }, { ...endpoint, secret: null })
const wire = <T extends Delivery>(delivery: T) => ({ ...delivery, sequence: Number(delivery.sequence) })

export const webhookRoutes: readonly Route[] = [
  bind(endpoints.listEndpointsOp, {
    call: async (call, { query }) => pageOfRows(await listEndpoints(call, pageStart(query)), query.limit),
    answer: ok,
  }),
  bind(endpoints.createEndpointOp, { call: (call, { body }) => createEndpoint(call, body), answer: withSecret }),
  bind(endpoints.getEndpointOp, {
    call: (call, { params }) => getEndpoint(call, params.webhookEndpointId),
    answer: whole,
  }),
  bind(endpoints.updateEndpointOp, {
    call: (call, { params, body }) => changeEndpoint(call, { endpointId: params.webhookEndpointId, ...body }),
    answer: whole,
  }),
  bind(endpoints.removeEndpointOp, {
    call: (call, { params }) => removeEndpoint(call, { endpointId: params.webhookEndpointId }),
    answer: noContent,
  }),
  bind(endpoints.rotateSecretOp, {
    call: (call, { params }) => rotateSecret(call, { endpointId: params.webhookEndpointId }),
    answer: withSecret,
  }),
  bind(endpoints.testEndpointOp, {
    call: (call, { params }) => testEndpoint(call, { endpointId: params.webhookEndpointId }),
    answer: (delivery) => accepted(wire(delivery)),
  }),
  bind(endpoints.replayEventsOp, {
    call: (call, { params, body }) => replayEvents(call, { endpointId: params.webhookEndpointId, ...body }),
    answer: (replayed) => accepted(replayed),
  }),
  bind(deliveries.listDeliveriesOp, {
    call: async (call, { query }) => {
      const { endpointId, eventId, status } = query
      const rows = await listDeliveries(call, { endpointId, eventId, status, ...pageStart(query) })
      return pageOfRows(rows, query.limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(wire), nextCursor }),
  }),
  bind(deliveries.getDeliveryOp, {
    call: (call, { params }) => getDelivery(call, params.webhookDeliveryId),
    answer: (delivery) => ok(wire(delivery)),
  }),
]
