import { isUtf8 } from 'node:buffer'
import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { beforeAll, describe, expect, it } from 'vitest'
import { sortIntake } from '#src/intake/index.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

const clock = new SteppedClock('2026-03-02T09:00:00Z')
let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ clock, env: { MAIL_DOMAIN: 'in.bilag.example' } })
})

interface Post {
  readonly body: Uint8Array | string
  readonly type: string
  readonly id?: string
  readonly secret?: string
  readonly to?: string
  readonly at?: Date
}

/** A company with an address and a secret, and a provider that posts to it. */
async function newProvider() {
  const desk: Desk = await newDesk(platform)
  const { json: address } = await desk.client.post(desk.at('intake-addresses'))
  const rotate = async () => String((await desk.client.post(desk.at('intake-secrets'))).json.secret)
  const secret = await rotate()
  const post = (message: Post) => {
    const { body, type, id = `msg_${Math.random()}`, at = clock.now() } = message
    const bytes = Buffer.from(body)
    // The library signs text: bytes above ASCII are signed by hand in the same way by providers.
    const signature = isUtf8(bytes)
      ? new Webhook(message.secret ?? secret).sign(id, at, bytes.toString('utf8'))
      : signedByHand(secret, `${id}.${Math.floor(at.getTime() / 1000)}.`, bytes)
    const headers = {
      'content-type': type,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    }
    const query = message.to ? `?to=${encodeURIComponent(message.to)}` : ''
    return desk.client.post(`/hooks/mail/provider${query}`, new Uint8Array(bytes), headers)
  }
  const read = async (id: unknown) => {
    await sortIntake(systemCall(platform, desk.company.id), String(id))
    return (await desk.client.get(desk.at(`intakes/${id}`))).json
  }
  return { desk, to: String(address.address), secret, rotate, post, read }
}

const signedByHand = (secret: string, head: string, bytes: Buffer): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  return `v1,${createHmac('sha256', key).update(head).update(bytes).digest('base64')}`
}

const MIME = 'message/rfc822'
const file = () => attached('faktura.xml', invoiceXml(), 'application/xml')

describe('a message of a mail provider', () => {
  it('that holds the whole mail ends in the same record, with what the provider found out', async () => {
    const { to, post, read } = await newProvider()
    const results = 'mx.provider.example; spf=pass smtp.mailfrom=a; dkim=pass header.d=nordkraft.example; dmarc=fail'
    const body = await mailOf({ to, headers: { 'Authentication-Results': results }, attachments: [file()] })
    const taken = await post({ body, type: MIME })
    expect(taken.status, taken.text).toBe(202)
    expect(await read(taken.json.id)).toMatchObject({
      way: 'mailWebhook',
      sender: 'faktura@nordkraft.example',
      recipient: to,
      authentication: {
        spf: 'pass',
        dkim: 'pass',
        dmarc: 'fail',
        signedBy: ['nordkraft.example'],
        checkedBy: 'provider',
      },
      files: [{ outcome: 'opened' }, { outcome: 'receipt' }],
    })
  })

  it('that has taken the mail apart is kept as its proof', async () => {
    const { desk, to, post, read } = await newProvider()
    const attachments = [
      { name: 'a.xml', contentType: 'application/xml', content: Buffer.from(invoiceXml()).toString('base64') },
    ]
    const body = JSON.stringify({ to: [`Regnskap <${to}>`], from: 'A <a@b.example>', subject: 'Faktura', attachments })
    const taken = await post({ body, type: 'application/json' })
    const intake = await read(taken.json.id)
    expect(intake).toMatchObject({
      sender: 'a@b.example',
      subject: 'Faktura',
      files: [{ name: 'a.xml', outcome: 'receipt' }],
    })
    expect((await desk.client.get(desk.at(`documents/${intake.documentId}/content`))).text).toBe(body)
  })

  it('may be a form with the files, or with the mail in a field', async () => {
    const { to, post, read } = await newProvider()
    const form = async (fields: Record<string, string | Blob>) => {
      const data = new FormData()
      for (const [name, value] of Object.entries(fields)) data.append(name, value)
      const response = new Response(data)
      return { body: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' }
    }
    const xml = new File([invoiceXml() as BlobPart], 'vedlegg.xml', { type: 'application/xml' })
    const apart = await post(await form({ recipient: to, sender: 'a@b.example', 'attachment-1': xml }))
    expect(await read(apart.json.id)).toMatchObject({ files: [{ name: 'vedlegg.xml', outcome: 'receipt' }] })
    const mime = new TextDecoder().decode(await mailOf({ attachments: [file()] }))
    const whole = await post(await form({ to, email: mime }))
    expect(await read(whole.json.id)).toMatchObject({ files: [{ outcome: 'opened' }, { outcome: 'receipt' }] })
  })

  it('keeps the mail in a form as it was received, in whatever letters', async () => {
    const { desk, to, post, read } = await newProvider()
    const head = 'From: a@b.example\r\nSubject: Fakt\xf8ra\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n'
    const mail = Buffer.from(`${head}Kj\xf8p p\xe5 b\xe5t, 129,00 kr`, 'latin1')
    const field = (name: string) =>
      Buffer.from(`--form-7f3a9c\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`)
    const line = Buffer.from('\r\n')
    const body = Buffer.concat([
      field('to'),
      Buffer.from(to),
      line,
      field('email'),
      mail,
      line,
      Buffer.from('--form-7f3a9c--\r\n'),
    ])
    const taken = await post({ body, type: 'multipart/form-data; boundary=form-7f3a9c' })
    expect(taken.status, taken.text).toBe(202)
    const intake = await read(taken.json.id)
    expect(intake).toMatchObject({ subject: 'Faktøra', files: [{}, { name: 'Faktøra.pdf', outcome: 'receipt' }] })
    const kept = await desk.client.get(desk.at(`documents/${intake.documentId}/content`))
    expect(Buffer.from(kept.bytes)).toEqual(mail)
  })

  it('without a file gives its text, when that is a receipt, and shows it when it is none', async () => {
    const { to, post, read } = await newProvider()
    const from = 'kvittering@taxi.example'
    const send = async (said: object) => {
      const body = JSON.stringify({ to, from, subject: 'Tur', ...said })
      return read((await post({ body, type: 'application/json' })).json.id)
    }
    expect(await send({ text: 'Takk for turen', html: '<p>Sum</p><p>kr 129,00</p>' })).toMatchObject({
      files: [{ name: 'Tur.pdf', mediaType: 'application/pdf', outcome: 'receipt' }],
    })
    expect(await send({ text: 'Takk for turen' })).toMatchObject({ files: [{ name: 'mail.txt', outcome: 'refused' }] })
  })

  it('sent again by the same id changes nothing', async () => {
    const { to, post } = await newProvider()
    const body = JSON.stringify({ to, from: 'a@b.example', attachments: [] })
    const send = () => post({ body, type: 'application/json', id: 'msg_1' })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
    expect(answers.filter(({ json }) => json.isNew)).toHaveLength(1)
  })

  it('is believed by the company’s own secret only, for five minutes', async () => {
    const [mine, theirs] = [await newProvider(), await newProvider()]
    const body = await mailOf({ to: mine.to, attachments: [file()] })
    const refused = async (message: Partial<Post>) => {
      const { status, json } = await mine.post({ body, type: MIME, ...message })
      return [status, json.code]
    }
    expect(await refused({ secret: theirs.secret })).toEqual([401, 'mail_signature_invalid'])
    const minutes = (count: number) => new Date(clock.now().getTime() + count * 60_000)
    expect(await refused({ at: minutes(-6) })).toEqual([401, 'mail_signature_invalid'])
    expect(await refused({ at: minutes(6) })).toEqual([401, 'mail_signature_invalid'])
    expect(await refused({ body: await mailOf({ to: 'x@in.bilag.example' }) })).toEqual([404, 'not_found'])
    const unsigned = await mine.desk.client.post('/hooks/mail', body, { 'content-type': MIME })
    expect([unsigned.status, unsigned.json.code]).toEqual([401, 'mail_signature_invalid'])
    expect((await mine.desk.client.get(mine.desk.at('intakes'))).json.data).toEqual([])
  })

  it('may be signed by the secret before for a day', async () => {
    const { to, post, rotate, secret } = await newProvider()
    const next = await rotate()
    const signedBy = async (key: string) => (await post({ body: await mailOf({ to }), type: MIME, secret: key })).status
    expect([await signedBy(secret), await signedBy(next)]).toEqual([202, 202])
    clock.advance(25 * 3_600_000)
    expect([await signedBy(secret), await signedBy(next)]).toEqual([401, 202])
  })

  it('is refused when it is of a blocked sender or of no known form', async () => {
    const { desk, to, post } = await newProvider()
    await desk.client.post(desk.at('intake-sender-rules'), { verdict: 'block', sender: 'faktura@nordkraft.example' })
    const blocked = await post({ body: await mailOf({ to }), type: MIME })
    expect([blocked.status, blocked.json.code]).toEqual([403, 'mail_sender_refused'])
    const strange = await post({ body: '{"to": 7}', type: 'application/json', to })
    expect([strange.status, strange.json.code]).toEqual([422, 'mail_form_unknown'])
    const empty = await post({ body: '{}', type: 'application/json', to })
    expect([empty.status, empty.json.code]).toEqual([422, 'mail_form_unknown'])
    const text = await post({ body: 'hei', type: 'text/plain', to })
    expect([text.status, text.json.code]).toEqual([415, 'media_type_unsupported'])
  })
})
