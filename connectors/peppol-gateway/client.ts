import {
  type ConnectorContext,
  ConnectorError,
  type RejectedField,
  type VendorRequest,
  type VendorResponse,
} from '#src/connect/sdk.ts'

const WAIT_MS = 60_000
const WAIT_MS_MAX = 24 * 3_600_000
/** Errors of one document that are kept. */
const FIELDS_MAX = 20

export type Json = Readonly<Record<string, unknown>>

export const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectOf) : [])
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** One call of the gateway; throws a ConnectorError for every answer that is no success. */
export async function ask(cx: ConnectorContext, request: Omit<VendorRequest, 'url'> & { path: string }) {
  const { path, ...rest } = request
  const answer = await cx.request({ ...rest, url: `${cx.urls.gateway}${path}` })
  if (answer.status >= 400) throw faultOf(answer, request.method !== 'GET')
  return answer
}

/** The same for answers that are JSON objects. A success that cannot be read leaves a write in doubt. */
export async function askJson(cx: ConnectorContext, request: Parameters<typeof ask>[1]): Promise<Json> {
  const { body } = await ask(cx, request)
  const said = parsed(body)
  if (said === undefined)
    throw new ConnectorError({ kind: request.method === 'GET' ? 'unavailable' : 'unknown_outcome' })
  return objectOf(said)
}

/** By status, `Retry-After` and the members of the problem document (RFC 9457) alone. */
function faultOf(answer: VendorResponse, isWrite: boolean): ConnectorError {
  const { status } = answer
  if (status === 401 || status === 403) return new ConnectorError({ kind: 'auth_expired' }, status)
  if (status === 404) return new ConnectorError({ kind: 'not_found' }, status)
  if (status === 409) return new ConnectorError({ kind: 'conflict', fields: fieldsOf(answer.body) }, status)
  if (status === 429) return new ConnectorError({ kind: 'rate_limited', retryAfterMs: waitOf(answer) }, status)
  // 503 says that nothing was begun; after any other failure of the server a document may be on its way.
  if (status === 503 || (status >= 500 && !isWrite)) return new ConnectorError({ kind: 'unavailable' }, status)
  if (status >= 500) return new ConnectorError({ kind: 'unknown_outcome' }, status)
  return new ConnectorError({ kind: 'rejected', fields: fieldsOf(answer.body) }, status)
}

function waitOf({ headers }: VendorResponse): number {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, WAIT_MS_MAX) : WAIT_MS
}

function fieldsOf(body: Uint8Array): RejectedField[] {
  const said = objectOf(parsed(body))
  const errors = listOf(said.errors).map(({ pointer, message }) => ({
    field: textOf(pointer),
    message: textOf(message),
  }))
  const all = errors.length > 0 ? errors : [{ field: '', message: textOf(said.detail) || textOf(said.title) }]
  return all.filter(({ message }) => message !== '').slice(0, FIELDS_MAX)
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
