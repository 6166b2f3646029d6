import { simpleParser } from 'mailparser'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import { drain } from '#test/support/drain.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { textOfPdf, unspaced } from '#test/support/pdf-text.ts'
import { testPlatform } from '#test/support/platform.ts'
import { startMailServer } from './deliveries/mail-server.ts'

const platform = await testPlatform()

const picture = (background: string, type: 'png' | 'tiff' = 'png') =>
  sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .toFormat(type)
    .toBuffer()

async function upload({ client, at }: Shop, name: string, bytes: Uint8Array, mediaType = 'image/png'): Promise<string> {
  const headers = { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"` }
  const sent = await client.send('POST', at('documents'), bytes, headers)
  if (sent.status !== 201) throw new Error(sent.text)
  return String(sent.json.id)
}

const ublOf = async ({ client, at }: Shop, id: string) => (await client.get(at(`invoices/${id}/ubl`))).bytes

describe('files that go out with an invoice', () => {
  it('are named by the draft, inside the issued e-invoice byte for byte, and listed on its PDF', async () => {
    const shop = await newShop(platform)
    const [first, second] = [await picture('#f00'), await picture('#0f0')]
    const attachments = [await upload(shop, 'timer.png', first), await upload(shop, 'bilde.png', second)]
    const draft = await shop.draft({ attachments })
    expect(draft).toMatchObject({ attachments })
    const preview = await shop.client.get(shop.at(`invoices/${draft.id}/pdf`))
    expect(unspaced((await textOfPdf(preview.bytes)).join(''))).toContain('timer.png')
    const issued = await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    expect([issued.status, issued.json.attachments]).toEqual([200, attachments])
    const bytes = await ublOf(shop, draft.id)
    expect(validate(bytes)).toMatchObject({ valid: true })
    expect(readEInvoice(bytes).invoice.attachments).toMatchObject([
      { id: 'timer.png', fileName: 'timer.png', mediaType: 'image/png', content: new Uint8Array(first) },
      { id: 'bilde.png', content: new Uint8Array(second) },
    ])
    const { retention } = (await shop.client.get(shop.at(`documents/${attachments[0]}`))).json
    expect(retention).toMatchObject({ class: 'primary', fiscalYear: '2026' })
  })

  it('are changed as a whole, stay when they are not named, and are not repeated by a credit note', async () => {
    const shop = await newShop(platform)
    const attachments = [await upload(shop, 'timer.png', await picture('#00f'))]
    const draft = await shop.draft({ attachments })
    const change = (body: object) => shop.client.patch(shop.at(`invoices/${draft.id}`), body)
    expect((await change({ note: 'Hei' })).json.attachments).toEqual(attachments)
    expect((await change({ attachments: [] })).json.attachments).toEqual([])
    const issued = await shop.issue({ attachments })
    const credit = await shop.client.post(shop.at(`invoices/${issued.id}/credit-notes`))
    expect([credit.status, credit.json.attachments]).toEqual([201, []])
  })

  it('are refused where no e-invoice could hold them', async () => {
    const [shop, other] = [await newShop(platform), await newShop(platform)]
    const png = await upload(shop, 'a.png', await picture('#111'))
    const twin = await upload(shop, 'a.png', await picture('#222'))
    const tiff = await upload(shop, 'a.tiff', await picture('#333', 'tiff'), 'image/tiff')
    const foreign = await upload(other, 'b.png', await picture('#444'))
    const noise = await sharp({
      create: {
        width: 1200,
        height: 1200,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#000',
      },
    })
      .png()
      .toBuffer()
    expect(noise.length).toBeGreaterThan(3_200_000)
    const large = [
      await upload(shop, 'l1.png', noise),
      await upload(shop, 'l2.png', Buffer.concat([noise, Buffer.from([0])])),
    ]
    const refused = [[tiff], [png, twin], [png, png], [foreign], large]
    const places: unknown[] = []
    for (const attachments of refused) {
      const { status, json } = await shop.client.post(shop.at('invoices'), shop.body({ attachments }))
      places.push([status, json.code, (json.errors as { pointer: string }[])[0]?.pointer])
    }
    const at = (place: number) => [422, 'invoice_attachment_invalid', `/attachments/${place}`]
    expect(places).toEqual([at(0), at(1), at(1), at(0), at(1)])
  })

  it('go with the mail as well', async () => {
    const server = await startMailServer()
    const sending = await testPlatform({ env: { SMTP_URL: server.url, MAIL_FROM: 'faktura@bilag.example' } })
    const shop = await newShop(sending)
    const bytes = await picture('#abc')
    const { id } = await shop.issue({ attachments: [await upload(shop, 'timer.png', bytes)] })
    await shop.client.post(shop.at(`invoices/${id}/deliveries`), { channel: 'email', to: 'a@b.example' })
    await drain({ platform: sending })
    const { attachments } = await simpleParser(server.mails[0]?.raw ?? '')
    expect(attachments.map(({ filename }) => filename)).toEqual(['invoice-10001.pdf', 'invoice-10001.xml', 'timer.png'])
    expect(attachments[2]?.content.equals(bytes)).toBe(true)
  })
})
