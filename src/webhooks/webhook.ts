import type { SequencedEvent } from '#src/platform/outbox/sequence-events.ts'

export type EndpointStatus = 'enabled' | 'disabled'
/** gone: the receiver answered 410; failing: no attempt succeeded for days. */
export type DisabledReason = 'manual' | 'gone' | 'failing'

export interface Endpoint {
  readonly id: string
  readonly url: string
  readonly description: string
  /** Types, or "noun.*"; empty = every type. */
  readonly eventTypes: readonly string[]
  readonly maxInFlight: number
  readonly status: EndpointStatus
  readonly disabledReason: DisabledReason | null
  readonly failingSince: Date | null
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'cancelled'
export type DeliveryKind = 'event' | 'replay' | 'test'

export interface Delivery {
  readonly id: string
  readonly endpointId: string
  readonly kind: DeliveryKind
  readonly eventId: string
  readonly eventType: string
  readonly sequence: bigint
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly nextAttemptAt: Date | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

export interface Attempt {
  readonly number: number
  readonly startedAt: Date
  readonly durationMs: number
  /** Null when no answer came. */
  readonly status: number | null
  readonly error: string | null
  /** The first bytes of the answer, as text. */
  readonly responseBody: string | null
}

export const MAX_ENDPOINTS = 50
export const SECRET_OVERLAP_MS = 24 * 3_600_000
/** An endpoint none of whose attempts succeeded for so long is disabled, as Svix does. */
export const FAILING_LIMIT_MS = 5 * 24 * 3_600_000

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Waits after the first, second ... failed attempt: the schedule of https://docs.svix.com/retries, and one more day. */
export const RETRY_WAITS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
]

/** When to try again after `attempts` attempts that failed; null = never. A receiver may ask for more time, up to a day. */
export function nextAttempt(attempts: number, at: Date, retryAfterMs = 0): Date | null {
  const waitMs = RETRY_WAITS_MS[attempts - 1]
  if (waitMs === undefined) return null
  return new Date(at.getTime() + Math.max(waitMs, Math.min(retryAfterMs, 24 * HOUR_MS)))
}

/** Whether an endpoint with this filter hears the type. */
export const hears = (filter: readonly string[], type: string): boolean =>
  filter.length === 0 || filter.some((one) => one === type || (one.endsWith('.*') && type.startsWith(one.slice(0, -1))))

/** What the event is about: the noun of its type and the id in its data. One object's deliveries keep their order. */
export function objectKey({ id, type, data }: Pick<SequencedEvent, 'id' | 'type' | 'data'>): string {
  const noun = type.split('.')[0] ?? type
  const objectId = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined
  return typeof objectId === 'string' ? `${noun}:${objectId}` : `${noun}:${id}`
}
