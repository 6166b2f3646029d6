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
  /** What the mail says, where it is not handed on whole. */
  readonly text: string | null
  readonly html: string | null
  /** The whole mail as it was received, where the provider hands it on. */
  readonly mime: Uint8Array | null
  /** The files of the mail where it does not. */
  readonly parts: readonly Pick<Part, 'name' | 'mediaType' | 'bytes'>[]
}

const text = z.string().max(2000)
/** Characters of a mail's own text. */
const body = z.string().max(2_000_000)
const list = z.union([text, z.array(text).max(100)]).transform((one) => (Array.isArray(one) ? one : [one]))
const Message = z.object({
  to: list.optional(),
  recipient: list.optional(),
  from: text.nullish(),
  subject: text.nullish(),
  messageId: text.nullish(),
  text: body.nullish(),
  html: body.nullish(),
  raw: z.base64().optional(),
  attachments: z
    .array(z.object({ name: text.default(''), contentType: text.default(''), content: z.base64() }))
    .max(FILES_MAX)
    .default([]),
})

const JSON_DEPTH_MAX = 16

const UNSAID: PostedMail = {
  recipients: [],
  from: null,
  subject: null,
  messageId: null,
  text: null,
  html: null,
  mime: null,
  parts: [],
}

/** Reads the body of a provider's message by its media type. Fails with mail_form_unknown and media_type_unsupported. */
export async function readMessage(raw: Uint8Array, contentType: string): Promise<PostedMail> {
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType === MAIL) return { ...UNSAID, mime: raw }
  if (mediaType === 'application/json') return readJson(raw)
  if (mediaType === 'multipart/form-data') return readForm(raw, contentType)
  return fail('media_type_unsupported', 'Send message/rfc822, application/json or multipart/form-data.')
}

function readJson(raw: Uint8Array): PostedMail {
  const parsed = Message.safeParse(parseJson(new TextDecoder().decode(raw)))
  if (!parsed.success) fail('mail_form_unknown', `The message is not of the form: ${parsed.error.issues[0]?.message}`)
  const { to = [], recipient = [], from, subject = null, messageId = null, raw: mime, attachments } = parsed.data
  return {
    recipients: [...recipient, ...to].flatMap(addressesIn),
    from: addressesIn(from ?? '')[0] ?? null,
    subject,
    messageId,
    text: parsed.data.text ?? null,
    html: parsed.data.html ?? null,
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
  text: ['text', 'body-plain'],
  html: ['html', 'body-html'],
} as const

/**
 * Bytes as text and back, one letter a byte. Forms are read as UTF-8, in which a mail with letters of another encoding
 * would not stay as it was received.
 */
const lettersOf = (raw: Uint8Array): string =>
  Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
const bytesOfLetters = (letters: string): Uint8Array => new Uint8Array(Buffer.from(letters, 'latin1'))
const textOfLetters = (letters: string): string => Buffer.from(letters, 'latin1').toString('utf8')

async function readForm(raw: Uint8Array, contentType: string): Promise<PostedMail> {
  const body = new Response(lettersOf(raw), { headers: { 'content-type': contentType } })
  const form = await body.formData().catch(() => fail('request_malformed', 'The multipart body cannot be read.'))
  const lettersIn = (names: readonly string[]): string[] =>
    names.flatMap((name) => form.getAll(name)).filter((value) => typeof value === 'string')
  const said = (names: readonly string[]): string | null => {
    const [found] = lettersIn(names)
    return found === undefined ? null : textOfLetters(found)
  }
  const [mime] = lettersIn(FIELDS.mime)
  const files = [...form.values()].filter((value) => value instanceof File).slice(0, FILES_MAX)
  const parts = await Promise.all(
    files.map(async (file) => ({
      name: textOfLetters(file.name),
      mediaType: file.type,
      bytes: bytesOfLetters(await file.text()),
    })),
  )
  return {
    recipients: lettersIn(FIELDS.to).map(textOfLetters).flatMap(addressesIn),
    from: addressesIn(said(FIELDS.from) ?? '')[0] ?? null,
    subject: said(FIELDS.subject),
    messageId: said(FIELDS.messageId),
    text: said(FIELDS.text),
    html: said(FIELDS.html),
    mime: mime === undefined ? null : bytesOfLetters(mime),
    parts,
  }
}

/** The addresses of a header such as `"A" <a@b.example>, c@d.example`, lower case. */
export const addressesIn = (header: string): string[] =>
  [...header.slice(0, 10_000).matchAll(/[^\s<>,;:"()]{1,200}@[^\s<>,;:"()]{1,200}/g)].map(([found]) =>
    found.toLowerCase(),
  )
