import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SandboxAnswer as Answer, SandboxRequest as Asked } from '#src/connect/sdk.ts'

export type { SandboxAnswer as Answer, SandboxRequest as Asked } from '#src/connect/sdk.ts'

const BODY_BYTES_MAX = 30_000_000

export async function read(message: IncomingMessage): Promise<Asked> {
  const url = new URL(message.url ?? '/', 'http://sandbox')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw new Refusal({ status: 413, json: { Title: 'Request Entity Too Large' } })
    chunks.push(chunk)
  }
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) headers[name] = String(value)
  return {
    method: message.method ?? 'GET',
    path: url.pathname.replace(/^\/api\.xro\/2\.0/, ''),
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  }
}

export function send(response: ServerResponse, answer: Answer): void {
  const body = answer.json === undefined ? '' : JSON.stringify(answer.json)
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
  response.end(body)
}

/** An answer that ends the handling of a request. */
export class Refusal extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.answer = answer
  }
}

/** A record that Xero's rules refuse, in the shape of its validation errors. */
export const invalid = (...messages: string[]): Refusal =>
  new Refusal({
    status: 400,
    json: {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: [{ ValidationErrors: messages.map((Message) => ({ Message })) }],
    },
  })

export const problem = (status: number, Title: string, Detail: string): Refusal =>
  new Refusal({ status, json: { Type: null, Title, Status: status, Detail, Instance: null, Extensions: {} } })

export type Json = Record<string, unknown>

export const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf) : [])
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function jsonOf(asked: Asked): Json {
  try {
    return objectOf(JSON.parse(new TextDecoder().decode(asked.body)))
  } catch {
    throw problem(400, 'Bad Request', 'The body is no JSON.')
  }
}
