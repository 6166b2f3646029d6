import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { textOfPdf, unspaced } from '#test/support/pdf-text.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const company = (shop: Shop) => shop.at('').slice(0, -1)
const set = (shop: Shop, settings: object) => shop.client.patch(company(shop), { settings })
const textOf = async (bytes: Uint8Array) => unspaced((await textOfPdf(bytes)).join(' '))
const preview = (shop: Shop, query = '') => shop.client.get(shop.at(`invoice-templates/preview${query}`))

describe('a setting of the invoices', () => {
  it.for([
    ['invoiceLogo', 'doc_01k8m3q7zj5e8v9x2c4b6n8p0r', 'invoice_template_invalid'],
    ['invoiceColour', 'red', 'invoice_template_invalid'],
    ['invoiceColour', '#fafafa', 'invoice_template_invalid'],
    ['invoiceColour', 7, 'invoice_template_invalid'],
    ['invoiceFooter', 'x'.repeat(601), 'invoice_template_invalid'],
    ['invoiceLanguage', 'fr', 'invoice_template_invalid'],
    ['invoiceChannels', 'network,fax', 'invoice_delivery_invalid'],
    ['invoiceChannels', 'email,email', 'invoice_delivery_invalid'],
    ['invoiceChannels', true, 'invoice_delivery_invalid'],
    ['invoiceNetworkFallback', 'fax', 'invoice_delivery_invalid'],
  ] as const)('%s cannot become %s, and the refusal names it', async ([name, value, code]) => {
    const shop = await newShop(platform)
    const refused = await set(shop, { [name]: value, invoiceDuns: 'untouched' })
    expect(refused).toMatchObject({ status: 422, json: { code, errors: [{ pointer: `/settings/${name}` }] } })
    const { settings } = (await shop.client.get(company(shop))).json
    expect(settings).not.toHaveProperty('invoiceDuns')
    expect((await set(shop, { [name]: null })).status).toBe(200)
  })

  it('is kept when it can be used, and the logo has to be a picture of the company', async () => {
    const shop = await newShop(platform)
    const good = { invoiceColour: '#7A1F3D', invoiceLanguage: 'en', invoiceChannels: 'network, email' }
    expect((await set(shop, good)).json.settings).toMatchObject(good)
    const { documentId } = await shop.issue()
    expect((await set(shop, { invoiceLogo: documentId })).json.code).toBe('invoice_template_invalid')
  })
})

describe('the preview of the template', () => {
  it('is a sample in the look of the company, or in one that is tried out', async () => {
    const shop = await newShop(platform)
    await set(shop, { invoiceFooter: 'Vi er her 9-16' })
    const own = await preview(shop)
    expect(own.headers.get('content-type')).toBe('application/pdf')
    const text = await textOf(own.bytes)
    for (const shown of ['UTKAST', 'Fjordkaffe', 'Vierher9-16', 'EksempelAS']) expect(text).toContain(shown)
    const tried = await textOf((await preview(shop, '?invoiceLanguage=en&invoiceFooter=Tried')).bytes)
    for (const shown of ['DRAFT', 'ExampleLtd', 'Tried']) expect(tried).toContain(shown)
    const { settings } = (await shop.client.get(company(shop))).json
    expect(settings).not.toHaveProperty('invoiceLanguage')
  })

  it('refuses what printing would refuse', async () => {
    const shop = await newShop(platform)
    const refused = await preview(shop, '?invoiceColour=%23fafafa')
    expect(refused).toMatchObject({ status: 422, json: { errors: [{ pointer: '/settings/invoiceColour' }] } })
  })
})
