import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { ALL_SCOPES } from '#src/platform/scopes.ts'
import { testClient } from '#test/support/http.ts'
import { LINE, newShop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

describe('a draft', () => {
  it('shows what its lines were coded with and what they add up to', async () => {
    const shop = await newShop(platform)
    const food = { description: 'Buns', quantity: '12.5', unit: 'KGM', unitPrice: '19.995', vatCode: '31' }
    const draft = await shop.draft({ lines: [{ ...LINE, discountPercent: '12.5' }, food] })
    expect(draft).toMatchObject({
      status: 'draft',
      number: null,
      paymentStatus: null,
      lines: [
        { net: '875.00', vat: '218.75', vatCode: '3', vatRate: '25', account: '3000' },
        { net: '249.94', vat: '37.49', vatCode: '31', vatRate: '15' },
      ],
      totals: { net: '1124.94', vat: '256.24', gross: '1381.18' },
    })
  })

  it('follows account, VAT code and dimensions of its customer and its accounts', async () => {
    const shop = await newShop(platform)
    const lines = [LINE, { ...LINE, account: '3105' }]
    expect((await shop.draft({ lines })).lines).toMatchObject([{ vatCode: '3' }, { account: '3105', vatCode: '52' }])
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { defaultAccount: '3030', defaultVatCode: '31' })
    expect((await shop.draft()).lines).toMatchObject([{ account: '3030', vatCode: '31' }])
  })

  it('is changed in part, replaced in its lines, and deleted', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft({ note: 'First' })
    const path = shop.at(`invoices/${draft.id}`)
    const changed = await shop.client.patch(path, { note: null, lines: [{ ...LINE, quantity: '1' }] })
    expect(changed.json).toMatchObject({ note: null, buyerReference: 'Kari', totals: { net: '250.00' }, version: 2 })
    const stale = { 'if-match': '"v1"' }
    expect((await shop.client.patch(path, { note: 'x' }, stale)).status).toBe(412)
    expect((await shop.client.send('DELETE', path, undefined, stale)).status).toBe(412)
    expect((await shop.client.send('DELETE', path)).status).toBe(204)
    expect((await shop.client.get(path)).status).toBe(404)
  })

  it('is found by status, customer, number and time', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft()
    const issued = await shop.issue()
    const list = async (query: string) =>
      ((await shop.client.get(shop.at(`invoices?${query}`))).json.data as { id: string }[]).map(({ id }) => id)
    expect(await list('status=draft')).toEqual([draft.id])
    expect(await list('number=10001')).toEqual([issued.id])
    expect(await list('customer=991825827')).toEqual([draft.id, issued.id])
    expect(await list(`customer=${shop.customerId}&status=issued`)).toEqual([issued.id])
    expect(await list('updatedSince=2999-01-01T00:00:00Z')).toEqual([])
  })

  it('is refused with a pointer to what is wrong', async () => {
    const shop = await newShop(platform)
    const refuse = async (more: object) => (await shop.client.post(shop.at('invoices'), shop.body(more))).json
    expect(await refuse({ lines: [{ ...LINE, account: '9999' }] })).toMatchObject({
      code: 'account_unknown',
      errors: [{ pointer: '/lines/0/account' }],
    })
    expect(await refuse({ lines: [LINE, { ...LINE, vatCode: '1' }] })).toMatchObject({
      code: 'vat_code_unknown',
      errors: [{ pointer: '/lines/1/vatCode' }],
    })
    expect((await refuse({ lines: [LINE, { ...LINE, vatCode: '7' }] })).code).toBe('invoice_vat_mixed')
    expect((await refuse({ currency: 'ISK' })).code).toBe('invoice_currency_unsupported')
    for (const line of [{ quantity: '0.00' }, { unitPrice: '-1' }, { discountPercent: '101' }, { quantity: '1e3' }]) {
      expect((await refuse({ lines: [{ ...LINE, ...line }] })).code).toBe('request_invalid')
    }
    const supplier = await shop.client.post(shop.at('parties'), { kind: 'supplier', name: 'Nordkraft AS' })
    expect((await refuse({ customer: { partyId: supplier.json.id } })).code).toBe('invoice_customer_unfit')
  })

  it('takes no number from whoever sends one', async () => {
    const shop = await newShop(platform)
    expect((await shop.client.post(shop.at('invoices'), shop.body({ number: '7' }))).status).toBe(422)
  })

  it('has no document, and cannot be credited', async () => {
    const shop = await newShop(platform)
    const { id } = await shop.draft()
    expect((await shop.client.get(shop.at(`invoices/${id}/ubl`))).json.code).toBe('invoice_draft')
    expect((await shop.client.post(shop.at(`invoices/${id}/credit-notes`))).json.code).toBe('invoice_draft')
  })

  it('is issued only by who may issue', async () => {
    const shop = await newShop(platform)
    const scopes = ALL_SCOPES.filter((scope) => scope !== 'invoices:issue' && scope !== 'ledger:post')
    const drafter = testClient(platform, await shop.company.key(shop.company.owner, scopes))
    const draft = await drafter.post(shop.at('invoices'), shop.body())
    expect(draft.status).toBe(201)
    expect((await drafter.post(shop.at(`invoices/${draft.json.id}/issuances`))).json.code).toBe('scope_missing')
    const issuer = testClient(platform, await shop.company.key(shop.company.owner, ['invoices:issue', 'invoices:read']))
    expect((await issuer.post(shop.at(`invoices/${draft.json.id}/issuances`))).status).toBe(200)
    expect((await issuer.get(shop.at(`invoices/${draft.json.id}/ubl`))).status).toBe(200)
  })
})
