import { describe, expect, it } from 'vitest'
import { mailFacts, unmail } from '#src/intake/unpack/mail.ts'
import { attached, mailOf } from '#test/support/mail.ts'

const bytes = (size: number) => new Uint8Array(size).fill(7)
const parts = async (mail: Uint8Array) =>
  (await unmail(mail)).map(({ name, mediaType, ignored }) => [name, mediaType, ignored?.code])

const names = async (mail: Uint8Array) => (await unmail(mail)).map(({ name }) => name)

const inline = (filename: string, size: number) => ({
  ...attached(filename, bytes(size), 'image/png'),
  cid: filename,
  contentDisposition: 'inline' as const,
})

describe('a mail', () => {
  it('gives every attachment, and leaves the logos of the letter in it', async () => {
    const mail = await mailOf({
      html: '<p>Hei</p><img src="cid:logo.png">',
      attachments: [
        attached('faktura.pdf', bytes(9000), 'application/pdf'),
        attached('faktura.xml', bytes(900), 'application/xml'),
        inline('logo.png', 400_000),
      ],
    })
    const found = await parts(mail)
    expect(found).toContainEqual(['faktura.pdf', 'application/pdf', undefined])
    expect(found).toContainEqual(['faktura.xml', 'application/xml', undefined])
    expect(found).toContainEqual(['logo.png', 'image/png', 'intake_picture_inline'])
  })

  it('of a phone gives the photo that stands in the letter, and not the small pictures', async () => {
    const html = '<img src="cid:IMG_1.png"><img src="cid:logo.png">'
    const mail = await mailOf({ html, attachments: [inline('IMG_1.png', 900_000), inline('logo.png', 4000)] })
    expect(await parts(mail)).toEqual([
      ['IMG_1.png', 'image/png', undefined],
      ['logo.png', 'image/png', 'intake_picture_inline'],
    ])
  })

  it('that carries another one as a file gives that one, to be opened in its turn', async () => {
    const inner = await mailOf({ attachments: [attached('a.xml', bytes(10))] })
    const outer = { ...attached('mail.eml', inner, 'message/rfc822'), contentDisposition: 'attachment' as const }
    const [found] = await unmail(await mailOf({ attachments: [outer] }))
    expect([found?.name, found?.mediaType]).toEqual(['mail.eml', 'message/rfc822'])
    expect(await names(found?.bytes ?? bytes(0))).toEqual(['a.xml'])
  })

  it('that was forwarded inside another one gives its files as those of the other', async () => {
    const inner = await mailOf({ attachments: [attached('a.xml', bytes(10))] })
    const type = 'Content-Type: multipart/mixed; boundary=x'
    const head = `From: a@b.example\r\n${type}\r\n\r\n--x\r\nContent-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n`
    const mail = Buffer.concat([Buffer.from(head), inner, Buffer.from('\r\n--x--\r\n')])
    expect(await names(mail)).toEqual(['a.xml'])
  })

  it('leaves its signature out', async () => {
    const mail = await mailOf({ attachments: [attached('smime.p7s', bytes(100), 'application/pkcs7-signature')] })
    expect(await parts(mail)).toMatchObject([['smime.p7s', 'application/pkcs7-signature', 'intake_signature']])
  })

  it('without attachments gives nothing', async () => {
    expect(await parts(await mailOf({}))).toEqual([])
  })

  it('says who sent it and what about, each on one line', async () => {
    const mail = await mailOf({ subject: 'Faktura =?x', messageId: '<1@nordkraft.example>' })
    expect(await mailFacts(mail)).toMatchObject({
      from: 'faktura@nordkraft.example',
      messageId: '<1@nordkraft.example>',
    })
    const odd = Buffer.from('From: <A@B.Example>\r\nSubject: =?utf-8?Q?one=0D=0ABcc:_two?=\r\n\r\ntext')
    expect(await mailFacts(odd)).toEqual({ from: 'a@b.example', subject: 'one Bcc: two', messageId: null })
    const latin = Buffer.from('From: a@b.example\r\nSubject: Faktura for br\xf8d\r\n\r\n', 'latin1')
    expect(await mailFacts(latin)).toMatchObject({ subject: 'Faktura for brød' })
    expect(await mailFacts(new Uint8Array([0, 255, 3]))).toEqual({ from: null, subject: null, messageId: null })
  })
})
