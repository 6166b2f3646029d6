import type { Locale } from '#src/kernel/locale.ts'
import type { Capabilities } from './network.ts'

export const CHANNELS = ['email', 'network'] as const
export type Channel = (typeof CHANNELS)[number]

/** A participant of Peppol: scheme and id. */
export const PARTICIPANT = /^\d{4}:[^\s\p{Cc}]{1,60}$/u

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
  /** Mail address, or participant "0192:991825827"; null where none is known, which fails the delivery. */
  readonly to: string | null
  readonly language: Locale
  readonly status: DeliveryStatus
  /** Exactly what was handed over. */
  readonly documentId: string | null
  /** Secret of the address that a mail comes back to; null for the network. */
  readonly returnToken: string | null
  /** The network's name of the transmission. */
  readonly transmissionId: string | null
  /** The delivery by the network that this mail stands in for. */
  readonly replacesId: string | null
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
  /** The mail that said it, where it came later and by mail. */
  readonly documentId: string | null
}

export interface DeliveryView extends Delivery {
  readonly answers: readonly DeliveryAnswer[]
}

/** What became of one try, and what the network said of the receiver meanwhile. */
export type Outcome = Ended & { readonly lookup?: Capabilities | undefined }

type Ended =
  | { readonly kind: 'accepted'; readonly answer: string; readonly transmissionId?: string }
  /** Nothing was taken; another try may succeed. */
  | { readonly kind: 'deferred'; readonly answer: string; readonly delayMs?: number | undefined }
  /** It will not be taken however often it is sent. */
  | { readonly kind: 'refused'; readonly code: string; readonly answer: string; readonly mayFallBack?: boolean }
  /** It was sent and no answer came: it may have arrived. `canLook`: the next try finds out before it sends. */
  | { readonly kind: 'unknown'; readonly answer: string; readonly canLook?: boolean }

/** Tries before a person is asked: more than two days. */
export const ATTEMPTS_MAX = 14
const BACKOFF_MS = 60_000
const BACKOFF_MS_MAX = 6 * 3_600_000

/** Milliseconds to the next try after so many. */
export const pauseAfter = (attempts: number): number =>
  Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 3 ** Math.max(0, attempts - 1))

/** How long a network is asked what became of a transmission. */
export const FOLLOW_MS = 4 * 24 * 3_600_000

/** Milliseconds to the next look at a transmission: as long as it has been on its way, within bounds. */
export const pauseAtAge = (ageMs: number): number => Math.min(BACKOFF_MS_MAX, Math.max(BACKOFF_MS, ageMs))

/** What every event of a delivery tells. */
export const stateOf = ({ id, version, invoiceId, channel, status }: Delivery) => ({
  id,
  version,
  invoiceId,
  channel,
  status,
})
