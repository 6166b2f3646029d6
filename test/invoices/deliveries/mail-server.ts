import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { atEnd } from '#test/support/at-end.ts'

/** What the server does with the next mails; when the list is empty it takes them. */
export type Behaviour = 'take' | 'busy' | 'refuse' | 'refuseRecipient' | 'dropBefore' | 'dropAfter'

export interface MailServer {
  readonly url: string
  readonly behaviours: Behaviour[]
  /** What clients said. */
  readonly said: string[]
  /** Every mail whose last byte came, whatever was answered. */
  readonly mails: { readonly raw: string; readonly from: string; readonly to: readonly string[] }[]
}

const reply = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

/** A real mail server on loopback that a test can make unreliable. */
export async function startMailServer(): Promise<MailServer> {
  const behaviours: Behaviour[] = []
  const said: string[] = []
  const mails: { raw: string; from: string; to: string[] }[] = []
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: { debug: hear(said), info: hear(said), error: () => undefined, warn: () => undefined } as never,
    onRcptTo(_address, session, done) {
      if (behaviours[0] === 'refuseRecipient') {
        behaviours.shift()
        return done(reply(550, '5.1.1 Ingen slik adresse'))
      }
      if (behaviours[0] === 'dropBefore') {
        behaviours.shift()
        return drop(session.id)
      }
      return done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        mails.push({ raw: Buffer.concat(chunks).toString(), from, to: rcptTo.map(({ address }) => address) })
        const behaviour = behaviours.shift() ?? 'take'
        if (behaviour === 'busy') return done(reply(451, '4.3.0 Prøv igjen senere'))
        if (behaviour === 'refuse') return done(reply(554, '5.7.1 Refused by policy'))
        if (behaviour === 'dropAfter') return drop(session.id)
        return done(null, '2.0.0 Queued as 42')
      })
    },
  })
  const drop = (sessionId: string): void => {
    for (const connection of server.connections) if (connection.id === sessionId) connection._socket.destroy()
  }
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, behaviours, mails, said }
}

/** The commands of the dialogue, as the server's log has them. */
const hear =
  (said: string[]) =>
  (entry: { tnx?: string }, ...words: unknown[]): void => {
    if (entry.tnx === 'command') said.push(words.map(String).join(' '))
  }
