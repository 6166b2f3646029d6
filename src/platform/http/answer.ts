import { hash } from 'node:crypto'
import { toJson } from '#src/kernel/json.ts'
import type { RenderedAnswer } from '../cx.ts'

export interface AnswerOptions {
  /** Version of the resource: its ETag, and what If-Match is compared with. */
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
}

function render(status: number, body: unknown, { version, headers = {} }: AnswerOptions): RenderedAnswer {
  const text = body === undefined ? '' : toJson(body)
  const tag = version === undefined ? {} : { etag: versionTag(version) }
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers: { ...type, ...tag, ...headers }, body: text }
}

export const ok = (body: unknown, options: AnswerOptions = {}): RenderedAnswer => render(200, body, options)
export const created = (body: unknown, options: AnswerOptions = {}): RenderedAnswer => render(201, body, options)
export const accepted = (body: unknown, options: AnswerOptions = {}): RenderedAnswer => render(202, body, options)
export const noContent = (): RenderedAnswer => render(204, undefined, {})

/** An answer that shows a secret once: a replay gives `kept`, the same without the secret. */
export const createdOnce = (body: unknown, kept: unknown): RenderedAnswer => ({
  ...render(201, body, {}),
  keptBody: toJson(kept),
})

export const versionTag = (version: number): string => `"v${version}"`

/** The version in an If-Match header; undefined for none or "*", null when it is no tag of ours. */
export function versionOfTag(header: string | undefined): number | undefined | null {
  if (header === undefined || header.trim() === '*') return undefined
  const tag = /^"v(\d{1,9})"$/.exec(header.trim())
  return tag ? Number(tag[1]) : null
}

/** ETag of an answer that has no version of its own: a digest of its bytes. */
export const bodyTag = (body: string): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`

/** A file as an answer; never kept for replays, as only reads give files. */
export interface FileAnswer {
  readonly status: 200
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

export const file = (bytes: Uint8Array, mediaType: string, name: string): FileAnswer => ({
  status: 200,
  headers: {
    'content-type': mediaType,
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    // A stored document is somebody else's content: no script of it may run in our origin.
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    'x-content-type-options': 'nosniff',
  },
  bytes,
})

/** A page of ours in a language, under the policy that it was made for. */
export const page = (html: string, language: string, policy: string): FileAnswer => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    vary: 'accept-language',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  bytes: new TextEncoder().encode(html),
})
