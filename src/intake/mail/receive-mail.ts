import { listMembers } from '#src/companies/index.ts'
import { getDocumentContent, type KeptFile } from '#src/documents/index.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import { sha256Of } from '#src/platform/files/index.ts'
import {
  type Bringer,
  bringerOf,
  type IntakeKind,
  type IntakeView,
  type MailAuthentication,
  type Way,
} from '../intake.ts'
import { type OpenedIntake, openIntake } from '../open-intake.ts'
import { MAIL } from '../unpack/keep-part.ts'
import { letterOf } from '../unpack/letter.ts'
import { mailFacts, unmail } from '../unpack/mail.ts'
import { noteRefusedMail } from './refused-mails.ts'
import { isTaken, listSenderRules } from './sender-rules.ts'

export interface ReceiveMail {
  readonly way: Extract<Way, 'mail' | 'mailWebhook'>
  readonly kind: IntakeKind
  /** Our address. */
  readonly recipient: string
  /** Sender of the envelope; null where nobody said one. */
  readonly envelopeFrom: string | null
  readonly authentication: MailAuthentication
  readonly bytes: Uint8Array
  /** The same bytes in the store. */
  readonly kept: Pick<KeptFile, 'sha256' | 'size'>
}

/**
 * Takes a mail in for one company. Once it resolves the mail is kept. The same Message-ID to the same address again is
 * the same arrival, whatever relays did to its headers on the way; one that carries other files under the number of an
 * earlier mail is an arrival of its own, so that a sender who repeats numbers loses nothing. Fails with
 * mail_sender_refused, mail_malformed.
 */
export async function receiveMail(call: Call, mail: ReceiveMail): Promise<OpenedIntake> {
  const { way, kind, recipient, envelopeFrom, authentication, kept } = mail
  const { from, subject, messageId } = await factsOf(call, mail)
  await demandSender(call, { senders: [envelopeFrom, from], recipient, way })
  const arrival = { way, kind, sender: from ?? envelopeFrom, recipient, subject, messageId, authentication }
  const file = { ...kept, mediaType: MAIL, name: `${subject ?? 'mail'}.eml`.replace(/[\\/]/g, ' ').slice(-NAME_MAX) }
  const receivedBy = await memberWith(call, from)
  const sourceKey = `mail ${recipient.toLowerCase()} ${messageId ?? kept.sha256}`
  const opened = await openIntake(call, { ...arrival, files: [file], sourceKey, receivedBy })
  if (opened.isNew || (await isRepetition(call, opened.intake, mail))) return opened
  return openIntake(call, { ...arrival, files: [file], sourceKey: `${sourceKey} ${kept.sha256}`, receivedBy })
}

const NAME_MAX = 200
const ALL_MEMBERS = { after: undefined, limit: 10_000 }

/** Fails with mail_malformed, which is written down: the bytes of such a mail belong to no intake. */
async function factsOf(call: Call, { bytes, recipient, way, envelopeFrom }: ReceiveMail) {
  try {
    return await mailFacts(bytes)
  } catch (error) {
    if (isProblem(error)) await noteRefusedMail(call, { sender: envelopeFrom, recipient, way, code: error.code })
    throw error
  }
}

interface SentBy extends Pick<ReceiveMail, 'recipient' | 'way'> {
  readonly senders: readonly (string | null)[]
}

/** Fails with mail_sender_refused when the company takes no mail of one of them, and writes down that it did. */
export async function demandSender(call: Call, { senders, recipient, way }: SentBy): Promise<void> {
  const known = senders.filter((sender): sender is string => sender !== null && sender !== '')
  if (isTaken(await listSenderRules(call, undefined), known.length > 0 ? known : [''])) return
  await noteRefusedMail(call, { sender: known.at(-1) ?? null, recipient, way, code: 'mail_sender_refused' })
  fail('mail_sender_refused', 'The company takes no mail of this sender.')
}

/** A member who mails a receipt has entered it, and so does not approve it. A forged name only keeps him from that. */
async function memberWith(call: Call, from: string | null): Promise<Bringer> {
  const member = from && (await listMembers(call, ALL_MEMBERS)).find(({ email }) => email.toLowerCase() === from)
  if (!member) return bringerOf(call.actor)
  return { kind: 'person', id: member.personId, personId: member.personId, name: member.name }
}

async function isRepetition(call: Call, { documentId }: IntakeView, { bytes, kept }: ReceiveMail): Promise<boolean> {
  if (documentId === null) return true
  const before = await getDocumentContent(call, documentId)
  if (before.document.sha256 === kept.sha256) return true
  const [theirs, ours] = [await digestOf(before.bytes), await digestOf(bytes)]
  return theirs === ours
}

/** What a mail carries, whatever it is wrapped in: its files, or its text where it has none. */
async function digestOf(bytes: Uint8Array): Promise<string> {
  const parts = await unmail(bytes)
  if (parts.length === 0) return (await letterOf(bytes))?.text ?? ''
  return parts
    .map((part) => sha256Of(part.bytes))
    .sort()
    .join(' ')
}
