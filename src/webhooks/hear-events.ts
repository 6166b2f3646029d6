import type { EventListener } from '#src/platform/outbox/sequence-events.ts'
import { insertDeliveries, listListeningEndpoints } from './delivery.store.ts'
import { hears, objectKey } from './webhook.ts'

/** Keeps one delivery for each endpoint that hears an event, in the transaction that puts the event into the log. */
export const hearEvents: EventListener = async (events, sink) => {
  const endpoints = await listListeningEndpoints(sink, [...new Set(events.map(({ companyId }) => companyId))])
  if (endpoints.length === 0) return
  const byCompany = Map.groupBy(endpoints, ({ companyId }) => companyId)
  const deliveries = events.flatMap((event) =>
    (byCompany.get(event.companyId) ?? [])
      .filter(({ eventTypes }) => hears(eventTypes, event.type))
      .map(({ id }) => ({
        companyId: event.companyId,
        endpointId: id,
        kind: 'event' as const,
        eventId: event.id,
        eventType: event.type,
        sequence: event.sequence,
        objectKey: objectKey(event),
      })),
  )
  await insertDeliveries(sink, deliveries, sink.now)
}
