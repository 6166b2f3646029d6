import { createHmac, timingSafeEqual } from 'node:crypto'
import type { InboundWebhook } from '#src/connect/sdk.ts'

/** Events of one message that are looked at; Xero sends far fewer. */
const EVENTS_MAX = 1000

/**
 * `x-xero-signature` is the base64 of HMAC-SHA256 over the raw body with the webhook key
 * (https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/). During the "intent to receive"
 * handshake Xero sends right and wrong signatures without events and expects 200 and 401. An invoice changes when it
 * is paid, so an invoice event wakes the pull of payments; the event itself changes nothing.
 */
export const webhook: InboundWebhook = {
  verify(raw, header, secret) {
    if (secret === '') return false
    const expected = createHmac('sha256', secret).update(raw).digest()
    const given = Buffer.from(header('x-xero-signature') ?? '', 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  },
  wakes(raw) {
    const woken = eventsOf(raw).filter(
      ({ eventCategory }) => eventCategory === 'INVOICE' || eventCategory === 'CREDITNOTE',
    )
    const organisations = new Set(woken.map(({ tenantId }) => String(tenantId)))
    return [...organisations].map((organisation) => ({ organisation, pull: 'payment' }))
  },
}

interface XeroEvent {
  eventCategory?: unknown
  tenantId?: unknown
}

function eventsOf(raw: Uint8Array): XeroEvent[] {
  try {
    const message = Object(JSON.parse(new TextDecoder().decode(raw))) as { events?: unknown }
    const events = Array.isArray(message.events) ? message.events : []
    return events.slice(0, EVENTS_MAX).map((event) => Object(event) as XeroEvent)
  } catch {
    return []
  }
}
