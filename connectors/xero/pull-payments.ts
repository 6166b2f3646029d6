import type { Checkpoint, Pull, PulledPayment } from '#src/connect/sdk.ts'
import { toPulledPayment } from './map.ts'
import { paymentsSince } from './payment-calls.ts'
import type { XeroPayment } from './words.ts'

const PAGE_SIZE = 100
/** Xero's index may lag behind a change and `If-Modified-Since` has whole seconds, so the last minutes are read again. */
const OVERLAP_MS = 120_000

/**
 * Payments by the time of their last change. Pages follow the clock, not the offset: a row that changes while we read
 * moves to the end, and an offset would then skip its neighbour. Only where a whole page shares one second does the
 * page number advance. Records may come twice; the runner keeps one per id.
 */
export const pullPayments: Pull<PulledPayment> = async function* (cx, checkpoint) {
  let latest = instantAt(checkpoint)
  let since = latest ? new Date(latest.getTime() - OVERLAP_MS) : null
  let page = 1
  for (;;) {
    const payments = await paymentsSince(cx, since, page, PAGE_SIZE)
    latest = latestOf(payments, latest)
    const records = payments.flatMap((payment) => toPulledPayment(payment) ?? [])
    yield { records, checkpoint: latest ? { updatedSince: latest.toISOString() } : {} }
    if (payments.length < PAGE_SIZE) return
    const lastSecond = wholeSecond(payments.at(-1)?.updatedDateUTC)
    const advances = lastSecond !== null && (since === null || lastSecond.getTime() > since.getTime())
    page = advances ? 1 : page + 1
    since = advances ? lastSecond : since
  }
}

function instantAt(checkpoint: Checkpoint | null): Date | null {
  const text = checkpoint?.updatedSince
  return text ? new Date(text) : null
}

const wholeSecond = (instant: Date | undefined): Date | null =>
  instant ? new Date(Math.floor(instant.getTime() / 1000) * 1000) : null

const latestOf = (payments: readonly XeroPayment[], known: Date | null): Date | null =>
  payments.reduce<Date | null>(
    (latest, { updatedDateUTC }) => (latest && latest >= updatedDateUTC ? latest : updatedDateUTC),
    known,
  )
