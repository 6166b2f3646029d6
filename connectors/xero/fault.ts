import { ConnectorError, type RejectedField, type VendorResponse } from '#src/connect/sdk.ts'

/** Waits when Xero names none, by the limit that was hit (https://developer.xero.com/documentation/guides/oauth2/limits/). */
const WAIT_MS: Readonly<Record<string, number>> = {
  concurrent: 1_000,
  minute: 60_000,
  appminute: 60_000,
  day: 3_600_000,
}
const WAIT_UNKNOWN_MS = 60_000
const WAIT_MS_MAX = 24 * 3_600_000
/** Errors of one record that we keep. */
const FIELDS_MAX = 20

/**
 * What an answer that is no success means. Only the status, `Retry-After`, `X-Rate-Limit-Problem` and the
 * messages of `Elements[].ValidationErrors[]` are read; everything else of the answer is dropped.
 */
export function faultOf(answer: VendorResponse, isWrite: boolean): ConnectorError {
  const { status } = answer
  if (status === 401 || status === 403) return new ConnectorError({ kind: 'auth_expired' }, status)
  if (status === 404) return new ConnectorError({ kind: 'not_found' }, status)
  if (status === 409) return new ConnectorError({ kind: 'conflict', fields: messagesOf(answer.body) }, status)
  if (status === 429) return new ConnectorError({ kind: 'rate_limited', retryAfterMs: waitOf(answer.headers) }, status)
  // 503 is answered before the work is begun; after any other failure of the server a write may have been done.
  if (status === 503 || (status >= 500 && !isWrite)) return new ConnectorError({ kind: 'unavailable' }, status)
  if (status >= 500) return new ConnectorError({ kind: 'unknown_outcome' }, status)
  return new ConnectorError({ kind: 'rejected', fields: messagesOf(answer.body) }, status)
}

function waitOf(headers: VendorResponse['headers']): number {
  const seconds = Number(headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return Math.min(seconds * 1000, WAIT_MS_MAX)
  return WAIT_MS[(headers['x-rate-limit-problem'] ?? '').toLowerCase()] ?? WAIT_UNKNOWN_MS
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function messagesOf(body: Uint8Array): RejectedField[] {
  const said = recordOf(parsed(body))
  const messages = listOf(said.Elements)
    .flatMap((element) => listOf(recordOf(element).ValidationErrors))
    .map((error) => recordOf(error).Message)
  const all = messages.length > 0 ? messages : [said.Message ?? said.Detail]
  return all
    .filter((message) => typeof message === 'string')
    .slice(0, FIELDS_MAX)
    .map((message) => ({ field: '', message }))
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
