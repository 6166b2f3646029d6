import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { LINE, newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface Check {
  profile: string
  rules: string[]
  ready: boolean
  findings: { code: string; flag: string; on: string; pointer: string; message: string }[]
}

async function check(shop: Shop, { id }: { id: string }, query = ''): Promise<Check> {
  const { status, json, text } = await shop.client.get(shop.at(`invoices/${id}/validation${query}`))
  expect(status, text).toBe(200)
  return json as unknown as Check
}

const told = ({ findings }: Check) => findings.map(({ code, on, pointer }) => `${code} ${on} ${pointer}`)
const company = (shop: Shop) => shop.at('').slice(0, -1)

describe('a draft, judged before it is issued', () => {
  it('is ready when nothing speaks against it, and stays a draft without a number', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft()
    expect(await check(shop, draft)).toEqual({
      profile: 'peppol',
      rules: ['en16931', 'peppol'],
      ready: true,
      findings: [],
    })
    expect(await shop.get(draft.id)).toMatchObject({ status: 'draft', number: null, version: draft.version })
    expect((await shop.issue()).number).toBe('10001')
  })

  it('says what the network wants of it, where a customer gets invoices by the network', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { invoiceChannel: 'network' })
    const draft = await shop.draft({ buyerReference: null })
    const found = await check(shop, draft)
    expect(told(found)).toEqual(['PEPPOL-EN16931-R003 invoice /buyerReference'])
    expect(found.findings[0]?.message).toContain('Fill in buyerReference')
    expect(found).toMatchObject({ profile: 'peppol', ready: false })
    // Without a way of its own it goes out as a plain EN 16931 document.
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { invoiceChannel: null })
    expect(await check(shop, draft)).toMatchObject({ profile: 'en16931', ready: true })
    expect(await check(shop, draft, '?profile=peppol')).toMatchObject({ ready: false })
  })

  it('says what a German authority wants: Leitweg-ID, a contact with a phone, the address', async () => {
    const shop = await newShop(platform)
    const authority = { kind: 'customer', name: 'Stadt Kiel', country: 'DE', endpoint: '0204:01002000-0000-21' }
    const partyId = (await shop.client.post(shop.at('parties'), authority)).json.id
    const draft = await shop.draft({ customer: { partyId }, buyerReference: null, lines: [{ ...LINE, vatCode: '52' }] })
    const found = await check(shop, draft)
    expect(found.profile).toBe('xrechnung')
    expect(told(found)).toEqual(
      expect.arrayContaining([
        'invoice_incomplete invoice /buyerReference',
        'BR-DE-2 company /settings/sellerContact',
        'BR-DE-8 invoice /customer/address/city',
        'BR-DE-9 invoice /customer/address/postalCode',
      ]),
    )
    await shop.client.patch(company(shop), {
      settings: { sellerContact: 'Kari Nordmann', sellerPhone: '+47 55 55 55 55', sellerEmail: 'post@fjordkaffe.no' },
    })
    const address = { street: 'Fleethörn 9', postalCode: '24103', city: 'Kiel' }
    const change = { customer: { partyId, address }, buyerReference: '01002000-0000-21' }
    expect((await shop.client.patch(shop.at(`invoices/${draft.id}`), change)).status).toBe(200)
    expect(await check(shop, draft)).toMatchObject({ profile: 'xrechnung', ready: true })
  })

  it('gathers what we refuse ourselves, in one answer, with the owner of each field', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(company(shop), { settings: { sellerCity: null, sellerBankAccount: null } })
    const person = await shop.client.post(shop.at('parties'), { kind: 'customer', name: 'Kari Nordmann' })
    const draft = await shop.draft({
      customer: { partyId: person.json.id },
      currency: 'EUR',
      dueOn: '2026-03-01',
      lines: [{ ...LINE, quantity: '-1' }],
    })
    const found = await check(shop, draft)
    expect(told(found).slice(0, 6)).toEqual([
      'invoice_seller_incomplete company /settings/sellerCity',
      'invoice_seller_incomplete company /settings/sellerBankAccount',
      'invoice_incomplete invoice /customer/address',
      'invoice_amount_invalid invoice /lines',
      'invoice_incomplete invoice /dueOn',
      'exchange_rate_missing invoice /currency',
    ])
    expect(found.ready).toBe(false)
  })

  it('warns of the name of an item that receivers cut, and is ready all the same', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft({
      lines: [
        { ...LINE, description: 'x'.repeat(100) },
        { ...LINE, description: 'y'.repeat(101) },
      ],
    })
    const found = await check(shop, draft)
    expect(told(found)).toEqual(['text_long invoice /lines/1/description'])
    expect(found).toMatchObject({ ready: true, findings: [{ flag: 'warning' }] })
  })

  it('names the line of a code that is in no list, and the customer of a VAT number that lacks', async () => {
    const shop = await newShop(platform, { country: 'DK', baseCurrency: 'DKK', organisationNumber: '13585628' })
    const swedish = await shop.client.post(shop.at('parties'), { kind: 'customer', name: 'Bageri AB', country: 'SE' })
    const lines = [LINE, { ...LINE, unit: 'QQQ', originCountry: 'ZZ' }].map((line) => ({
      ...line,
      vatCode: 'output-export',
    }))
    const draft = await shop.draft({ customer: { partyId: swedish.json.id }, lines })
    expect(told(await check(shop, draft))).toEqual(
      expect.arrayContaining([
        'BR-CL-23 invoice /lines/1/unit',
        'BR-CL-15 invoice /lines/1/originCountry',
        'BR-IC-02 customer /vatNumber',
        'BR-IC-11 invoice /deliveredOn',
      ]),
    )
    await shop.client.patch(shop.at(`parties/${swedish.json.id}`), { vatNumber: 'SE556036079301' })
    const refused = await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    expect(refused.json.errors).toContainEqual(expect.objectContaining({ pointer: '/lines/1/unit', code: 'BR-CL-23' }))
  })
})

describe('an issued invoice', () => {
  it('is judged as it went out, also by rules that it was not written for', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue()
    expect(await check(shop, issued)).toMatchObject({ profile: 'peppol', ready: true, findings: [] })
    const german = await check(shop, issued, '?profile=xrechnung')
    expect(told(german)).toContain('BR-DE-2 company /settings/sellerContact')
  })
})
