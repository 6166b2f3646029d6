import type { Call } from '#src/platform/cx.ts'
import type { StreamMessage } from '#src/platform/http/bind-stream.ts'
import { tickerOf } from './event-ticker.ts'
import { listEvents, newestSequence } from './read-events.ts'

export interface StreamEvents {
  /** Begin behind this sequence; undefined = with what happens next. */
  readonly after: number | undefined
  readonly types: readonly string[]
}

const PAGE = 200
const HEARTBEAT_MS = 15_000
/** A stream ends after this, so that a key that was revoked does not listen for ever; clients come back by themselves. */
const MAX_MS = 15 * 60_000
const RETRY_MS = 2000

/** The event log as it grows. Problem, before the first message: event_type_unknown. */
export async function* streamEvents(
  call: Call,
  { after, types }: StreamEvents,
  signal: AbortSignal,
): AsyncGenerator<StreamMessage, void> {
  const endsMs = performance.now() + MAX_MS
  let last = after ?? (await newestSequence(call, undefined))
  let seen = last
  let page = await listEvents(call, { after: last, limit: PAGE, types })
  yield { retryMs: RETRY_MS }
  while (!signal.aborted && performance.now() < endsMs) {
    for (const event of page) {
      yield { id: String(event.sequence), event: event.type, data: JSON.stringify(event) }
      last = event.sequence
    }
    if (page.length < PAGE) {
      seen = Math.max(seen, last)
      const newest = await tickerOf(call.platform).newer(call.companyId, seen, HEARTBEAT_MS, signal)
      if (newest === undefined) yield 'heartbeat'
      else seen = newest
    }
    page = await listEvents(call, { after: last, limit: PAGE, types })
  }
}
