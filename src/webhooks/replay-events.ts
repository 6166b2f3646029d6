import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { eventsToReplay, insertDeliveries, type MissedEvent } from './delivery.store.ts'
import { loadEndpoint } from './endpoint.store.ts'
import { loadEvent } from './event.store.ts'
import { demandEventTypes } from './event-types.ts'
import { type Endpoint, objectKey } from './webhook.ts'

export type ReplayEvents = { readonly endpointId: string } & (
  | { readonly kind: 'one'; readonly eventId: string }
  | { readonly kind: 'range'; readonly after: number; readonly through: number }
  | { readonly kind: 'missing'; readonly after: number }
)

export interface Replayed {
  /** Deliveries that wait now because of this. */
  readonly deliveries: number
  /** Sequence up to which the log was gone through; go on after it while isComplete is false. */
  readonly through: number
  readonly isComplete: boolean
}

/** Events of one call; more need another call. */
export const MAX_REPLAYED = 10_000

/**
 * Sends events of the log to an endpoint again, under their own ids: one event, a range of sequences, or all that the
 * endpoint hears and has not taken. What waits already is not doubled. Problems: webhook_endpoint_disabled.
 */
export const replayEvents = command(
  'webhookEndpoint.replay',
  { can: 'webhooks:write' },
  async (cx, input: ReplayEvents): Promise<Replayed> => {
    const endpoint = await loadEndpoint(cx, input.endpointId)
    if (endpoint.status === 'disabled')
      fail('webhook_endpoint_disabled', 'Enable the endpoint before you replay events.')
    const events = await pick(cx, endpoint, input)
    await insertDeliveries(
      cx,
      events.map((event) => ({
        companyId: cx.companyId,
        endpointId: endpoint.id,
        kind: 'replay',
        eventId: event.id,
        eventType: event.type,
        sequence: event.sequence,
        objectKey: objectKey(event),
      })),
      cx.now,
    )
    cx.audit({ kind: 'webhookEndpoint', id: endpoint.id }, { ...input, deliveries: events.length })
    return {
      deliveries: events.length,
      through: Number(events.at(-1)?.sequence ?? 0n),
      isComplete: events.length < MAX_REPLAYED,
    }
  },
)

async function pick(cx: Cx, endpoint: Endpoint, input: ReplayEvents): Promise<MissedEvent[]> {
  const filter = { endpointId: endpoint.id, limit: MAX_REPLAYED }
  if (input.kind === 'one') {
    const { sequence, type } = await loadEvent(cx, input.eventId)
    const one = { ...filter, after: sequence - 1, through: sequence, types: [type], onlyMissing: false }
    return eventsToReplay(cx, one)
  }
  const types = demandEventTypes(endpoint.eventTypes)
  const through = input.kind === 'range' ? input.through : Number.MAX_SAFE_INTEGER
  return eventsToReplay(cx, { ...filter, after: input.after, through, types, onlyMissing: input.kind === 'missing' })
}
