import { describe, expect, it } from 'vitest'
import { newShop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

const platform = await testPlatform()

describe('what a company says of itself as a seller', () => {
  it('is refused with each setting that no invoice could state', async () => {
    const { client, at } = await newShop(platform)
    const wrong = {
      sellerStreet: 7,
      sellerBankAccount: 'NO9386011117948',
      sellerVatRegistered: 'yes',
      sellerVatNumber: '991825827',
      sellerEndpoint: '991825827',
      sellerEmail: 'faktura',
      invoiceKidMethod: 'mod97',
    }
    const { status, json } = await client.patch(at('').slice(0, -1), { settings: wrong })
    expect([status, json.code]).toEqual([422, 'invoice_seller_invalid'])
    const named = (json.errors as { pointer: string }[]).map(({ pointer }) => pointer.slice('/settings/'.length))
    expect(named.sort()).toEqual(Object.keys(wrong).sort())
  })

  it('is taken as people write it, and taken away by null', async () => {
    const { client, at } = await newShop(platform)
    const company = at('').slice(0, -1)
    const said = {
      sellerBankAccount: '8601.11.17947',
      sellerVatNumber: 'DK12345674',
      sellerEndpoint: '0088:7300010000001',
      sellerEmail: 'faktura@kaffe.example',
      sellerForetaksregisteret: false,
      invoiceKidMethod: 'mod11',
    }
    expect((await client.patch(company, { settings: said })).json.settings).toMatchObject(said)
    const { status, json } = await client.patch(company, { settings: { sellerVatNumber: null } })
    expect([status, (json.settings as object as { sellerVatNumber?: string }).sellerVatNumber]).toEqual([
      200,
      undefined,
    ])
  })
})
