import type { Told } from '../delivery.store.ts'
import { signature } from '../sign.ts'

export interface Message {
  readonly headers: Record<string, string>
  readonly body: string
}

/** The event as JSON, spelled the same way at every attempt. `data` is JSON text already. */
export const messageBody = (companyId: string, event: Told): string =>
  `{"id":"${event.eventId}","sequence":${event.sequence},"type":"${event.type}","companyId":"${companyId}",` +
  `"occurredAt":"${event.occurredAt.toISOString()}","data":${event.data},"previousId":${JSON.stringify(event.previousId)}}`

/** The signed request. webhook-id is the event's id: the same at every attempt and replay, so a receiver can drop doubles. */
export function message(companyId: string, event: Told, keys: readonly Buffer[], at: Date): Message {
  const body = messageBody(companyId, event)
  const timestamp = Math.floor(at.getTime() / 1000)
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Bilag-Webhooks/1',
      'webhook-id': event.eventId,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature(keys, event.eventId, timestamp, body),
    },
  }
}
