import type { DNSResolver } from 'mailauth'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { RateLimiter } from '#src/platform/http/rate-limit.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type Destination, findDestination } from './address.store.ts'
import { tokenOf } from './address.ts'
import { authenticateMail } from './authenticate-mail.ts'
import { callFor } from './call-for.ts'
import { isOperator, takeForOperator } from './operator-desk.ts'
import { demandSender, receiveMail } from './receive-mail.ts'
import { noteRefusedMail } from './refused-mails.ts'
import { returnDesk } from './returns.ts'

/** A refusal in the words of SMTP: the reply code, and a text that begins with the enhanced code (RFC 3463). */
export class SmtpReply extends Error {
  readonly responseCode: number
  constructor(responseCode: number, text: string) {
    super(text)
    this.responseCode = responseCode
  }
}

export interface SmtpTaker {
  /** Resolves when mail to this address is taken. */
  recipient(address: string, session: SMTPServerSession): Promise<undefined>
  /** Resolves with the reply when the mail is kept for all its recipients. */
  message(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string>
}

/** Unknown recipients of one connection before it is told to go: nobody tries tokens out. */
const UNKNOWN_MAX = 5

export function smtpTaker(platform: Platform, resolver: DNSResolver | undefined): SmtpTaker {
  const { mail } = platform.config
  const limiter = new RateLimiter(mail.perMinute, 'mail')
  const unknown = new WeakMap<SMTPServerSession, number>()

  const destination = async (address: string): Promise<Destination | undefined> => {
    const token = tokenOf(address, mail.domain)
    return token === undefined ? undefined : findDestination(platform.db.app, token, platform.clock.now())
  }
  const refuseUnknown = (session: SMTPServerSession): never => {
    const count = (unknown.get(session) ?? 0) + 1
    unknown.set(session, count)
    if (count > UNKNOWN_MAX) throw new SmtpReply(421, '4.7.0 Too many unknown recipients')
    throw new SmtpReply(550, '5.1.1 There is no such address here')
  }
  const demandPace = (whose: string): undefined => {
    if (!limiter.take(whose, platform.clock.now().getTime()).isAllowed)
      throw new SmtpReply(451, '4.7.1 Too many mails for this company; send it again in a minute')
  }
  const noteTooLarge = async ({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): Promise<void> => {
    for (const { address } of rcptTo) {
      const found = await destination(address)
      const refused = { recipient: address, way: 'mail', code: 'mail_too_large' } as const
      if (found)
        await noteRefusedMail(callFor(platform, found), { sender: mailFrom ? mailFrom.address : null, ...refused })
    }
  }
  return {
    async recipient(address, session) {
      if (isOperator(address, mail.domain)) return demandPace('operator')
      const found = await destination(address)
      const { mailFrom } = session.envelope
      const sender = mailFrom ? mailFrom.address : ''
      const returned = found ? undefined : await returnDesk().find(platform, address)
      // Reports have no sender, so that none is answered by another (RFC 3464, 2).
      if (returned && sender !== '') throw new SmtpReply(550, '5.7.1 Only reports of mail servers are taken here')
      const owner = found ?? returned ?? refuseUnknown(session)
      if (found)
        await demandSender(callFor(platform, found), { senders: [sender || null], recipient: address, way: 'mail' })
      return demandPace(owner.companyId)
    },
    async message(stream, session) {
      const kept = await platform.files.put(bounded(stream, mail.maxBytes))
      if (stream.sizeExceeded) {
        await noteTooLarge(session)
        throw new SmtpReply(552, `5.3.4 A mail may have ${mail.maxBytes} bytes at the most`)
      }
      const bytes = await platform.files.get(kept.sha256)
      const { envelope, remoteAddress, hostNameAppearsAs } = session
      const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : ''
      const origin = { ip: remoteAddress, helo: hostNameAppearsAs, envelopeFrom, mta: mail.domain, resolver }
      const authentication = await authenticateMail(bytes, origin)
      const ids: string[] = []
      for (const recipient of new Set(envelope.rcptTo.map(({ address }) => address))) {
        if (isOperator(recipient, mail.domain)) {
          const { sha256 } = kept
          if (!(await takeForOperator(platform, { recipient, sender: envelopeFrom, bytes, sha256 })))
            throw new SmtpReply(451, '4.3.0 The mail could not be handed on; send it again later')
          ids.push(sha256)
          continue
        }
        const found = await destination(recipient)
        if (!found) {
          const returned = (await returnDesk().find(platform, recipient)) ?? refuseUnknown(session)
          await returnDesk().take(callFor(platform, returned), { deliveryId: returned.deliveryId, bytes, kept })
          ids.push(returned.deliveryId)
          continue
        }
        const arrival = { way: 'mail', kind: found.kind, recipient, envelopeFrom, authentication, bytes, kept } as const
        const { intake } = await receiveMail(callFor(platform, found), arrival)
        ids.push(intake.id)
      }
      return `2.0.0 Kept as ${ids.join(' ')}`
    },
  }
}

/** No more than the limit reaches the store; what comes after it is read and dropped, so that the reply is heard. */
async function* bounded(stream: SMTPServerDataStream, maxBytes: number): AsyncGenerator<Uint8Array> {
  let left = maxBytes
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (left <= 0) continue
    yield chunk.subarray(0, left)
    left -= chunk.length
  }
}
