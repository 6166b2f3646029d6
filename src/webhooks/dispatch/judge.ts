import { nextAttempt } from '../webhook.ts'
import type { DueDelivery, Result } from './dispatch.store.ts'
import type { Sent } from './http-sender.ts'

/** The receiver says that the endpoint is no more (RFC 9110 section 15.5.11): it is disabled at once. */
export const isGone = ({ status }: Pick<Sent, 'status'>): boolean => status === 410

/** What an attempt means for its delivery: any 2xx is taken, everything else comes again until the schedule ends. */
export function judge(delivery: DueDelivery, sent: Sent, startedAt: Date, durationMs: number): Result {
  const number = delivery.attempts + 1
  const isTaken = sent.status !== null && sent.status >= 200 && sent.status < 300
  const next = isTaken || isGone(sent) ? null : nextAttempt(number, startedAt, retryAfterMs(sent.retryAfter, startedAt))
  return {
    deliveryId: delivery.id,
    number,
    startedAt,
    durationMs: Math.round(durationMs),
    status: sent.status,
    error: sent.error,
    responseBody: sent.body,
    becomes: isTaken ? 'delivered' : next === null ? 'failed' : 'pending',
    nextAttemptAt: next,
  }
}

/** Retry-After as seconds or as a date (RFC 9110 section 10.2.3), in milliseconds from now. */
function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
