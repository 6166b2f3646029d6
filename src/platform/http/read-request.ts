import { createHash, hash } from 'node:crypto'
import type { Context } from 'hono'
import { fail } from '#src/kernel/problem.ts'
import type { FileBody, Operation } from './contract.ts'
import type { HttpEnv } from './http-env.ts'
import { isDeeper } from './json-depth.ts'
import { invalidRequest } from './problem-answer.ts'
import { requestHeader } from './request-header.ts'

/** JSON bodies larger than this are refused; files have their own limit in their contract. Bytes. */
export const MAX_JSON_BYTES = 4 * 1024 * 1024
/** Levels of nesting: deeper input would exhaust the stack of a recursive schema. */
const MAX_JSON_DEPTH = 64
const MAX_FILES = 50

export interface ReceivedFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly name: string
}

interface ReadBody {
  readonly body: unknown
  readonly files: readonly ReceivedFile[]
  /** What the idempotency hash is taken over. */
  readonly hashed: readonly (string | Uint8Array)[]
}

/** A malformed id in the path names nothing: it answers like a missing resource. */
export function readParams(c: Context<HttpEnv>, { params }: Operation): unknown {
  if (!params) return undefined
  const parsed = params.safeParse(c.req.param())
  if (!parsed.success) fail('not_found', 'There is no such resource.')
  return parsed.data
}

export function readQuery(c: Context<HttpEnv>, { query }: Operation): unknown {
  if (!query) return undefined
  const parsed = query.safeParse(c.req.query())
  if (!parsed.success) throw invalidRequest(parsed.error, 'query')
  return parsed.data
}

export async function readBody(c: Context<HttpEnv>, operation: Operation): Promise<ReadBody> {
  if (!operation.body && !operation.file) return { body: undefined, files: [], hashed: [c.req.url] }
  const mediaType = (requestHeader(c, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (operation.file && mediaType === 'multipart/form-data') return readForm(c, operation.file)
  if (operation.body && (mediaType === 'application/json' || mediaType.endsWith('+json') || mediaType === '')) {
    return readJson(c, operation)
  }
  if (operation.file) return readRaw(c, operation.file, mediaType)
  fail('media_type_unsupported', 'Send the body as application/json.')
}

async function readJson(c: Context<HttpEnv>, operation: Operation): Promise<ReadBody> {
  refuseLarger(c, MAX_JSON_BYTES)
  const text = await c.req.text()
  if (text.length > MAX_JSON_BYTES) tooLarge(MAX_JSON_BYTES)
  const parsed = operation.body?.safeParse(parseJson(text, operation.bodyOptional === true))
  if (!parsed?.success) throw parsed ? invalidRequest(parsed.error, 'body') : new Error('no body schema')
  return { body: parsed.data, files: [], hashed: [text] }
}

function parseJson(text: string, isOptional: boolean): unknown {
  if (text === '' && isOptional) return {}
  if (isDeeper(text, MAX_JSON_DEPTH))
    fail('request_malformed', `The JSON is nested deeper than ${MAX_JSON_DEPTH} levels.`)
  try {
    return JSON.parse(text)
  } catch {
    fail('request_malformed', 'The body is not JSON.')
  }
}

async function readRaw(c: Context<HttpEnv>, file: FileBody, mediaType: string): Promise<ReadBody> {
  if (!file.mediaTypes.includes(mediaType) && mediaType !== 'application/octet-stream') {
    fail('media_type_unsupported', `Send one of ${file.mediaTypes.join(', ')}.`)
  }
  refuseLarger(c, file.maxBytes)
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (bytes.length > file.maxBytes) tooLarge(file.maxBytes)
  if (bytes.length === 0) fail('request_malformed', 'The body is empty; send the file as the body.')
  const name = fileName(c.req.header('content-disposition'))
  return { body: undefined, files: [{ bytes, mediaType, name }], hashed: [mediaType, bytes] }
}

async function readForm(c: Context<HttpEnv>, file: FileBody): Promise<ReadBody> {
  refuseLarger(c, file.maxBytes + 64 * 1024)
  const form = await c.req.formData().catch(() => fail('request_malformed', 'The multipart body cannot be read.'))
  const parts = form.getAll('file').filter((part): part is File => part instanceof File)
  if (parts.length === 0) fail('request_malformed', 'The multipart body has no part named "file".')
  if (parts.length > MAX_FILES) fail('body_too_large', `Send at most ${MAX_FILES} files at once.`)
  const files = await Promise.all(
    parts.map(async (part) => ({
      bytes: new Uint8Array(await part.arrayBuffer()),
      mediaType: (part.type.split(';')[0] ?? '').toLowerCase() || 'application/octet-stream',
      name: part.name,
    })),
  )
  if (files.some(({ bytes }) => bytes.length > file.maxBytes)) tooLarge(file.maxBytes)
  return { body: undefined, files, hashed: files.flatMap(({ name, bytes }) => [name, bytes]) }
}

const fileName = (disposition: string | undefined): string =>
  /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1]?.slice(0, 200) ?? ''

function refuseLarger(c: Context<HttpEnv>, maxBytes: number): void {
  if (Number(requestHeader(c, 'content-length') ?? '0') > maxBytes) tooLarge(maxBytes)
}

function tooLarge(maxBytes: number): never {
  fail('body_too_large', `The body may have ${Math.floor(maxBytes / 1024)} KiB at the most.`)
}

/** SHA-256 over the operation, its path and its input. */
export function requestHash(operationId: string, path: string, hashed: readonly (string | Uint8Array)[]): string {
  const start = `${operationId}\n${path}\n`
  const [only] = hashed
  if (hashed.length === 1 && typeof only === 'string') return hash('sha256', `${start}${only}\n`, 'base64url')
  const running = createHash('sha256').update(start)
  for (const part of hashed) running.update(part).update('\n')
  return running.digest('base64url')
}
