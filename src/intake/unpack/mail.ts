import { isUtf8 } from 'node:buffer'
import type { Attachment, ParsedMail } from 'mailparser'
import { fail } from '#src/kernel/problem.ts'
import { isBulk } from './judge-letter.ts'
import { FILES_MAX } from './limits.ts'
import type { Part } from './part.ts'

/** What a mail says of itself. */
export interface MailFacts {
  readonly from: string | null
  readonly subject: string | null
  readonly messageId: string | null
}

const TEXT_MAX = 500

const OPTIONS = { skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true } as const

/** Reads the head of a mail, without looking into its parts. */
export async function mailFacts(bytes: Uint8Array): Promise<MailFacts> {
  const mail = await parseMail(headOf(bytes))
  const [from] = mail.from?.value ?? []
  return {
    from: from?.address?.toLowerCase().slice(0, TEXT_MAX) || null,
    subject: oneLine(mail.subject),
    messageId: oneLine(mail.messageId),
  }
}

/** What a provider wrote on top of a mail before it handed it on. */
export interface MailHead {
  /** Every header that may name our address, as they stand. */
  readonly recipients: string
  /** The topmost Authentication-Results header: the ones below are the sender's to write. */
  readonly authentication: string
}

const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'x-envelope-to', 'envelope-to', 'to', 'cc']

export async function mailHead(bytes: Uint8Array): Promise<MailHead> {
  const { headerLines } = await parseMail(headOf(bytes))
  const linesOf = (key: string) => headerLines.filter((line) => line.key === key).map(({ line }) => unfolded(line))
  return {
    recipients: RECIPIENT_HEADERS.flatMap(linesOf).join(' , '),
    authentication: linesOf('authentication-results')[0] ?? '',
  }
}

const unfolded = (line: string): string => line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ')

/** Header injection ends here: what is kept of a header is one line. */
const oneLine = (text: string | undefined): string | null =>
  text
    ?.replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, TEXT_MAX) || null

/** Where the body begins: behind the first empty line (RFC 5322, 2.1). */
function endOfHead(bytes: Buffer): number {
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((place) => place >= 0)
  return ends.length === 0 ? bytes.length : Math.min(...ends)
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function headOf(bytes: Uint8Array): Buffer {
  const all = bufferOf(bytes)
  return Buffer.concat([all.subarray(0, endOfHead(all)), Buffer.from('\r\n\r\n')])
}

/** Old programs write letters into headers without an encoding: those that are no UTF-8 are read as Latin-1. */
function withReadableHead(bytes: Uint8Array): Buffer {
  const all = bufferOf(bytes)
  const end = endOfHead(all)
  const head = all.subarray(0, end)
  return isUtf8(head) ? all : Buffer.concat([Buffer.from(head.toString('latin1')), all.subarray(end)])
}

/**
 * The files of a mail: attachments, nested mails, and pictures that are more than the letter's own. Fails with
 * mail_malformed or intake_too_many_files.
 */
export async function unmail(bytes: Uint8Array): Promise<Part[]> {
  const mail = await parseMail(bytes)
  const { attachments } = mail
  if (attachments.length > FILES_MAX)
    fail('intake_too_many_files', `The mail has ${attachments.length} files; ${FILES_MAX} are taken.`)
  const isLetterOnly = attachments.every((one) => isInlinePicture(one) || isSignature(one) || isEntry(one))
  // Nobody puts the photo of a receipt into what goes to a list.
  const isPhotoTaken = isLetterOnly && !isBulk(mail)
  return attachments.map((attachment) => partOf(attachment, isPhotoTaken))
}

/** The whole mail; with `isTextWanted` a letter in HTML is set as text, too. Fails with mail_malformed. */
export async function parseMail(bytes: Uint8Array, { isTextWanted = false } = {}): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser')
  try {
    return await simpleParser(withReadableHead(bytes), { ...OPTIONS, skipHtmlToText: !isTextWanted })
  } catch {
    return fail('mail_malformed', 'The mail cannot be taken apart; forward its attachments in a new one.')
  }
}

function partOf(attachment: Attachment, isPhotoTaken: boolean): Part {
  const { content, contentType, filename } = attachment
  const name = filename ?? (contentType === 'message/rfc822' ? 'mail.eml' : '')
  const part = { name, mediaType: contentType, bytes: new Uint8Array(content) }
  if (isSignature(attachment)) return { ...part, ignored: { code: 'intake_signature', detail: SIGNATURE } }
  if (isEntry(attachment)) return { ...part, ignored: { code: 'intake_calendar', detail: ENTRY } }
  if (isInlinePicture(attachment) && (!isPhotoTaken || content.length < LOGO_BYTES_MAX))
    return { ...part, ignored: { code: 'intake_picture_inline', detail: INLINE } }
  return part
}

const SIGNATURE = 'The part signs the mail and is no document.'
const ENTRY = 'The part is an entry for a calendar or address book and no document.'
const INLINE = 'The picture is a part of the letter (a logo, a signature) and no document.'

/** A phone puts a photo of a receipt into the letter like a logo; photos are larger than logos. Bytes. */
const LOGO_BYTES_MAX = 64 * 1024

const isInlinePicture = ({ contentType, contentDisposition, related }: Attachment): boolean =>
  contentType.startsWith('image/') && (related === true || contentDisposition === 'inline')

/** Invitations and business cards that programs put to a mail. */
const isEntry = ({ contentType }: Attachment): boolean =>
  /^(text|application)\/(calendar|ics|x?-?vcard)$/.test(contentType)

const isSignature = ({ contentType }: Attachment): boolean =>
  /^application\/(x-)?(pkcs7|pgp)-signature$/.test(contentType)
