import { connect, type Socket } from 'node:net'
import { createTransport, type SendMailOptions, type SentMessageInfo } from 'nodemailer'
import { type SmtpOptions, type SmtpService, serveSmtp } from '#src/intake/mail/serve-smtp.ts'
import type { Platform } from '#src/platform/platform.ts'
import { atEnd } from '#test/support/at-end.ts'

/** A name server that knows nobody. */
export const noNames = async (): Promise<string[]> => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}

export async function startSmtp(platform: Platform, options: SmtpOptions = {}): Promise<SmtpService> {
  const service = await serveSmtp(platform, { resolver: noNames, ...options })
  if (!service) throw new Error('SMTP_PORT is not set')
  atEnd(() => service.stop())
  return service
}

export interface Delivery {
  readonly to: string | readonly string[]
  readonly from?: string
  readonly raw: Uint8Array
}

/** Hands a mail over as another mail server does; rejects with the reply of one who refuses. */
export function deliver(
  port: number,
  { to, from = 'faktura@nordkraft.example', raw }: Delivery,
): Promise<SentMessageInfo> {
  const options: SendMailOptions = { envelope: { from, to: [to].flat() as string[] }, raw: Buffer.from(raw) }
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  return transport.sendMail(options)
}

/** The reply code that refused; 250 when nothing did. */
export async function replyTo(port: number, delivery: Delivery): Promise<number> {
  try {
    await deliver(port, delivery)
    return 250
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0
  }
}

/** A client that says line by line what it is told to. */
export interface RawClient {
  readonly socket: Socket
  /** Sends a line and gives the first line of the reply. */
  say(line: string): Promise<string>
  readonly isOver: Promise<void>
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const replies: string[] = []
  let wake: (() => void) | undefined
  socket.setEncoding('utf8').on('data', (text: unknown) => {
    // Only the last line of a reply has a space behind its code.
    replies.push(
      ...String(text)
        .split('\r\n')
        .filter((line) => /^\d{3} /.test(line)),
    )
    wake?.()
  })
  const next = async (): Promise<string> => {
    for (;;) {
      const reply = replies.shift()
      if (reply !== undefined) return reply
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  await next()
  return {
    socket,
    say: (line) => {
      socket.write(`${line}\r\n`)
      return next()
    },
    isOver: new Promise((resolve) => socket.once('close', () => resolve())),
  }
}
