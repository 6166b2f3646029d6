import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { RateLimiter } from '#src/platform/http/rate-limit.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { MailAuthentication } from '../intake.ts'
import { type Destination, findDestination } from '../mail/address.store.ts'
import { tokenOf } from '../mail/address.ts'
import { callFor } from '../mail/call-for.ts'
import { demandSender, receiveMail } from '../mail/receive-mail.ts'
import { type ReturnedTo, returnDesk } from '../mail/returns.ts'
import type { OpenedIntake } from '../open-intake.ts'
import { receiveFiles } from '../receive-files.ts'
import { letterFrom, letterPart } from '../unpack/letter.ts'
import { mailHead } from '../unpack/mail.ts'
import type { Part } from '../unpack/part.ts'
import { addressesIn, type PostedMail, readMessage } from './read-message.ts'
import { goodSecrets } from './secret.store.ts'
import { isSigned, type SignedMessage } from './verify.ts'

export interface HookMessage extends SignedMessage {
  readonly contentType: string
  /** Our address, where the URL says it. */
  readonly to: string | undefined
  readonly provider: string
}

const limiters = new WeakMap<Platform, RateLimiter>()

/**
 * A mail that a provider hands on. It is believed when the company that its address belongs to has given the secret
 * that signed it. The same webhook-id again is the same arrival. A report about a mail of ours is kept beside its
 * delivery. Fails with not_found when no address is ours, mail_signature_invalid, mail_sender_refused,
 * mail_form_unknown, rate_limited, and what refuses a report.
 */
export async function receiveHook(platform: Platform, message: HookMessage): Promise<Received> {
  const posted = await readMessage(message.raw, message.contentType)
  const head = posted.mime ? await mailHead(posted.mime) : null
  const candidates = [message.to ?? '', ...posted.recipients, ...(head ? addressesIn(head.recipients) : [])]
  const ours = await firstOfOurs(platform, candidates)
  const call = callFor(platform, ours.returned ?? ours.destination)
  const isBelieved = isSigned(message, await secretsOf(call, undefined), platform.clock.now())
  if (!isBelieved) fail('mail_signature_invalid', 'The signature fits neither the bytes nor the hour.')
  demandRate(platform, call.companyId)
  if (ours.returned) return takeReturn(call, ours.returned, posted.mime)
  const { recipient, destination } = ours
  const authentication = verdictOf(head?.authentication ?? '')
  if (posted.mime) {
    const kept = await platform.files.put(posted.mime)
    const mail = { way: 'mailWebhook', kind: destination.kind, recipient, envelopeFrom: posted.from } as const
    return opened(await receiveMail(call, { ...mail, authentication, bytes: posted.mime, kept }))
  }
  return opened(await receiveForm(call, { message, posted, recipient, destination, authentication }))
}

/** What a message became: the intake, or the delivery that it reports on. */
export interface Received {
  readonly id: string
  /** False when it was here before. */
  readonly isNew: boolean
}

const opened = ({ intake, isNew }: OpenedIntake): Received => ({ id: intake.id, isNew })

async function takeReturn(call: Call, { deliveryId }: ReturnedTo, mime: Uint8Array | null): Promise<Received> {
  if (!mime) return fail('mail_form_unknown', 'A report of a mail server is read from the whole mail.')
  const kept = await call.platform.files.put(mime)
  return { id: deliveryId, isNew: await returnDesk().take(call, { deliveryId, bytes: mime, kept }) }
}

interface Form {
  readonly message: HookMessage
  readonly posted: PostedMail
  readonly recipient: string
  readonly destination: Destination
  readonly authentication: MailAuthentication
}

/** A provider that has taken the mail apart: what it posted is the proof. */
async function receiveForm(call: Call, form: Form): Promise<OpenedIntake> {
  const { posted, message, recipient, destination, authentication } = form
  const { from, subject, messageId } = posted
  if (posted.parts.length === 0 && from === null)
    fail('mail_form_unknown', 'The message holds neither a mail nor files.')
  await demandSender(call, { senders: [from], recipient, way: 'mailWebhook' })
  const mediaType = message.contentType.split(';')[0]?.trim() || 'application/octet-stream'
  const evidence = {
    ...(await call.platform.files.put(message.raw)),
    mediaType,
    name: `${message.id.slice(0, 100)}.txt`,
  }
  const arrival = { way: 'mailWebhook', kind: destination.kind, sender: from, recipient, subject, messageId } as const
  const parts = posted.parts.length > 0 ? posted.parts : await lettersOf(posted, call.platform.clock.now())
  return receiveFiles(call, { ...arrival, authentication, parts, evidence, sourceKey: `hook ${message.id}` })
}

/** The text of a mail without files as a file; as plain text, which is refused and so shown, when it is no receipt. */
async function lettersOf(posted: PostedMail, date: Date): Promise<Pick<Part, 'name' | 'mediaType' | 'bytes'>[]> {
  const letter = await letterFrom({ ...posted, date })
  if (letter) return [await letterPart(letter)]
  const text = posted.text ?? posted.html
  return text ? [{ name: 'mail.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(text) }] : []
}

const secretsOf = query('intakeSecret.read', { can: 'companies:read' }, (cx, _: undefined) => goodSecrets(cx))

type Ours =
  | { readonly recipient: string; readonly destination: Destination; readonly returned?: undefined }
  | { readonly returned: ReturnedTo; readonly destination?: undefined }

async function firstOfOurs(platform: Platform, candidates: readonly string[]): Promise<Ours> {
  for (const recipient of new Set(candidates)) {
    const token = tokenOf(recipient, platform.config.mail.domain)
    const destination = token && (await findDestination(platform.db.app, token, platform.clock.now()))
    if (destination) return { recipient, destination }
    const returned = await returnDesk().find(platform, recipient)
    if (returned) return { returned }
  }
  return fail('not_found', 'No mail is taken for this address.')
}

function demandRate(platform: Platform, companyId: string): void {
  const limiter = limiters.get(platform) ?? new RateLimiter(platform.config.mail.perMinute, 'mail')
  limiters.set(platform, limiter)
  const { isAllowed, retryAfterSeconds } = limiter.take(companyId, platform.clock.now().getTime())
  if (!isAllowed) fail('rate_limited', 'Too many mails for this company.', { retryAfterSeconds })
}

/** What the provider's own check said, from its Authentication-Results header (RFC 8601). */
function verdictOf(header: string): MailAuthentication {
  const said = (method: string) => new RegExp(`\\b${method}=(\\w+)`).exec(header)?.[1] ?? 'none'
  const signedBy = [...header.matchAll(/\bdkim=pass[^;]*\bheader\.[di]=@?([\w.-]+)/g)].map((match) => match[1] ?? '')
  const verdicts = { spf: said('spf'), dkim: said('dkim'), dmarc: said('dmarc'), signedBy }
  return { ...verdicts, receivedFrom: null, checkedBy: header === '' ? 'nobody' : 'provider' }
}
