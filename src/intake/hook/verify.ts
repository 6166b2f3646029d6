import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SignedMessage {
  /** Headers webhook-id, webhook-timestamp and webhook-signature. */
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  readonly raw: Uint8Array
}

/** Seconds that a sender's clock may be wrong, and an old message be sent again (Standard Webhooks 1.0, "Replay attacks"). */
const TOLERANCE_SECONDS = 300

/** Whether one of the secrets signed these bytes just now (Standard Webhooks 1.0, "Signature scheme"). Constant time. */
export function isSigned(
  { id, timestamp, signature, raw }: SignedMessage,
  secrets: readonly string[],
  now: Date,
): boolean {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  if (id === '' || !(Math.abs(now.getTime() / 1000 - seconds) <= TOLERANCE_SECONDS)) return false
  const given = signature
    .split(' ')
    .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []))
  const wanted = secrets.map((secret) =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.`)
      .update(raw)
      .digest(),
  )
  return wanted.some((one) => given.some((other) => other.length === one.length && timingSafeEqual(one, other)))
}
