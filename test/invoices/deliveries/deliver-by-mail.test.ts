import { simpleParser } from 'mailparser'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepFile } from '#src/documents/index.ts'
import { composeMail } from '#src/invoices/deliveries/compose-mail.ts'
import { claimDelivery, handOver } from '#src/invoices/deliveries/record-delivery.ts'
import { sendDelivery } from '#src/invoices/deliveries/send-delivery.ts'
import { sweepDeliveries } from '#src/invoices/deliveries/sweep-deliveries.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { drain } from '#test/support/drain.ts'
import { newShop, type Shop, type WireInvoice } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const clock = new SteppedClock('2026-03-02T09:00:00Z')
let server: MailServer
let platform: Platform
beforeAll(async () => {
  server = await startMailServer()
  platform = await testPlatform({ clock, env: { SMTP_URL: server.url, MAIL_FROM: 'faktura@bilag.example' } })
})
beforeEach(() => {
  server.mails.length = 0
  server.behaviours.length = 0
})

interface WireDelivery {
  id: string
  channel: string
  to: string | null
  status: string
  attempts: number
  nextAttemptAt: string | null
  code: string | null
  detail: string | null
  documentId: string | null
  language: string
  answers: { outcome: string; answer: string }[]
}

const TO = 'faktura@bakeriet.example'
const at = (shop: Shop, { id }: { id: string }, rest = '') => shop.at(`invoices/${id}/deliveries${rest}`)
const email = (shop: Shop, invoice: WireInvoice, more: object = {}) =>
  shop.client.post(at(shop, invoice), { channel: 'email', to: TO, ...more })
const listed = async (shop: Shop, invoice: { id: string }) =>
  (await shop.client.get(at(shop, invoice))).json.data as WireDelivery[]
const work = () => drain({ platform })

/** A company with an issued invoice, one delivery of it, and what became of that after the worker had its turn. */
async function delivered(): Promise<{ shop: Shop; invoice: WireInvoice; delivery: WireDelivery }> {
  const shop = await newShop(platform)
  const invoice = await shop.issue()
  const made = await email(shop, invoice)
  expect(made.status, made.text).toBe(201)
  await work()
  return { shop, invoice, delivery: (await listed(shop, invoice))[0] as WireDelivery }
}

const eventsOf = async (shop: Shop, wanted: string) => {
  const { json } = await shop.client.get(shop.at('events?limit=200'))
  const events = json.data as { type: string; data: Record<string, unknown> }[]
  return events.filter(({ type }) => type === wanted).map(({ data }) => data)
}
/** The mails of one delivery. */
const mailsOf = ({ id }: { id: string }) => server.mails.filter(({ raw }) => raw.includes(`<${id}@bilag.example>`))
const headOf = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]

describe('an invoice by mail', () => {
  it('goes out with letter, PDF and e-invoice, and keeps what was sent and what was answered', async () => {
    const { shop, invoice, delivery } = await delivered()
    expect(delivery).toMatchObject({ status: 'sent', to: TO, attempts: 1, code: null, language: 'nb' })
    const answeredAt = '2026-03-02T09:00:00.000Z'
    const answer = { outcome: 'accepted', answer: '250 2.0.0 Queued as 42', answeredAt, documentId: null }
    expect(delivery.answers).toEqual([answer])
    const [mail] = server.mails
    expect(mail).toMatchObject({ from: 'faktura@bilag.example', to: [TO] })
    const parsed = await simpleParser(mail?.raw ?? '')
    expect(parsed.subject).toBe('Faktura 10001 fra Fjordkaffe AS')
    expect(parsed.messageId).toBe(`<${delivery.id}@bilag.example>`)
    expect(parsed.text).toContain(`KID / referanse: ${invoice.paymentReference}`)
    expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf', 'application/xml'])
    const ubl = await shop.client.get(shop.at(`invoices/${invoice.id}/ubl`))
    expect(parsed.attachments[1]?.content.toString()).toBe(ubl.text)
    const kept = await shop.client.get(shop.at(`documents/${delivery.documentId}/content`))
    expect(kept.text.trimEnd()).toBe(mail?.raw.trimEnd())
    expect(await eventsOf(shop, 'invoice.delivered')).toMatchObject([{ id: delivery.id, invoiceId: invoice.id }])
  })

  it('speaks the language that is asked for', async () => {
    const shop = await newShop(platform)
    await email(shop, await shop.issue(), { language: 'en' })
    await work()
    const { subject, text } = await simpleParser(server.mails[0]?.raw ?? '')
    expect(subject).toBe('Invoice 10001 from Fjordkaffe AS')
    expect(text).toContain('Amount due: 1,250.00 NOK')
  })

  it('goes out by itself when the customer asks for it, in the transaction that issues', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), {
      invoiceChannel: 'email',
      email: TO,
      language: 'en',
    })
    const invoice = await shop.issue()
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'planned', to: TO, language: 'en' }])
    await work()
    expect(server.mails).toHaveLength(1)
    const credit = await shop.client.post(shop.at(`invoices/${invoice.id}/credit-notes`))
    await work()
    expect((await simpleParser(server.mails[1]?.raw ?? '')).subject).toBe('Credit note 10002 from Fjordkaffe AS')
    expect(await listed(shop, { id: String(credit.json.id) })).toMatchObject([{ status: 'sent' }])
  })

  it('issues an invoice although the customer has no address, and says that it was not sent', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { invoiceChannel: 'email' })
    const invoice = await shop.issue()
    expect(await listed(shop, invoice)).toMatchObject([
      { status: 'failed', code: 'delivery_recipient_missing', to: null },
    ])
    await work()
    expect(await eventsOf(shop, 'invoice.deliveryFailed')).toMatchObject([{ code: 'delivery_recipient_missing' }])
  })
})

describe('a request to send', () => {
  it('is refused for a draft, for a customer without an address, and for addresses that are none', async () => {
    const shop = await newShop(platform)
    const draft = await email(shop, await shop.draft())
    expect([draft.status, draft.json.code]).toEqual([409, 'invoice_draft'])
    const invoice = await shop.issue()
    const nobody = await shop.client.post(at(shop, invoice), { channel: 'email' })
    expect([nobody.status, nobody.json.code]).toEqual([422, 'delivery_recipient_missing'])
    for (const to of ['kari', `${TO}\r\nBcc: x@evil.example`, `${TO}, x@evil.example`, `x@evil.example <${TO}>`]) {
      expect((await email(shop, invoice, { to })).json.code).toBe('request_invalid')
    }
    expect(await listed(shop, invoice)).toEqual([])
  })

  it('is carried out once when it comes twice with one key, and again when a person sends it again', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const body = { channel: 'email', to: TO }
    const first = await shop.client.post(at(shop, invoice), body, { 'idempotency-key': 'send-1' })
    const again = await shop.client.post(at(shop, invoice), body, { 'idempotency-key': 'send-1' })
    expect(again.json.id).toBe(first.json.id)
    await email(shop, invoice)
    await work()
    const ids = server.mails.map(({ raw }) => headOf(raw, 'Message-ID'))
    expect(new Set(ids).size).toBe(2)
    expect(ids).toHaveLength(2)
  })

  it('keeps names inside their headers', async () => {
    const files = [{ name: 'a\r\nX-Evil: 1.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(3) }]
    const facts = { kind: 'invoice', number: '1', payable: '1.00', currency: 'NOK', dueOn: null } as const
    const seller = 'Fjord\r\nBcc: x@evil.example\r\n\r\nHi'
    const bytes = await composeMail({
      deliveryId: 'dlv_1',
      facts: { ...facts, seller, account: null, paymentReference: null },
      language: 'nb',
      mailFrom: 'a@b.example',
      replyTo: undefined,
      to: TO,
      date: clock.now(),
      files,
    })
    const { headers } = await simpleParser(Buffer.from(bytes))
    expect([headers.has('bcc'), headers.has('x-evil')]).toEqual([false, false])
  })
})

describe('a mail server that', () => {
  it('is busy is asked again later, with the same bytes', async () => {
    server.behaviours.push('busy')
    const { shop, invoice, delivery } = await delivered()
    expect(delivery).toMatchObject({ status: 'planned', attempts: 1, answers: [{ outcome: 'deferred' }] })
    expect(delivery.nextAttemptAt).not.toBeNull()
    clock.advance(60_000)
    await work()
    await sendDelivery(systemCall(platform, shop.company.id), delivery.id)
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'sent', attempts: 2 }])
    expect(server.mails[1]?.raw).toBe(server.mails[0]?.raw)
  })

  it.each([['refuse', '5.7.1 Refused by policy'] as const, ['refuseRecipient', '5.1.1 Ingen slik adresse'] as const])(
    'says no (%s) is not asked again',
    async (behaviour, words) => {
      server.behaviours.push(behaviour)
      const { shop, delivery } = await delivered()
      expect(delivery).toMatchObject({ status: 'failed', code: 'delivery_refused', nextAttemptAt: null })
      expect(delivery.answers[0]?.answer).toContain(words)
      expect(await eventsOf(shop, 'invoice.deliveryFailed')).toMatchObject([{ code: 'delivery_refused' }])
    },
  )

  it('breaks the line before the mail has not got it', async () => {
    server.behaviours.push('dropBefore')
    const { delivery } = await delivered()
    expect(delivery).toMatchObject({ status: 'planned', answers: [{ outcome: 'deferred' }] })
    expect(server.mails).toHaveLength(0)
  })

  it('breaks the line after the mail may have it: a person decides, and sends the same mail', async () => {
    server.behaviours.push('dropAfter')
    const { shop, invoice, delivery } = await delivered()
    expect(delivery).toMatchObject({
      status: 'failed',
      code: 'delivery_outcome_unknown',
      answers: [{ outcome: 'unknown' }],
    })
    clock.advance(24 * 3_600_000)
    await work()
    expect(mailsOf(delivery)).toHaveLength(1)
    const retried = await shop.client.post(at(shop, invoice, `/${delivery.id}/retries`))
    expect(retried.json).toMatchObject({ status: 'planned', code: null, attempts: 0 })
    await work()
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'sent' }])
    expect(mailsOf(delivery)[1]?.raw).toBe(mailsOf(delivery)[0]?.raw)
    const done = await shop.client.post(at(shop, invoice, `/${delivery.id}/retries`))
    expect([done.status, done.json.code]).toEqual([409, 'delivery_not_failed'])
  })

  it('offers no TLS is told no password', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const { id } = (await email(shop, invoice)).json
    const smtpUrl = server.url.replace('//', '//kari:hemmelig@')
    const config = { ...platform.config, mail: { ...platform.config.mail, smtpUrl } }
    await sendDelivery(systemCall({ ...platform, config }, shop.company.id), String(id))
    const [delivery] = await listed(shop, invoice)
    expect(delivery).toMatchObject({ status: 'planned', answers: [{ outcome: 'deferred' }] })
    expect(server.mails).toHaveLength(0)
    expect(server.said.join('\n')).toMatch(/STARTTLS/)
    expect(JSON.stringify([server.said, delivery])).not.toMatch(/AUTH|hemmelig/)
  })

  it('does not answer for two days is given up', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    await email(shop, invoice)
    const call = systemCall(platform, shop.company.id)
    const [{ id } = { id: '' }] = await listed(shop, invoice)
    for (let tries = 0; tries < 14; tries += 1) {
      server.behaviours.push('busy')
      await sendDelivery(call, id)
      clock.advance(6 * 3_600_000)
    }
    expect(await listed(shop, invoice)).toMatchObject([
      { status: 'failed', code: 'delivery_undeliverable', attempts: 14 },
    ])
  })
})

describe('workers', () => {
  it('that race for a delivery send it once', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const made = await email(shop, invoice)
    const call = systemCall(platform, shop.company.id)
    await Promise.all(Array.from({ length: 5 }, () => sendDelivery(call, String(made.json.id))))
    expect(server.mails).toHaveLength(1)
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'sent', attempts: 1 }])
  })

  it('that die between handing over and the answer leave an outcome that nobody knows', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const deliveryId = String((await email(shop, invoice)).json.id)
    const call = systemCall(platform, shop.company.id)
    const delivery = await claimDelivery(call, deliveryId)
    const file = {
      ...(await keepFile(call, { bytes: new Uint8Array([1]), name: 'x.eml' })),
      mediaType: 'message/rfc822',
    }
    if (delivery) await handOver(call, { delivery, document: file })
    await work()
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'planned' }])
    clock.advance(30 * 60_000)
    expect(await sweepDeliveries(systemCall(platform))).toBeGreaterThan(0)
    await work()
    expect(mailsOf({ id: deliveryId })).toHaveLength(0)
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'failed', code: 'delivery_outcome_unknown' }])
  })

  it('without a mail server say so', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const { id } = (await email(shop, invoice)).json
    const mail = { ...platform.config.mail, smtpUrl: undefined }
    const bare: Platform = { ...platform, config: { ...platform.config, mail } }
    await sendDelivery(systemCall(bare, shop.company.id), String(id))
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'failed', code: 'mail_unconfigured' }])
  })
})
