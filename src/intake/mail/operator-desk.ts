import { newId } from '#src/kernel/id.ts'
import { sendMail } from '#src/platform/mail/send-mail.ts'
import type { Platform } from '#src/platform/platform.ts'
import { mailFacts } from '../unpack/mail.ts'

/** Whom every mail server takes mail for (RFC 5321, 4.5.1), and where others complain of what it sends (RFC 2142, 2 and 4). */
const ROLES = ['postmaster', 'abuse']

/** Whether an address is of who runs this server; "postmaster" needs no domain. */
export function isOperator(address: string, domain: string): boolean {
  const [role = '', ...rest] = address.toLowerCase().split('@')
  if (rest.length === 0) return role === 'postmaster'
  return ROLES.includes(role) && rest.join('@') === domain
}

export interface OperatorMail {
  readonly recipient: string
  readonly sender: string
  readonly bytes: Uint8Array
  /** The same bytes in the store. */
  readonly sha256: string
}

/**
 * A mail to who runs this server, which belongs to no company: it lies in the file store and is told in the log, and is
 * handed on where MAIL_POSTMASTER says to whom. It is handed on without a sender, so that nobody answers it (RFC 3834, 4).
 * False when it is to be handed on and the server for outgoing mail takes it later.
 */
export async function takeForOperator(platform: Platform, mail: OperatorMail): Promise<boolean> {
  const { recipient, sender, bytes, sha256 } = mail
  const { smtpUrl, postmaster } = platform.config.mail
  const { subject } = await mailFacts(bytes)
  const told = { recipient, sender, subject, sha256 }
  if (smtpUrl === undefined || postmaster === undefined) {
    platform.log.warn(told, 'a mail to who runs this server is kept')
    return true
  }
  const { kind, answer } = await sendMail({ smtpUrl, from: '', to: postmaster, bytes, envelopeId: newId('request') })
  if (kind === 'deferred') return false
  platform.log.warn({ ...told, handedOn: kind, answer }, 'a mail to who runs this server is kept, and was handed on')
  return true
}
