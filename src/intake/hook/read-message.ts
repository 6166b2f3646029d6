import { z } from 'zod'
import { fail } from '#src/kernel/problem.ts'
import { isDeeper } from '#src/platform/http/json-depth.ts'
import { MAIL } from '../unpack/keep-part.ts'
import { FILES_MAX } from '../unpack/limits.ts'
import type { Part } from '../unpack/part.ts'

/** What a provider posted, before anybody believes it. */
export interface PostedMail {
  /** Addresses that may be ours. */
  readonly recipients: readonly string[]
  readonly from: string | null
  readonly subject: string | null
  readonly messageId: string | null
  /** The whole mail as it was received, where the provider hands it on. */
  readonly mime: Uint8Array | null
  /** The files of the mail where it does not. */
  readonly parts: readonly Pick<Part, 'name' | 'mediaType' | 'bytes'>[]
}

const text = z.string().max(2000)
const list = z.union([text, z.array(text).max(100)]).transform((one) => (Array.isArray(one) ? one : [one]))
const Message = z.object({
  to: list.optional(),
  recipient: list.optional(),
  from: text.nullish(),
  subject: text.nullish(),
  messageId: text.nullish(),
  raw: z.base64().optional(),
  attachments: z
    .array(z.object({ name: text.default(''), contentType: text.default(''), content: z.base64() }))
    .max(FILES_MAX)
    .default([]),
})

const JSON_DEPTH_MAX = 16

/** Reads the body of a provider's message by its media type. Fails with mail_form_unknown and media_type_unsupported. */
export async function readMessage(raw: Uint8Array, contentType: string): Promise<PostedMail> {
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType === MAIL) return { recipients: [], from: null, subject: null, messageId: null, mime: raw, parts: [] }
  if (mediaType === 'application/json') return readJson(raw)
  if (mediaType === 'multipart/form-data') return readForm(raw, contentType)
  return fail('media_type_unsupported', 'Send message/rfc822, application/json or multipart/form-data.')
}

function readJson(raw: Uint8Array): PostedMail {
  const parsed = Message.safeParse(parseJson(new TextDecoder().decode(raw)))
  if (!parsed.success) fail('mail_form_unknown', `The message is not of the form: ${parsed.error.issues[0]?.message}`)
  const { to = [], recipient = [], from = null, subject = null, messageId = null, raw: mime, attachments } = parsed.data
  return {
    recipients: [...recipient, ...to].flatMap(addressesIn),
    from: from && (addressesIn(from)[0] ?? null),
    subject,
    messageId,
    mime: mime === undefined ? null : bytesOf(mime),
    parts: attachments.map(({ name, contentType, content }) => ({
      name,
      mediaType: contentType,
      bytes: bytesOf(content),
    })),
  }
}

function parseJson(body: string): unknown {
  if (isDeeper(body, JSON_DEPTH_MAX))
    fail('request_malformed', `The JSON is nested deeper than ${JSON_DEPTH_MAX} levels.`)
  try {
    return JSON.parse(body)
  } catch {
    return fail('request_malformed', 'The body is not JSON.')
  }
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** Names under which providers post the same things: the mail as it was received, its receivers, sender and number. */
const FIELDS = {
  mime: ['email', 'body-mime', 'raw', 'mime'],
  to: ['recipient', 'to', 'To'],
  from: ['sender', 'from', 'From'],
  subject: ['subject', 'Subject'],
  messageId: ['Message-Id', 'message-id', 'messageId'],
} as const

async function readForm(raw: Uint8Array, contentType: string): Promise<PostedMail> {
  const body = new Response(raw as Uint8Array<ArrayBuffer>, { headers: { 'content-type': contentType } })
  const form = await body.formData().catch(() => fail('request_malformed', 'The multipart body cannot be read.'))
  const said = (names: readonly string[]): string | null => {
    const [found] = names.flatMap((name) => form.getAll(name)).filter((value) => typeof value === 'string')
    return typeof found === 'string' ? found : null
  }
  const mime = said(FIELDS.mime)
  const files = [...form.values()].filter((value) => value instanceof File).slice(0, FILES_MAX)
  const parts = await Promise.all(
    files.map(async (file) => ({
      name: file.name,
      mediaType: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  return {
    recipients: FIELDS.to
      .flatMap((name) => form.getAll(name))
      .flatMap((value) => (typeof value === 'string' ? addressesIn(value) : [])),
    from: addressesIn(said(FIELDS.from) ?? '')[0] ?? null,
    subject: said(FIELDS.subject),
    messageId: said(FIELDS.messageId),
    mime: mime === null ? null : new TextEncoder().encode(mime),
    parts,
  }
}

/** The addresses of a header such as `"A" <a@b.example>, c@d.example`, lower case. */
export const addressesIn = (header: string): string[] =>
  [...header.slice(0, 10_000).matchAll(/[^\s<>,;:"()]{1,200}@[^\s<>,;:"()]{1,200}/g)].map(([found]) =>
    found.toLowerCase(),
  )
