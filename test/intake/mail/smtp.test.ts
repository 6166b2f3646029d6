import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { beforeAll, describe, expect, it } from 'vitest'
import { sortIntake } from '#src/intake/index.ts'
import type { SmtpService } from '#src/intake/mail/serve-smtp.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'
import { deliver, rawClient, replyTo, startSmtp } from './smtp-client.ts'

const DOMAIN = 'in.bilag.example'
const MAIL_MAX_MIB = '2'
let platform: Platform
let smtp: SmtpService
const folder = mkdtempSync(join(tmpdir(), 'bilag-tls-'))

/** A key and its certificate as settings; none where there is no openssl to make them. */
function tlsSettings(): Record<string, string> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', `/CN=${DOMAIN}`, '-days', '2', '-nodes', '-keyout', key, '-out', cert]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  try {
    execFileSync('openssl', ['req', '-x509', ...kind, ...subject], { stdio: 'ignore' })
    return { SMTP_TLS_KEY: key, SMTP_TLS_CERT: cert }
  } catch {
    process.stderr.write('NOT RUN: mail over TLS, because there is no openssl here (apt-get install openssl)\n')
    return {}
  }
}

const tls = tlsSettings()

beforeAll(async () => {
  platform = await testPlatform({
    env: { SMTP_PORT: '0', MAIL_DOMAIN: DOMAIN, MAIL_MAX_MIB, MAIL_RATE_PER_MINUTE: '12', ...tls },
  })
  smtp = await startSmtp(platform)
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
})

interface Box {
  readonly desk: Desk
  readonly to: string
  readonly addressId: string
  intakes(): Promise<WireIntake[]>
}
interface WireIntake {
  id: string
  sender: string | null
  subject: string | null
  messageId: string | null
  documentId: string
  recipient: string
  authentication: Record<string, unknown>
  receivedBy: { kind: string; name: string }
  files: { name: string; outcome: string; receiptId: string | null }[]
}

/** A company with an address; its intakes are sorted when they are read. */
async function newBox(kind = 'supplierInvoice'): Promise<Box> {
  const desk = await newDesk(platform)
  const { json } = await desk.client.post(desk.at('intake-addresses'), { kind })
  return {
    desk,
    to: String(json.address),
    addressId: String(json.id),
    async intakes() {
      const list = async () => (await desk.client.get(desk.at('intakes'))).json.data as WireIntake[]
      for (const { id } of await list()) await sortIntake(systemCall(platform, desk.company.id), id)
      return list()
    },
  }
}

const invoice = (name = 'faktura.xml') => attached(name, invoiceXml(), 'application/xml')

describe('mail to the address of a company', () => {
  it('is kept as it came before it is acknowledged, and each of its files becomes a receipt', async () => {
    const { desk, to, intakes } = await newBox()
    const raw = await mailOf({ messageId: '<1@nordkraft.example>', attachments: [invoice('a.xml'), invoice('b.xml')] })
    const { response } = await deliver(smtp.port, { to, raw })
    const [intake] = await intakes()
    expect(response).toContain(intake?.id)
    expect(intake).toMatchObject({
      way: 'mail',
      sender: 'faktura@nordkraft.example',
      recipient: to,
      subject: 'Faktura 1042',
      messageId: '<1@nordkraft.example>',
    })
    expect(intake?.files.map(({ outcome }) => outcome)).toEqual(['opened', 'receipt', 'receipt'])
    const kept = await desk.client.get(desk.at(`documents/${intake?.documentId}/content`))
    expect(kept.headers.get('content-type')).toBe('message/rfc822')
    expect(kept.text.trimEnd()).toBe(new TextDecoder().decode(raw).trimEnd())
    const mail = await desk.client.get(desk.at(`documents/${intake?.documentId}`))
    expect(mail.json).toMatchObject({ origin: 'mail', retention: { class: 'secondary' } })
    const { supplier } = await desk.get(intake?.files[1]?.receiptId ?? '')
    const dossier = await desk.client.get(desk.at(`parties/${supplier.partyId}/dossier`))
    expect(dossier.json.mailSenders).toMatchObject([{ address: 'faktura@nordkraft.example', receipts: 2 }])
  })

  it('twice by the same number counts once, unless it carries something else', async () => {
    const { to, intakes } = await newBox()
    const [first, other] = [invoice(), invoice()]
    const mail = (file: object, subject: string) =>
      mailOf({ messageId: '<same@nordkraft.example>', subject, attachments: [file] })
    for (const raw of [await mail(first, 'Faktura'), await mail(first, 'VS: Faktura'), await mail(other, 'Faktura')]) {
      await deliver(smtp.port, { to, raw })
    }
    expect((await intakes()).map(({ files }) => files.map(({ outcome }) => outcome))).toEqual([
      ['opened', 'receipt'],
      ['opened', 'receipt'],
    ])
  })

  it('by many at the same moment counts once', async () => {
    const { to, intakes } = await newBox()
    const raw = await mailOf({ messageId: '<race@nordkraft.example>', attachments: [invoice()] })
    const ids = await Promise.all(Array.from({ length: 5 }, () => deliver(smtp.port, { to, raw })))
    expect(new Set(ids.map(({ response }) => response)).size).toBe(1)
    expect(await intakes()).toHaveLength(1)
  })

  it('goes to every company among its recipients', async () => {
    const [one, two] = [await newBox(), await newBox()]
    await deliver(smtp.port, { to: [one.to, two.to], raw: await mailOf({ attachments: [invoice()] }) })
    expect([(await one.intakes()).length, (await two.intakes()).length]).toEqual([1, 1])
  })

  it('finds its address in capitals and with a tag', async () => {
    const { to, intakes } = await newBox()
    const tagged = to.toUpperCase().replace('@', '+Nordkraft@')
    await deliver(smtp.port, { to: tagged, raw: await mailOf({ attachments: [invoice()] }) })
    expect(await intakes()).toHaveLength(1)
  })

  it('of a member counts as entered by him, and pictures to the address for expenses are expenses', async () => {
    const { desk, to, intakes } = await newBox('expenseReceipt')
    const from = desk.company.owner.email
    const photo = attached('kvittering.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'image/jpeg')
    await deliver(smtp.port, { to, from, raw: await mailOf({ from, attachments: [photo] }) })
    const [intake] = await intakes()
    expect(intake?.receivedBy).toEqual({ kind: 'person', name: 'Ola Eier' })
    const receipt = await desk.get(intake?.files[1]?.receiptId ?? '')
    expect(receipt.kind).toBe('expenseReceipt')
  })

  it('keeps what was found out about its sender, also when no name server answers', async () => {
    const { to, intakes } = await newBox()
    await deliver(smtp.port, { to, raw: await mailOf({ attachments: [invoice()] }) })
    const [intake] = await intakes()
    expect(intake?.authentication).toMatchObject({ checkedBy: 'bilag', dkim: 'none', signedBy: [] })
    expect(intake?.authentication.receivedFrom).toContain('127.0.0.1')
    const answers = Object.assign(async () => [['v=spf1 ip4:127.0.0.1 -all']], {})
    const good = await startSmtp(platform, {
      resolver: async (name, type) => (type === 'TXT' && name === 'nordkraft.example' ? answers() : []),
    })
    await deliver(good.port, { to, raw: await mailOf({ subject: 'Med SPF', attachments: [invoice()] }) })
    const dead = await startSmtp(platform, {
      resolver: async () => {
        throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })
      },
    })
    await deliver(dead.port, { to, raw: await mailOf({ subject: 'Uten svar', attachments: [invoice()] }) })
    expect((await intakes()).slice(1).map(({ authentication }) => authentication.spf)).toEqual(['pass', 'temperror'])
  })

  it.runIf('SMTP_TLS_KEY' in tls)('can come over TLS', async () => {
    const { to, intakes } = await newBox()
    const transport = createTransport({
      host: '127.0.0.1',
      port: smtp.port,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
    })
    const raw = Buffer.from(await mailOf({ attachments: [invoice()] }))
    await transport.sendMail({ envelope: { from: 'a@b.example', to: [to] }, raw })
    expect(await intakes()).toHaveLength(1)
  })
})

describe('the mail server refuses', () => {
  it('who writes to an address that is not ours, and hangs up on who guesses', async () => {
    const { to, desk, addressId } = await newBox()
    const raw = await mailOf({})
    const wrong = [
      to.replace('@', '2@'),
      `invoice-${'a'.repeat(24)}@${DOMAIN}`,
      to.replace(DOMAIN, 'elsewhere.example'),
    ]
    for (const address of wrong) expect(await replyTo(smtp.port, { to: address, raw })).toBe(550)
    await desk.client.send('DELETE', desk.at(`intake-addresses/${addressId}`))
    expect(await replyTo(smtp.port, { to, raw })).toBe(550)
    const client = await rawClient(smtp.port)
    await client.say('EHLO guess.example')
    await client.say('MAIL FROM:<a@b.example>')
    const replies: string[] = []
    for (let n = 0; n < 6; n += 1) replies.push(await client.say(`RCPT TO:<invoice-${n}@${DOMAIN}>`))
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['550', '550', '550', '550', '550', '421'])
    client.socket.destroy()
  })

  it('the old address after a rotation, unless it is kept for some days', async () => {
    const { to, desk, addressId } = await newBox()
    const raw = await mailOf({ attachments: [invoice()] })
    const rotate = (keepOldDays: number) =>
      desk.client.post(desk.at(`intake-addresses/${addressId}/rotations`), { keepOldDays })
    const { json } = await rotate(7)
    expect(json.oldAddress).toBe(to)
    expect(await replyTo(smtp.port, { to, raw })).toBe(250)
    await rotate(0)
    expect(await replyTo(smtp.port, { to, raw })).toBe(550)
    expect(await replyTo(smtp.port, { to: String(json.address), raw })).toBe(550)
  })

  it('senders whom the company blocks, by envelope and by letter, and all others once somebody is allowed', async () => {
    const { to, desk, intakes } = await newBox()
    const rule = (verdict: string, sender: string) =>
      desk.client.post(desk.at('intake-sender-rules'), { verdict, sender })
    await rule('block', '@spam.example')
    const raw = await mailOf({ attachments: [invoice()] })
    expect(await replyTo(smtp.port, { to, from: 'x@Spam.example', raw })).toBe(550)
    expect(await replyTo(smtp.port, { to, from: 'x@y.example', raw: await mailOf({ from: 'x@spam.example' }) })).toBe(
      550,
    )
    await rule('allow', '@nordkraft.example')
    expect(await replyTo(smtp.port, { to, from: 'a@b.example', raw: await mailOf({ from: 'a@b.example' }) })).toBe(550)
    expect(await intakes()).toEqual([])
    expect(await replyTo(smtp.port, { to, raw })).toBe(250)
    const twice = await rule('block', '@SPAM.example')
    expect([twice.status, twice.json.code]).toEqual([409, 'sender_rule_exists'])
  })

  it('a mail that is too large, announced or not, and keeps nothing of it', async () => {
    const { to, intakes } = await newBox()
    const raw = await mailOf({ attachments: [attached('stor.pdf', new Uint8Array(2_000_000))] })
    expect(await replyTo(smtp.port, { to, raw })).toBe(552)
    const client = await rawClient(smtp.port)
    await client.say('EHLO large.example')
    expect(await client.say('MAIL FROM:<a@b.example> SIZE=99999999')).toMatch(/^552/)
    client.socket.destroy()
    expect(await intakes()).toEqual([])
  })

  it('more mails a minute than one company may get, for now, and those of others still come in', async () => {
    const [busy, calm] = [await newBox(), await newBox()]
    const codes: number[] = []
    for (let n = 0; n < 13; n += 1)
      codes.push(await replyTo(smtp.port, { to: busy.to, raw: await mailOf({ subject: `${n}` }) }))
    expect(codes).toEqual([...Array(12).fill(250), 451])
    expect(await replyTo(smtp.port, { to: calm.to, raw: await mailOf({}) })).toBe(250)
  })

  it('clients that are too slow, and those that are too many', async () => {
    const strict = await startSmtp(platform, { limits: { sessionMs: 600, clientsPerAddress: 2 } })
    const { to, intakes } = await newBox()
    const slow = await rawClient(strict.port)
    await slow.say('EHLO slow.example')
    await slow.say('MAIL FROM:<a@b.example>')
    await slow.say(`RCPT TO:<${to}>`)
    await slow.say('DATA')
    // Byte by byte it never idles; its time ends all the same.
    const drip = setInterval(() => slow.socket.write('x'), 20)
    await slow.isOver
    clearInterval(drip)
    expect(await intakes()).toEqual([])
    const held = [await rawClient(strict.port), await rawClient(strict.port)]
    const third = await rawClient(strict.port)
    await third.isOver
    for (const { socket } of held) socket.destroy()
  })
})

describe('a mail server that stops', () => {
  it('lets nothing be half kept when the client goes away in the middle', async () => {
    const { to, intakes } = await newBox()
    const client = await rawClient(smtp.port)
    for (const line of ['EHLO a.example', 'MAIL FROM:<a@b.example>', `RCPT TO:<${to}>`, 'DATA']) await client.say(line)
    client.socket.write('From: a@b.example\r\nSubject: half\r\n\r\ntext')
    client.socket.destroy()
    expect(await replyTo(smtp.port, { to, raw: await mailOf({ subject: 'whole' }) })).toBe(250)
    expect((await intakes()).map(({ subject }) => subject)).toEqual(['whole'])
  })

  it('is not there without its setting', async () => {
    const { serveSmtp } = await import('#src/intake/mail/serve-smtp.ts')
    const { mail, ...config } = platform.config
    expect(
      await serveSmtp({ ...platform, config: { ...config, mail: { ...mail, smtpPort: undefined } } }),
    ).toBeUndefined()
  })
})
