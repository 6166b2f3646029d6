import type { DNSResolver } from 'mailauth'
import type { MailAuthentication } from '../intake.ts'

export interface MailOrigin {
  /** Address of the machine that handed the mail over. */
  readonly ip: string
  readonly helo: string
  /** Sender of the envelope, '' for a notice without one. */
  readonly envelopeFrom: string
  /** Name of this server. */
  readonly mta: string
  readonly resolver?: DNSResolver | undefined
}

/** Longer than a name server needs; a mail is not kept waiting for one that does not answer. */
const TIMEOUT_MS = 8000

/**
 * Checks SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 9989). Never fails and never refuses: what cannot be found out
 * now is `temperror`.
 */
export async function authenticateMail(bytes: Uint8Array, origin: MailOrigin): Promise<MailAuthentication> {
  const unknown = { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror', signedBy: [] }
  const checked = await Promise.race([check(bytes, origin).catch(() => unknown), after(TIMEOUT_MS, unknown)])
  return { ...checked, receivedFrom: origin.ip, checkedBy: 'bilag' }
}

type Verdicts = Pick<MailAuthentication, 'spf' | 'dkim' | 'dmarc' | 'signedBy'>

async function check(bytes: Uint8Array, { ip, helo, envelopeFrom, mta, resolver }: MailOrigin): Promise<Verdicts> {
  // A fifth of a second to load, which a server that gets no mail need not spend when it starts.
  const { authenticate } = await import('mailauth')
  const { spf, dkim, dmarc } = await authenticate(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    ip,
    helo,
    sender: envelopeFrom,
    mta,
    disableArc: true,
    disableBimi: true,
    ...(resolver ? { resolver } : {}),
  })
  const results = dkim.results.map(({ signingDomain, status }) => ({ domain: signingDomain, result: status.result }))
  const good = results.filter(({ result }) => result === 'pass')
  return {
    spf: spf ? spf.status.result : 'none',
    dkim: good[0]?.result ?? results[0]?.result ?? 'none',
    dmarc: dmarc ? dmarc.status.result : 'none',
    signedBy: good.flatMap(({ domain }) => (domain ? [domain] : [])),
  }
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), ms).unref()
  })
}
