import { Webhook } from 'standardwebhooks'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { deliver, replyTo, startSmtp } from '#test/intake/mail/smtp-client.ts'
import { drain } from '#test/support/drain.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { exchangeReport, postfixReport, type Sent } from './reports.ts'

const DOMAIN = 'in.bilag.example'
const TO = 'faktura@bakeriet.example'
let server: MailServer
let platform: Platform
let smtp: Awaited<ReturnType<typeof startSmtp>>
beforeAll(async () => {
  server = await startMailServer()
  const env = { SMTP_URL: server.url, MAIL_FROM: 'faktura@bilag.example' }
  platform = await testPlatform({ env: { ...env, MAIL_RETURNS: '1', MAIL_DOMAIN: DOMAIN, SMTP_PORT: '0' } })
  smtp = await startSmtp(platform)
})

interface Bounced extends Sent {
  readonly shop: Shop
  read(): Promise<WireDelivery>
}
interface WireDelivery {
  status: string
  code: string | null
  detail: string | null
  answers: { outcome: string; answer: string; documentId: string | null }[]
}

/** An invoice that the next server has taken, and the address that its mail comes back to. */
async function sent(): Promise<Bounced> {
  const shop = await newShop(platform)
  const { id } = await shop.issue()
  const path = shop.at(`invoices/${id}/deliveries`)
  const made = await shop.client.post(path, { channel: 'email', to: TO })
  expect(made.json).not.toHaveProperty('returnToken')
  await drain({ platform })
  const deliveryId = String(made.json.id)
  const mail = server.mails.find(({ raw }) => raw.includes(deliveryId))
  return {
    shop,
    deliveryId,
    to: TO,
    returnTo: mail?.from ?? '',
    read: async () => (await shop.client.get(`${path}/${deliveryId}`)).json as unknown as WireDelivery,
  }
}

const bounce = (mail: { readonly returnTo: string }, raw: string, from = '') =>
  replyTo(smtp.port, { to: mail.returnTo, from, raw: new TextEncoder().encode(raw) })

describe('a mail that comes back', () => {
  it.for([
    ['Postfix', postfixReport, '5.1.1 550 5.1.1 <faktura@bakeriet.example>: Recipient address rejected'],
    ['Exchange', exchangeReport, '5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound'],
  ] as const)('by %s fails its delivery with the reason, and is kept', async ([, report, reason]) => {
    const mail = await sent()
    expect(mail.returnTo).toMatch(/^return-[0-9a-z]{26}@in\.bilag\.example$/)
    expect(await mail.read()).toMatchObject({ status: 'sent' })
    expect(await bounce(mail, report(mail))).toBe(250)
    const delivery = await mail.read()
    expect(delivery).toMatchObject({ status: 'failed', code: 'delivery_bounced' })
    expect(delivery.detail).toContain(reason)
    const [, answer] = delivery.answers
    expect(answer).toMatchObject({ outcome: 'refused', answer: delivery.detail })
    const kept = await mail.shop.client.get(mail.shop.at(`documents/${answer?.documentId}/content`))
    expect(kept.text).toContain('multipart/report')
    await drain({ platform })
    const events = (await mail.shop.client.get(mail.shop.at('events?limit=200'))).json.data as {
      type: string
      data: { code?: string }
    }[]
    const failed = events.filter(({ type }) => type === 'invoice.deliveryFailed')
    expect(failed).toMatchObject([{ data: { id: mail.deliveryId, code: 'delivery_bounced' } }])
  })

  it('twice is one answer, also at the same time', async () => {
    const mail = await sent()
    const raw = postfixReport(mail)
    expect(await Promise.all([bounce(mail, raw), bounce(mail, raw), bounce(mail, raw)])).toEqual([250, 250, 250])
    expect((await mail.read()).answers).toHaveLength(2)
  })

  it('only late is noted and fails nothing', async () => {
    const mail = await sent()
    expect(await bounce(mail, postfixReport(mail, { action: 'delayed', status: '4.4.1' }))).toBe(250)
    const delivery = await mail.read()
    expect(delivery).toMatchObject({ status: 'sent', answers: [{ outcome: 'accepted' }, { outcome: 'deferred' }] })
  })

  it('without the mail inside is known by its envelope or its receiver', async () => {
    const byEnvelope = await sent()
    expect(await bounce(byEnvelope, postfixReport(byEnvelope, { isBare: true, to: 'forwarded@else.example' }))).toBe(
      250,
    )
    expect(await byEnvelope.read()).toMatchObject({ status: 'failed' })
    const byReceiver = await sent()
    const raw = exchangeReport(byReceiver).replace(/Message-ID: <dlv_[^>]*>/, 'X-Nothing: here')
    expect(await bounce(byReceiver, raw)).toBe(250)
    expect(await byReceiver.read()).toMatchObject({ status: 'failed' })
  })

  it('forged for a mail of another company is refused, and changes neither', async () => {
    const [mine, theirs] = [await sent(), await sent()]
    expect(await bounce(mine, postfixReport({ ...theirs, returnTo: mine.returnTo }))).toBe(554)
    const bare = postfixReport(theirs, { isBare: true })
    expect(await bounce(mine, bare)).toBe(554)
    expect(await mine.read()).toMatchObject({ status: 'sent', answers: [{}] })
    expect(await theirs.read()).toMatchObject({ status: 'sent', answers: [{}] })
    const guessed = { returnTo: `return-${'0'.repeat(26)}@${DOMAIN}` }
    expect(await bounce(guessed, postfixReport(theirs))).toBe(550)
  })

  it('is no report: a letter with or without a sender is refused', async () => {
    const mail = await sent()
    const letter = `From: kari@bakeriet.example\r\nTo: ${mail.returnTo}\r\nSubject: Ferie\r\n\r\nJeg er borte.\r\n`
    expect(await bounce(mail, letter)).toBe(554)
    expect(await bounce(mail, postfixReport(mail), 'kari@bakeriet.example')).toBe(550)
    expect(await mail.read()).toMatchObject({ status: 'sent' })
    const intakes = await mail.shop.client.get(mail.shop.at('intakes'))
    expect(intakes.json.data).toEqual([])
  })

  it('can be sent again with the same bytes', async () => {
    const mail = await sent()
    await bounce(mail, postfixReport(mail))
    const path = mail.shop.at(`invoices`)
    const [{ id }] = (await mail.shop.client.get(path)).json.data as [{ id: string }]
    await mail.shop.client.post(`${path}/${id}/deliveries/${mail.deliveryId}/retries`)
    // While it waits for its turn the report is told to come later.
    expect(await bounce(mail, postfixReport(mail, { status: '5.2.2' }))).toBe(451)
    await drain({ platform })
    expect(await mail.read()).toMatchObject({ status: 'sent', code: null })
    expect(await bounce(mail, postfixReport(mail, { status: '5.2.2' }))).toBe(250)
    expect(await mail.read()).toMatchObject({ status: 'failed' })
  })

  it('reaches us by the webhook of a provider, when the company’s own secret signed it', async () => {
    const mail = await sent()
    const secret = await mail.shop.client.post(mail.shop.at('intake-secrets'))
    const raw = postfixReport(mail)
    const at = platform.clock.now()
    const post = (key: string) =>
      mail.shop.client.post(`/hooks/mail/any?to=${encodeURIComponent(mail.returnTo)}`, new TextEncoder().encode(raw), {
        'content-type': 'message/rfc822',
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(key).sign('msg_1', at, raw),
      })
    const forged = await post(`whsec_${Buffer.alloc(24, 1).toString('base64')}`)
    expect(forged.json.code).toBe('mail_signature_invalid')
    const taken = await post(String(secret.json.secret))
    expect([taken.status, taken.json], taken.text).toEqual([202, { id: mail.deliveryId, isNew: true }])
    expect(await mail.read()).toMatchObject({ status: 'failed', code: 'delivery_bounced' })
  })

  it('reads a mail with several recipients in one report by the one that failed', async () => {
    const mail = await sent()
    const raw = postfixReport(mail).replace(
      '\r\n\r\nFinal-Recipient:',
      '\r\n\r\nFinal-Recipient: rfc822; a@else.example\r\nAction: relayed\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient:',
    )
    await deliver(smtp.port, { to: mail.returnTo, from: '', raw: new TextEncoder().encode(raw) })
    expect(await mail.read()).toMatchObject({ status: 'failed' })
  })
})
