import type { Locale } from '#src/kernel/locale.ts'

export const CHANNELS = ['email'] as const
export type Channel = (typeof CHANNELS)[number]

export const DELIVERY_STATUSES = ['planned', 'sent', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** sent: the next server or the network has taken it; delivered: the network says that the customer has it. */
export const DELIVERY_MOVES: Readonly<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  planned: ['planned', 'sent', 'failed'],
  sent: ['sent', 'delivered', 'failed'],
  delivered: [],
  failed: ['planned'],
}

/** One invoice on its way to its customer. */
export interface Delivery {
  readonly id: string
  readonly invoiceId: string
  readonly channel: Channel
  /** Mail address; null where none is known, which fails the delivery. */
  readonly to: string | null
  readonly language: Locale
  readonly status: DeliveryStatus
  /** Exactly what was handed over. */
  readonly documentId: string | null
  readonly attempts: number
  readonly nextAt: Date
  readonly claimedUntil: Date | null
  readonly isHandedOver: boolean
  /** Why it failed. */
  readonly code: string | null
  readonly detail: string | null
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly sentAt: Date | null
  readonly deliveredAt: Date | null
}

/** What a server or network said, as it said it. */
export interface DeliveryAnswer {
  readonly outcome: 'accepted' | 'deferred' | 'refused' | 'unknown' | 'delivered'
  readonly answer: string
  readonly answeredAt: Date
}

export interface DeliveryView extends Delivery {
  readonly answers: readonly DeliveryAnswer[]
}

/** What became of one try. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly answer: string }
  /** Nothing was taken; another try may succeed. */
  | { readonly kind: 'deferred'; readonly answer: string }
  /** It will not be taken however often it is sent. */
  | { readonly kind: 'refused'; readonly code: string; readonly answer: string }
  /** It was sent and no answer came: it may have arrived. */
  | { readonly kind: 'unknown'; readonly answer: string }

/** Tries before a person is asked: more than two days. */
export const ATTEMPTS_MAX = 14
const BACKOFF_MS = 60_000
const BACKOFF_MS_MAX = 6 * 3_600_000

/** Milliseconds to the next try after so many. */
export const pauseAfter = (attempts: number): number =>
  Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 3 ** Math.max(0, attempts - 1))

/** What every event of a delivery tells. */
export const stateOf = ({ id, version, invoiceId, channel, status }: Delivery) => ({
  id,
  version,
  invoiceId,
  channel,
  status,
})
