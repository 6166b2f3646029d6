import type { Locale } from '#src/kernel/locale.ts'
import { letterOf, type MailFacts } from './mail-words.ts'

export interface ComposeMail {
  readonly deliveryId: string
  readonly facts: MailFacts
  readonly language: Locale
  /** Address of the installation that mails go out from. */
  readonly mailFrom: string
  /** Where answers go: the company's own address. */
  readonly replyTo: string | undefined
  readonly to: string
  readonly date: Date
  readonly files: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }[]
}

/** Ours, and the same in every try of a delivery: a server that got the mail twice can tell (RFC 5322, 3.6.4). */
export const messageIdOf = (deliveryId: string, mailFrom: string): string =>
  `<${deliveryId}@${mailFrom.slice(mailFrom.lastIndexOf('@') + 1)}>`

/** The whole mail as bytes: letter, PDF and data. What names say stays inside their headers. */
export async function composeMail(mail: ComposeMail): Promise<Uint8Array> {
  const { createTransport } = await import('nodemailer')
  const { subject, text } = letterOf(mail.facts, mail.language)
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await writer.sendMail({
    messageId: messageIdOf(mail.deliveryId, mail.mailFrom),
    date: mail.date,
    from: { name: oneLine(mail.facts.seller), address: mail.mailFrom },
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    to: { name: '', address: mail.to },
    subject: oneLine(subject),
    text,
    // An answer by a machine to a mail by a machine helps nobody (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.files.map(({ name, mediaType, bytes }) => ({
      filename: oneLine(name),
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Uint8Array(message as Buffer)
}

/** Header injection ends here, whatever a name holds. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()
