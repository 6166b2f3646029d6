import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import type { Platform } from '#src/platform/platform.ts'
import { LINE, newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

async function refuse(shop: Shop, more: object): Promise<unknown[]> {
  const { json, status } = await shop.client.post(shop.at('invoices'), shop.body(more))
  const pointers = ((json.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer)
  return [status, json.code, ...new Set(pointers)]
}

describe('what no document can hold', () => {
  it.for(['A\u0000B', 'A\u0007B', 'A\ud800B', 'A\u0085B', '\u0007', '\u200b', '  '])(
    'is refused with its place: %j',
    async (text) => {
      const shop = await newShop(platform)
      const invalid = (pointer: string) => [422, 'request_invalid', pointer]
      expect(await refuse(shop, { lines: [{ ...LINE, description: text }] })).toEqual(invalid('/lines/0/description'))
      expect(await refuse(shop, { note: text })).toEqual(invalid('/note'))
      expect(await refuse(shop, { contractReference: text })).toEqual(invalid('/contractReference'))
      expect(await refuse(shop, { payee: { name: text } })).toEqual(invalid('/payee/name'))
    },
  )

  it('is not what people write: line breaks, every script, emoji', async () => {
    const shop = await newShop(platform)
    const text = 'Kaffe\tog te\nقهوة 咖啡 ☕👩‍🍳'
    const issued = await shop.issue({ note: text, lines: [{ ...LINE, description: text }] })
    const { bytes } = await shop.client.get(shop.at(`invoices/${issued.id}/ubl`))
    expect(validate(bytes).fired).toEqual([])
    expect(readEInvoice(bytes).invoice).toMatchObject({ notes: [{ text }], lines: [{ description: text }] })
  })

  it('is refused without its place where nobody looks at the field, instead of failing', async () => {
    const shop = await newShop(platform)
    const party = await shop.client.post(shop.at('parties'), { kind: 'customer', name: 'A\u0000B' })
    expect([party.status, party.json.code]).toEqual([422, 'request_invalid'])
  })
})

describe('amounts at the edge', () => {
  it('keep the decimals of a price and round each amount once, to two', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue({ lines: [{ ...LINE, quantity: '1234.5678', unitPrice: '0.00012345' }, LINE] })
    expect(issued.lines).toMatchObject([{ net: '0.15', unitPrice: '0.00012345' }, { net: '1000.00' }])
    const { bytes } = await shop.client.get(shop.at(`invoices/${issued.id}/ubl`))
    expect(validate(bytes).fired).toEqual([])
    const [line] = readEInvoice(bytes).invoice.lines
    expect(line?.unitPrice && formatDecimal(line.unitPrice)).toBe('0.00012345')
  })

  it('are refused where the books cannot hold them, and where nothing is to pay', async () => {
    const shop = await newShop(platform)
    const huge = { ...LINE, quantity: '999999', unitPrice: '999999999999' }
    expect(await refuse(shop, { lines: [LINE, huge] })).toEqual([422, 'invoice_amount_invalid', '/lines/1'])
    expect(await refuse(shop, { lines: [] })).toEqual([422, 'request_invalid', '/lines'])
    for (const unitPrice of ['0', '0.0001']) {
      const draft = await shop.draft({ lines: [{ ...LINE, unitPrice }] })
      const issued = await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
      expect(issued.json).toMatchObject({ code: 'invoice_amount_invalid', errors: [{ pointer: '/lines' }] })
    }
  })
})
