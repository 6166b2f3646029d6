import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isOperator } from '#src/intake/mail/operator-desk.ts'
import type { SmtpService } from '#src/intake/mail/serve-smtp.ts'
import { sha256Of } from '#src/platform/files/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type MailServer, startMailServer } from '#test/invoices/deliveries/mail-server.ts'
import { mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { rawClient, replyTo, startSmtp } from './smtp-client.ts'

const DOMAIN = 'in.bilag.example'
const OPERATOR = 'drift@bilag.example'
let server: MailServer
let platform: Platform
let smtp: SmtpService
beforeAll(async () => {
  server = await startMailServer()
  const outgoing = { SMTP_URL: server.url, MAIL_FROM: 'faktura@bilag.example', MAIL_POSTMASTER: OPERATOR }
  platform = await testPlatform({
    env: { SMTP_PORT: '0', MAIL_DOMAIN: DOMAIN, MAIL_RATE_PER_MINUTE: '6', ...outgoing },
  })
  smtp = await startSmtp(platform)
})
beforeEach(() => {
  server.mails.length = 0
})

describe('mail to who runs the server', () => {
  it('is kept and handed on without a sender, to postmaster and abuse in any case', async () => {
    const raw = await mailOf({ subject: 'Noe er galt' })
    for (const role of ['postmaster', 'Abuse'])
      expect(await replyTo(smtp.port, { to: `${role}@${DOMAIN}`, raw })).toBe(250)
    expect(server.mails.map(({ from, to }) => [from, to])).toEqual([
      ['', [OPERATOR]],
      ['', [OPERATOR]],
    ])
    expect(server.mails[0]?.raw).toContain('Noe er galt')
    expect(await platform.files.has(sha256Of(raw))).toBe(true)
  })

  it('is refused for now when it cannot be handed on, and when too much of it comes', async () => {
    const raw = await mailOf({ subject: 'Igjen' })
    server.behaviours.push('busy')
    expect(await replyTo(smtp.port, { to: `postmaster@${DOMAIN}`, raw })).toBe(451)
    const codes: number[] = []
    for (let n = 0; n < 6; n += 1) codes.push(await replyTo(smtp.port, { to: `postmaster@${DOMAIN}`, raw }))
    expect(codes).toContain(250)
    expect(codes.at(-1)).toBe(451)
  })

  it('is only kept where nobody is named', async () => {
    const { config } = platform
    const silent = {
      ...platform,
      config: { ...config, mail: { ...config.mail, postmaster: undefined, perMinute: 100 } },
    }
    const { port } = await startSmtp(silent)
    const raw = await mailOf({ subject: 'Til ingen' })
    expect(await replyTo(port, { to: `abuse@${DOMAIN}`, raw })).toBe(250)
    expect(await platform.files.has(sha256Of(raw))).toBe(true)
    expect(server.mails).toEqual([])
    const client = await rawClient(port)
    await client.say('EHLO b.example')
    await client.say('MAIL FROM:<>')
    expect((await client.say(`RCPT TO:<postmaster@elsewhere.example>`)).slice(0, 3)).toBe('550')
    client.socket.destroy()
  })

  it('is that to the two roles of our domain, and to postmaster alone', () => {
    const ours = ['postmaster', 'POSTMASTER@In.Bilag.Example', `abuse@${DOMAIN}`]
    expect(ours.map((address) => isOperator(address, DOMAIN))).toEqual([true, true, true])
    const others = ['abuse', `info@${DOMAIN}`, 'postmaster@a.example', `postmaster@x@${DOMAIN}`, '']
    expect(others.map((address) => isOperator(address, DOMAIN))).toEqual([false, false, false, false, false])
  })
})
