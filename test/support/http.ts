import type { Hono } from 'hono'
import { createApp } from '#src/app.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import type { Platform } from '#src/platform/platform.ts'

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as it came, of a file. */
  readonly bytes: Uint8Array
  // The body as JSON: tests look into answers of every shape.
  readonly json: Record<string, unknown>
}

export interface TestClient {
  readonly app: Hono<HttpEnv>
  get(path: string, headers?: Record<string, string>): Promise<Answered>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
}

/** Speaks HTTP to the app in this process with the API key; bodies are JSON unless they are bytes or a form. */
export function testClient(platform: Platform, key?: string): TestClient {
  const app = createApp(platform)
  const send: TestClient['send'] = async (method, path, body, headers = {}) => {
    const isRaw = body instanceof Uint8Array || body instanceof FormData || typeof body === 'string'
    const response = await app.request(path, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    })
    const bytes = await bodyBytes(response)
    const text = new TextDecoder().decode(bytes)
    const type = response.headers.get('content-type') ?? ''
    const json = type.includes('json') ? JSON.parse(text) : {}
    // RFC 9457 section 3.1.2: a problem says the status that it came with.
    if (type.includes('problem+json') && json.status !== response.status)
      throw new Error(`a problem of status ${response.status} says ${json.status}`)
    return { status: response.status, headers: response.headers, text, bytes, json }
  }
  return {
    app,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
  }
}

/** The whole body; a stream that stays open is left at once. */
async function bodyBytes(response: Response): Promise<Uint8Array> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return new Uint8Array(await response.arrayBuffer())
  await response.body?.cancel()
  return new Uint8Array()
}
