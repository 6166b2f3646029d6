import { beforeAll, describe, expect, it } from 'vitest'
import { noteRefusedMail } from '#src/intake/mail/refused-mails.ts'
import type { SmtpService } from '#src/intake/mail/serve-smtp.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk } from '#test/support/receipts.ts'
import { replyTo, startSmtp } from './smtp-client.ts'

const clock = new SteppedClock('2026-03-02T09:00:00Z')
let platform: Platform
let smtp: SmtpService
beforeAll(async () => {
  const env = { SMTP_PORT: '0', MAIL_DOMAIN: 'in.bilag.example', MAIL_MAX_MIB: '2' }
  platform = await testPlatform({ clock, env })
  smtp = await startSmtp(platform)
})

const HOUR_MS = 3_600_000
const note = (desk: Desk, sender: string | null, code = 'mail_sender_refused') =>
  noteRefusedMail(systemCall(platform, desk.company.id), { sender, recipient: 'in@bilag.example', way: 'mail', code })

const noted = async (desk: Desk, query = '') => {
  const { json } = await desk.client.get(desk.at(`intake-refused-mails${query}`))
  return json.data as { sender: string; code: string; firstAt: string; lastAt: string }[]
}

describe('a mail that was turned away', () => {
  it('is told of once for a sender and a reason, with the first and the last time', async () => {
    const desk = await newDesk(platform)
    await note(desk, 'X@Spam.example')
    clock.advance(HOUR_MS / 2)
    await note(desk, 'x@spam.example')
    expect((await noted(desk)).map(({ firstAt, lastAt }) => firstAt === lastAt)).toEqual([true])
    clock.advance(HOUR_MS)
    await note(desk, 'x@spam.example')
    await note(desk, 'x@spam.example', 'mail_malformed')
    await note(desk, null)
    const rows = await noted(desk)
    expect(rows.map(({ sender }) => sender).toSorted()).toEqual(['', 'x@spam.example', 'x@spam.example'])
    const again = rows.find(({ sender, code }) => sender !== '' && code === 'mail_sender_refused')
    expect(Date.parse(again?.lastAt ?? '') - Date.parse(again?.firstAt ?? '')).toBe(1.5 * HOUR_MS)
    expect(await noted(desk, '?text=SPAM')).toHaveLength(2)
  })

  it('does not fill the log of a company to which somebody sends from ever new addresses', async () => {
    const desk = await newDesk(platform)
    for (let n = 0; n < 20; n += 1) await note(desk, `x${n}@spam.example`)
    expect(await noted(desk)).toHaveLength(5)
  })

  it('is told of by the mail server: blocked by envelope or by letter, or too large', async () => {
    const desk = await newDesk(platform)
    const { json } = await desk.client.post(desk.at('intake-addresses'), { kind: 'supplierInvoice' })
    const to = String(json.address)
    await desk.client.post(desk.at('intake-sender-rules'), { verdict: 'block', sender: '@spam.example' })
    expect(await replyTo(smtp.port, { to, from: 'x@spam.example', raw: await mailOf({}) })).toBe(550)
    const letter = await mailOf({ from: 'y@spam.example' })
    expect(await replyTo(smtp.port, { to, from: 'a@b.example', raw: letter })).toBe(550)
    const large = await mailOf({ attachments: [attached('stor.pdf', new Uint8Array(2_000_000))] })
    expect(await replyTo(smtp.port, { to, from: 'z@b.example', raw: large })).toBe(552)
    expect((await noted(desk)).map(({ sender, code }) => `${sender} ${code}`).toSorted()).toEqual([
      'x@spam.example mail_sender_refused',
      'y@spam.example mail_sender_refused',
      'z@b.example mail_too_large',
    ])
  })

  it('by two at once is told of once, and is nothing to another company', async () => {
    const [desk, other] = [await newDesk(platform), await newDesk(platform)]
    await Promise.all(Array.from({ length: 4 }, () => note(desk, 'x@spam.example')))
    expect(await noted(desk)).toHaveLength(1)
    expect(await noted(other)).toEqual([])
  })
})
