import type { Dispatcher } from 'undici'
import { ConnectorError } from './connector-error.ts'
import type { ConnectorContext, Limits, VendorRequest, VendorResponse } from './sdk.ts'

/** Where access tokens come from; the connector never sees one. */
export interface TokenSource {
  /** A token that is valid for a while yet. Throws `auth_expired` when only a person can get a new one. */
  readonly access: () => Promise<string>
  /** A token other than the one that was just refused. */
  readonly replace: (refused: string) => Promise<string>
}

/** How one call to a vendor ended, for the call log; headers, and with them the token, are not part of it. */
export interface CallEnd {
  /** Null when no answer came. */
  readonly status: number | null
  readonly bytesIn: number
  readonly bytesOut: number
  /** Bodies that are JSON and not too large, as they went over the wire. */
  readonly sent: string | null
  readonly received: string | null
}

/** Keeps the vendor's limits. `enter` waits for nothing: it throws `rate_limited` when there is no room. */
export interface CallGate {
  /** `path` comes without its query: filters may hold names of people. Leave exactly once. */
  enter(call: { readonly method: string; readonly path: string }): Promise<(end: CallEnd) => Promise<void>>
}

export interface VendorHttpOptions {
  readonly urls: Readonly<Record<string, string>>
  readonly limits: Limits
  readonly tokens: TokenSource
  readonly gate: CallGate
}

/** One pool of connections per process, made at the first call: the API alone, as on Workers, never makes one. */
let pool: Promise<Dispatcher> | undefined

async function openPool(): Promise<Dispatcher> {
  const { Agent } = await import('undici')
  return new Agent({ connections: 8, keepAliveTimeout: 10_000, connect: { timeout: 10_000 } })
}

/** Failures before the first byte of the request was sent. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The `request` of a connector's context: addresses, token, limits, timeouts and one refresh after a 401. */
export function vendorHttp(options: VendorHttpOptions): ConnectorContext['request'] {
  const origins = new Set(Object.values(options.urls).map((url) => new URL(url).origin))
  return async (request) => {
    if (!origins.has(new URL(request.url).origin)) {
      throw new TypeError(`a connector may not call ${new URL(request.url).origin}`)
    }
    const token = await options.tokens.access()
    const answer = await gated(options, request, token)
    if (answer.status !== 401) return answer
    return gated(options, request, await options.tokens.replace(token))
  }
}

async function gated(
  { gate, limits }: VendorHttpOptions,
  request: VendorRequest,
  token: string,
): Promise<VendorResponse> {
  const bytesOut = Buffer.byteLength(request.body ?? '')
  const leave = await gate.enter({ method: request.method, path: new URL(request.url).pathname })
  let answer: VendorResponse | undefined
  try {
    answer = await once(limits, request, token)
    return answer
  } finally {
    const received = answer ? keepable(answer.headers['content-type'], answer.body) : null
    const sent = keepable(contentType(request), request.body ?? '')
    await leave({ status: answer?.status ?? null, bytesIn: answer?.body.length ?? 0, bytesOut, sent, received })
  }
}

/** Bodies up to this length are kept in the call log. */
const KEPT_BYTES_MAX = 200_000

function keepable(mediaType: string | undefined, body: string | Uint8Array): string | null {
  if (!/\bjson\b/.test(mediaType ?? '') || body.length === 0 || body.length > KEPT_BYTES_MAX) return null
  // PostgreSQL's text has no NUL.
  return (typeof body === 'string' ? body : new TextDecoder().decode(body)).replaceAll('\0', '')
}

const contentType = ({ headers = {} }: VendorRequest): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]

async function once(limits: Limits, request: VendorRequest, token: string): Promise<VendorResponse> {
  const isRead = request.method === 'GET'
  try {
    pool ??= openPool()
    const { origin, pathname, search } = new URL(request.url)
    const dispatcher = await pool
    const answer = await dispatcher.request({
      origin,
      path: pathname + search,
      method: request.method,
      headers: { ...request.headers, authorization: `Bearer ${token}` },
      body: request.body ?? null,
      signal: AbortSignal.timeout(limits.timeoutMs),
    })
    const body = await bounded(answer.body, limits.responseBytesMax)
    return { status: answer.statusCode, headers: flat(answer.headers), body }
  } catch (error) {
    const isUnsent = NOT_SENT.has(codeOf(error))
    throw new ConnectorError({ kind: isRead || isUnsent ? 'unavailable' : 'unknown_outcome' })
  }
}

async function bounded(body: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > bytesMax) throw new RangeError('the answer is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value ?? '')]))

const codeOf = (error: unknown): string => {
  const { code } = Object(error) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}
