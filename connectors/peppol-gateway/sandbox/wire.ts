import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SandboxRequest } from '#src/connect/sdk.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is, instead of JSON. */
  readonly bytes?: Uint8Array
}

const BODY_BYTES_MAX = 30_000_000

export async function read(message: IncomingMessage): Promise<SandboxRequest> {
  const url = new URL(message.url ?? '/', 'http://sandbox')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw problem(413, 'The body is too large')
    chunks.push(chunk)
  }
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]))
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  }
}

export function send(response: ServerResponse, { status, headers = {}, json, bytes }: Answer): void {
  const type = bytes ? 'application/xml' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(bytes ?? (json === undefined ? '' : JSON.stringify(json)))
}

/** An answer that ends the handling of a request. */
export class Refusal extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.answer = answer
  }
}

/** A problem document (RFC 9457). */
export const problem = (status: number, title: string, headers: Record<string, string> = {}): Refusal =>
  new Refusal({
    status,
    headers,
    json: { title, status, errors: status === 422 ? [{ pointer: '', message: title }] : [] },
  })
