import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { DNSResolver } from 'mailauth'
import type { SMTPServer } from 'smtp-server'
import { isProblem } from '#src/kernel/problem.ts'
import type { Platform } from '#src/platform/platform.ts'
import { SmtpReply, type SmtpTaker, smtpTaker } from './smtp-taker.ts'

/** Bounds on clients; the tests set them lower. Times in milliseconds. */
export interface SmtpLimits {
  readonly clients: number
  readonly clientsPerAddress: number
  /** Between two bytes. */
  readonly idleMs: number
  /** From the greeting to the end, however busy: what drips in has an end too. */
  readonly sessionMs: number
  readonly recipients: number
}

const LIMITS: SmtpLimits = {
  clients: 200,
  clientsPerAddress: 20,
  idleMs: 60_000,
  sessionMs: 10 * 60_000,
  recipients: 20,
}

export interface SmtpOptions {
  readonly limits?: Partial<SmtpLimits>
  readonly resolver?: DNSResolver
}

export interface SmtpService {
  readonly port: number
  /** Takes no new connection and lets mails that are coming in be kept, up to the configured time. */
  stop(): Promise<void>
}

/** Takes mail for all companies on SMTP_PORT; resolves to nothing when that is not set. */
export async function serveSmtp(platform: Platform, options: SmtpOptions = {}): Promise<SmtpService | undefined> {
  const { mail, host, stopTimeoutMs } = platform.config
  if (mail.smtpPort === undefined) return undefined
  const limits = { ...LIMITS, ...options.limits }
  const taker = smtpTaker(platform, options.resolver)
  const server = await makeServer(platform, limits, taker)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(mail.smtpPort, host, resolve)
  })
  server.on('error', (error) => platform.log.warn({ err: error }, 'a mail client failed'))
  const { port } = server.server.address() as AddressInfo
  platform.log.info({ port, domain: mail.domain, starttls: mail.tls !== undefined }, 'mail server runs')
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.options.closeTimeout = stopTimeoutMs
      server.close(() => resolve())
    })
  return { port, stop }
}

async function makeServer(platform: Platform, limits: SmtpLimits, taker: SmtpTaker): Promise<SMTPServer> {
  const { SMTPServer } = await import('smtp-server')
  const { mail } = platform.config
  const perAddress = new Map<string, number>()
  const timers = new Map<string, NodeJS.Timeout>()
  const tls = mail.tls && { key: readFileSync(mail.tls.key), cert: readFileSync(mail.tls.cert) }
  const server: SMTPServer = new SMTPServer({
    ...tls,
    name: mail.domain,
    banner: 'Bilag',
    size: mail.maxBytes,
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    maxClients: limits.clients,
    maxRecipients: limits.recipients,
    socketTimeout: limits.idleMs,
    onConnect: ({ id, remoteAddress }, done) => {
      const count = (perAddress.get(remoteAddress) ?? 0) + 1
      perAddress.set(remoteAddress, count)
      timers.set(id, setTimeout(() => cut(server, id), limits.sessionMs).unref())
      if (count > limits.clientsPerAddress) done(new SmtpReply(421, '4.7.0 Too many connections from your address'))
      else done()
    },
    onClose: ({ id, remoteAddress }) => {
      clearTimeout(timers.get(id))
      timers.delete(id)
      const left = (perAddress.get(remoteAddress) ?? 1) - 1
      if (left > 0) perAddress.set(remoteAddress, left)
      else perAddress.delete(remoteAddress)
    },
    onRcptTo: ({ address }, session, done) => answer(platform, done, taker.recipient(address, session)),
    onData: (stream, session, done) => answer(platform, done, taker.message(stream, session)),
  })
  return server
}

/** The client is gone: nobody hears the reply, and nothing was kept. */
const hasLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ECONNECTION|ERR_STREAM_PREMATURE_CLOSE)$/.test(String(error.code))

/** Ends a connection whose time is over, in the middle of whatever it says. */
function cut(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) {
    if (connection.id === sessionId) connection._socket.destroy()
  }
}

type Done = (error?: Error | null, message?: string) => void

/** What refuses a mail for good answers 5xx; what is our fault or passes by answers 4xx, and the sender comes again. */
function answer(platform: Platform, done: Done, work: Promise<string | undefined>): void {
  work.then(
    (message) => done(null, message),
    (error: unknown) => {
      if (error instanceof SmtpReply) return done(error)
      if (isProblem(error) && error.kind.status < 500)
        return done(new SmtpReply(error.code === 'mail_sender_refused' ? 550 : 554, `5.7.1 ${error.message}`))
      // Refused for now by a room of ours, which says why.
      if (isProblem(error) && error.kind.status === 503) return done(new SmtpReply(451, `4.3.0 ${error.message}`))
      if (hasLeft(error)) platform.log.info('a mail client went away in the middle')
      else platform.log.error({ err: error }, 'a mail could not be taken in')
      done(new SmtpReply(451, '4.3.0 The mail could not be kept; send it again later'))
    },
  )
}
