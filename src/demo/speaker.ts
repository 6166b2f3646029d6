import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#src/kernel/id.ts'

/** Something is not as it must be: the demonstration stops and says what. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure'
}

export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new DemoFailure(sentence)
}

export interface Heard<T> {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The body where it is JSON, else an empty object. */
  readonly json: T
}

/** A file as the body of a request. */
export interface Upload {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  readonly name: string
}

interface Said {
  readonly json?: unknown
  readonly upload?: Upload
  readonly headers?: Readonly<Record<string, string>>
}

const TIMEOUT_MS = 30_000
const UNTIL_MS = 30_000
const PAUSE_MS = 150

interface Voice {
  readonly name: string
  /** The company's address; paths are written below it. */
  readonly base: string
  readonly key: string
  readonly signal: AbortSignal | undefined
}

/** One of the cast, speaking HTTP to the server with an API key, as any client would. */
export class Speaker {
  readonly name: string
  readonly #voice: Voice

  constructor(voice: Voice) {
    this.name = voice.name
    this.#voice = voice
  }

  /** Asks and takes any answer. */
  async ask<T>(method: string, path: string, { json, upload, headers }: Said = {}): Promise<Heard<T>> {
    const body = upload ? formOf(upload) : json === undefined ? undefined : JSON.stringify(json)
    const { base, key, signal } = this.#voice
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(path === '' ? base : `${base}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(method === 'GET' ? {} : { 'idempotency-key': newId('request') }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      json: (isJson ? JSON.parse(new TextDecoder().decode(bytes)) : {}) as T,
    }
  }

  get = <T>(path: string): Promise<T> => this.#demand<T>('GET', path, {})
  post = <T>(path: string, json?: unknown): Promise<T> => this.#demand<T>('POST', path, { json })
  patch = <T>(path: string, json: unknown): Promise<T> => this.#demand<T>('PATCH', path, { json })
  put = <T>(path: string, json: unknown): Promise<T> => this.#demand<T>('PUT', path, { json })
  remove = <T>(path: string): Promise<T> => this.#demand<T>('DELETE', path, {})
  send = <T>(path: string, upload: Upload): Promise<T> => this.#demand<T>('POST', path, { upload })

  /** The bytes of a file. */
  async file(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const { status, bytes } = await this.ask('GET', path)
    must(status === 200, `${this.name}: GET ${path} answered ${status}`)
    return bytes
  }

  /** Asks for what must be refused with this code; answers the problem. */
  async refused(code: string, method: string, path: string, said: Said = {}): Promise<Refusal> {
    const { status, json } = await this.ask<Refusal>(method, path, said)
    must(
      json.code === code,
      `${this.name}: ${method} ${path} must be refused with ${code}, but answered ${status} ${json.code}`,
    )
    return json
  }

  /** Asks again until the answer is as wished. */
  async until<T>(path: string, isWished: (answer: T) => boolean): Promise<T> {
    const deadline = performance.now() + UNTIL_MS
    for (;;) {
      const answer = await this.get<T>(path)
      if (isWished(answer)) return answer
      const now = JSON.stringify(answer).slice(0, 600)
      must(performance.now() < deadline, `${path} did not become as it must within ${UNTIL_MS / 1000} s: ${now}`)
      await pause(PAUSE_MS)
    }
  }

  async #demand<T>(method: string, path: string, said: Said): Promise<T> {
    const heard = await this.ask<T>(method, path, said)
    const answer = new TextDecoder().decode(heard.bytes).slice(0, 600)
    must(heard.status < 300, `${this.name}: ${method} ${path} answered ${heard.status} ${answer}`)
    return heard.json
  }
}

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly existingId?: string
}

function formOf({ bytes, mediaType, name }: Upload): FormData {
  const form = new FormData()
  form.set('file', new Blob([bytes], { type: mediaType }), name)
  return form
}
