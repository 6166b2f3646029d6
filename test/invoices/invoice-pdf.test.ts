import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import { invoicePdf } from '#src/invoices/index.ts'
import { type Answered, testClient } from '#test/support/http.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { textOfPdf, unspaced } from '#test/support/pdf-text.ts'
import { testPlatform } from '#test/support/platform.ts'

const platform = await testPlatform()

const pdfOf = (shop: Shop, id: string, query = ''): Promise<Answered> =>
  shop.client.get(shop.at(`invoices/${id}/pdf${query}`))
const textOf = async ({ bytes }: { bytes: Uint8Array }): Promise<string> => unspaced((await textOfPdf(bytes)).join(' '))
const settings = (shop: Shop, values: object) => shop.client.patch(shop.at('').slice(0, -1), { settings: values })

async function upload(shop: Shop, bytes: Uint8Array, mediaType: string): Promise<string> {
  const sent = await shop.client.send('POST', shop.at('documents'), bytes, { 'content-type': mediaType })
  if (sent.status !== 201) throw new Error(sent.text)
  return String(sent.json.id)
}

describe('the PDF of an invoice', () => {
  it('says what a payer and the law ask for', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue({ orderReference: 'PO-77', note: 'Takk for handelen', deliveredOn: '2026-02-27' })
    const answer = await pdfOf(shop, issued.id)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const text = await textOf(answer)
    const said = [
      'Faktura 10001',
      'Org.nr. NO 923 609 016 MVA',
      'Bakeriet AS',
      '16.03.2026',
      '27.02.2026',
      'Foretaksregisteret',
    ]
    const paid = ['8601 11 17947', issued.paymentReference, '1 250,00 NOK', 'PO-77', 'Takk for handelen', 'Side 1 / 1']
    for (const wanted of [...said, ...paid]) expect(text).toContain(unspaced(wanted))
  })

  it('is kept: the same bytes ever after, whatever becomes of the template', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue()
    const first = await pdfOf(shop, issued.id)
    await settings(shop, { invoiceFooter: 'Nytt navn fra i dag' })
    const again = await pdfOf(shop, issued.id)
    expect(Buffer.from(again.bytes).equals(first.bytes)).toBe(true)
    const other = await pdfOf(shop, (await shop.issue()).id)
    expect(await textOf(other)).toContain('Nyttnavnfraidag')
  })

  it('is in the language of the customer, else of the company, or of who asks', async () => {
    const shop = await newShop(platform)
    await settings(shop, { invoiceLanguage: 'en' })
    const issued = await shop.issue()
    expect(await textOf(await pdfOf(shop, issued.id))).toContain('Invoice10001')
    const set = await shop.client.patch(shop.at(`parties/${shop.customerId}`), { language: 'nb' })
    expect(set.json.language).toBe('nb')
    expect(await textOf(await pdfOf(shop, issued.id))).toContain('Faktura10001')
    expect(await textOf(await pdfOf(shop, issued.id, '?language=en'))).toContain('Invoice10001')
  })

  it('of a draft is marked, says no number, and is not kept', async () => {
    const shop = await newShop(platform, { organisationNumber: undefined })
    await settings(shop, { sellerStreet: null, sellerBankAccount: null })
    const draft = await shop.draft()
    const text = await textOf(await pdfOf(shop, draft.id))
    expect(text).toContain('UTKAST')
    expect(text).toContain('1250,00NOK')
    expect(text).not.toContain('KID')
    await shop.client.patch(shop.at(`invoices/${draft.id}`), { note: 'Endret' })
    expect(await textOf(await pdfOf(shop, draft.id))).toContain('Endret')
    expect((await pdfOf(shop, draft.id, '?format=facturx')).json.code).toBe('invoice_draft')
  })

  it('of a credit note says so, and what it takes back', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue()
    const credited = await shop.client.post(shop.at(`invoices/${issued.id}/credit-notes`), { reason: 'Retur' })
    const text = await textOf(await pdfOf(shop, String(credited.json.id)))
    for (const wanted of ['Kreditnota10002', 'Gjelderfaktura10001', 'Åkreditere', 'Retur', 'Motregnesmotfaktura10001'])
      expect(text).toContain(wanted)
  })

  it('as Factur-X reads and judges like the e-invoice itself', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue({ note: 'Æ & <ø>' })
    const { bytes } = await pdfOf(shop, issued.id, '?format=facturx')
    const ubl = await shop.client.get(shop.at(`invoices/${issued.id}/ubl`))
    const { invoice, syntax } = readEInvoice(bytes)
    const { customizationId: _a, profileId: _b, ...said } = readEInvoice(ubl.bytes).invoice
    expect(invoice).toMatchObject(said)
    expect(syntax).toBe('cii')
    expect(validate(bytes)).toMatchObject({ valid: true })
  })

  it('carries the logo, seen through to white paper', async () => {
    const shop = await newShop(platform)
    const png = await sharp({ create: { width: 60, height: 20, channels: 4, background: '#0b5d4c80' } })
      .png()
      .toBuffer()
    const invoiceLogo = await upload(shop, new Uint8Array(png), 'image/png')
    await settings(shop, { invoiceLogo, invoiceColour: '#7A1F3D', invoiceFooter: 'Vi er her 9-16' })
    const answer = await pdfOf(shop, (await shop.issue()).id)
    const raw = Buffer.from(answer.bytes).toString('latin1')
    expect(raw).toContain('/Subtype /Image')
    expect(raw).not.toContain('/SMask')
    expect(await textOf(answer)).toContain('Vierher9-16')
  })

  it('is one however many ask at once, also for who may only read', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue()
    const reader = testClient(platform, await shop.company.key(undefined, ['invoices:read']))
    const path = shop.at(`invoices/${issued.id}/pdf`)
    const answers = await Promise.all(Array.from({ length: 5 }, () => reader.get(path)))
    expect(new Set(answers.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).size).toBe(1)
    const found = await Promise.all([1, 2].map(() => invoicePdf(shop.company.call(), issued.id)))
    expect(found[0]?.documentId).toBeDefined()
    expect(found[0]?.documentId).toBe(found[1]?.documentId)
    expect(found[0]?.name).toBe('invoice-10001.pdf')
  })
})
