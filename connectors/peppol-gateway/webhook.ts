import { createHmac, timingSafeEqual } from 'node:crypto'
import type { InboundWebhook } from '#src/connect/sdk.ts'
import { listOf, objectOf, textOf } from './client.ts'

/** Events of one message that are looked at. */
const EVENTS_MAX = 1000

/** `x-gateway-signature` is the base64 of HMAC-SHA256 over the raw body; a message only wakes the pull. */
export const webhook: InboundWebhook = {
  verify(raw, header, secret) {
    if (secret === '') return false
    const expected = createHmac('sha256', secret).update(raw).digest()
    const given = Buffer.from(header('x-gateway-signature') ?? '', 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  },
  wakes(raw) {
    const received = eventsOf(raw).filter(({ type }) => type === 'document.received')
    const participants = new Set(received.map(({ participant }) => textOf(participant)))
    return [...participants].map((organisation) => ({ organisation, pull: 'document' }))
  },
}

function eventsOf(raw: Uint8Array) {
  try {
    return listOf(objectOf(JSON.parse(new TextDecoder().decode(raw))).events).slice(0, EVENTS_MAX)
  } catch {
    return []
  }
}
