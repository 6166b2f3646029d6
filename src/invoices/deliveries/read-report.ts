import type { Attachment } from 'mailparser'

/** What a mail server says became of a mail: a delivery status notification (RFC 3464). */
export interface ReturnReport {
  /** As the server said it, lower case: failed, delayed, delivered, relayed, expanded. */
  readonly action: string
  /** Enhanced status code (RFC 3463), such as 5.1.1. */
  readonly status: string
  /** Address that it is about, lower case. */
  readonly recipient: string
  /** What the next server said. */
  readonly diagnostic: string
  /** The id that we gave the mail's envelope, where the server knows of it (RFC 3461, 4.4). */
  readonly envelopeId: string | undefined
  /** Of the mail that came back, or its head; undefined where the report holds neither. */
  readonly messageId: string | undefined
}

const STATUS_PART = /^message\/(global-)?delivery-status$/
const RETURNED_PART = /^(message\/rfc822|message\/global|message\/global-headers|text\/rfc822-headers)$/
/** Characters of a part that are looked at. */
const PART_MAX = 200_000

const OPTIONS = {
  keepDeliveryStatus: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  skipHtmlToText: true,
} as const

/** Reads the report in a mail; undefined when it is none. Of several recipients the one that failed is told. */
export async function readReport(bytes: Uint8Array): Promise<ReturnReport | undefined> {
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(Buffer.from(bytes), OPTIONS).catch(() => undefined)
  const said = mail?.attachments.find(({ contentType }) => STATUS_PART.test(contentType))
  if (!mail || !said) return undefined
  const [whole = new Map<string, string>(), ...recipients] = textOf(said)
    .split(/\r?\n[ \t]*\r?\n/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0)
  const about = recipients.find((one) => actionOf(one) === 'failed') ?? recipients[0]
  if (!about) return undefined
  const returned = mail.attachments.find(({ contentType }) => RETURNED_PART.test(contentType))
  return {
    action: actionOf(about),
    status: about.get('status') ?? '',
    recipient: typed(about.get('original-recipient') ?? about.get('final-recipient')).toLowerCase(),
    diagnostic: typed(about.get('diagnostic-code')),
    envelopeId: whole.get('original-envelope-id'),
    messageId: returned && /<[^<>\s]+>/.exec(headOf(returned).get('message-id') ?? '')?.[0],
  }
}

const textOf = ({ content }: Attachment): string => content.subarray(0, PART_MAX).toString('utf8')

const headOf = (part: Attachment): Map<string, string> => fieldsOf(textOf(part).split(/\r?\n\r?\n/)[0] ?? '')

/** Fields by name in lower case; the first of a name counts, and folded lines are one (RFC 5322, 2.2.3). */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}

const actionOf = (fields: ReadonlyMap<string, string>): string => fields.get('action')?.toLowerCase() ?? ''

/** "rfc822; kari@bakeriet.example" without its type. */
const typed = (value = ''): string => value.slice(value.indexOf(';') + 1).trim()
