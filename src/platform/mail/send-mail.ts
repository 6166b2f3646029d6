import { format } from 'node:util'
import { redactText } from '../redact.ts'

export interface OutgoingMail {
  readonly smtpUrl: string
  readonly from: string
  readonly to: string
  /** By which a server that knows how (RFC 3461) names the mail in its reports. */
  readonly envelopeId: string
  /** The whole mail as it goes out. */
  readonly bytes: Uint8Array
}

/**
 * What a mail server made of a mail. `answer` is what it said; where it said nothing, only the kind of failure: addresses
 * and names of the operator's network are none of a tenant's business.
 */
export interface MailOutcome {
  readonly kind: 'accepted' | 'deferred' | 'refused' | 'unknown'
  readonly answer: string
}

/** Times in milliseconds. RFC 5321, 4.5.3.2 would wait longer; the queue tries again. */
const TIMES = { connectionTimeout: 30_000, greetingTimeout: 60_000, socketTimeout: 3 * 60_000 }

/**
 * Hands one mail to the server of the configuration, and never throws. The outcome is unknown from the moment in which
 * the server asks for the mail (354) until it answers: a line that breaks in between may have lost the answer only.
 */
export async function sendMail({ smtpUrl, from, to, bytes, envelopeId }: OutgoingMail): Promise<MailOutcome> {
  const { createTransport } = await import('nodemailer')
  const phase = { isData: false }
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: needsTls(smtpUrl),
    ...TIMES,
    logger: phaseLogger(phase),
    transactionLog: true,
  })
  try {
    const dsn = { id: envelopeId, return: 'headers' as const, notify: ['failure', 'delay'] }
    const { response } = await transport.sendMail({ envelope: { from, to: [to] }, raw: Buffer.from(bytes), dsn })
    return { kind: 'accepted', answer: response }
  } catch (error) {
    return outcomeOf(error as SmtpFailure, phase.isData)
  } finally {
    transport.close()
  }
}

/** A password is said only over TLS, also to a server that suddenly offers none; `?requireTLS=false` waives it. */
function needsTls(smtpUrl: string): boolean {
  const { username, searchParams } = new URL(smtpUrl)
  return username !== '' && searchParams.get('requireTLS') !== 'false'
}

/** Failures by which the server judges the mail, not our connection to it (a login, TLS, its greeting). */
const OF_THE_MAIL: ReadonlySet<string | undefined> = new Set(['EENVELOPE', 'EMESSAGE'])

interface SmtpFailure extends Error {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}

/** The server's reply code decides (RFC 5321, 4.2.1); without one, how far the mail had got. */
function outcomeOf({ name, response, responseCode, code }: SmtpFailure, isData: boolean): MailOutcome {
  const answer = redactText(response ?? `The mail server did not answer (${code ?? name}).`)
  const isJudged = responseCode !== undefined && responseCode >= 400
  if (isJudged) return { kind: responseCode >= 500 && OF_THE_MAIL.has(code) ? 'refused' : 'deferred', answer }
  return { kind: isData ? 'unknown' : 'deferred', answer }
}

/** Hears the dialogue only to learn when the mail itself began to flow; nothing of it is logged. */
function phaseLogger(phase: { isData: boolean }) {
  const hear = (entry: unknown, ...said: unknown[]): void => {
    const { tnx } = Object(entry) as { tnx?: unknown }
    if (tnx === 'server' && /^354\b/.test(format(...said))) phase.isData = true
  }
  const silent = (): void => undefined
  return { level: silent, trace: hear, debug: hear, info: hear, warn: silent, error: silent, fatal: silent }
}
