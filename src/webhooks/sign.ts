import { createHmac, randomBytes } from 'node:crypto'

/**
 * Signatures of Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks, spec, "Signature
 * scheme"): HMAC-SHA256 over "id.timestamp.body" with the bytes behind the secret's prefix, in base64, tagged v1.
 */
const PREFIX = 'whsec_'
/** The specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 32

export const newSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

/** The key bytes of a secret, with or without its prefix. */
export const secretKey = (secret: string): Buffer =>
  Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64')

/**
 * The value of webhook-signature: one signature for each key, separated by spaces. While a secret is being replaced
 * both sign, so a receiver may hold either.
 */
export function signature(keys: readonly Buffer[], id: string, timestampSeconds: number, body: string): string {
  const signed = `${id}.${timestampSeconds}.${body}`
  return keys.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`).join(' ')
}
