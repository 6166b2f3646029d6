import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import { isKid } from '#src/kernel/kid.ts'
import type { Platform } from '#src/platform/platform.ts'
import { testDatabase } from '#test/support/database.ts'
import { LINE, newShop, type Shop, type WireInvoice } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { entryOf } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const rowsOf = async (shop: Shop, invoice: WireInvoice) => (await entryOf(shop, invoice)).rows

async function ublOf(shop: Shop, { id }: { id: string }): Promise<{ bytes: Uint8Array; text: string }> {
  const answered = await shop.client.get(shop.at(`invoices/${id}/ubl`))
  expect(answered.status, answered.text).toBe(200)
  return { text: answered.text, bytes: new TextEncoder().encode(answered.text) }
}

const fatal = (bytes: Uint8Array) => validate(bytes).fired.filter(({ flag }) => flag === 'fatal')

describe('issuing an invoice', () => {
  it('gives it a number, a KID, an entry, an open item and its document at once', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue({ lines: [LINE, { ...LINE, quantity: '1', discountPercent: '10' }] })
    expect(issued).toMatchObject({
      status: 'issued',
      number: '10001',
      dueOn: '2026-03-16',
      totals: { net: '1225.00', vat: '306.25', gross: '1531.25', payable: '1531.25' },
      remaining: '1531.25',
    })
    expect(isKid(issued.paymentReference, 'mod10')).toBe(true)
    expect(await rowsOf(shop, issued)).toEqual([
      '1500 1531.25|',
      '3000 |1000.00',
      '2700 |250.00',
      '3000 |225.00',
      '2700 |56.25',
    ])
    const { entry } = await entryOf(shop, issued)
    expect(entry.voucher).toEqual({ kind: 'invoice', id: issued.id, documentId: issued.documentId })
    const item = await shop.client.get(shop.at(`open-items/${issued.openItemId}`))
    expect(item.json).toMatchObject({
      paymentReference: issued.paymentReference,
      documentNumber: '10001',
      dueOn: '2026-03-16',
    })
  })

  it('writes a document that passes EN 16931, Peppol and Norway, and reads back as it was meant', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue({ orderReference: 'PO-1', note: 'Thanks & welcome', deliveredOn: '2026-02-27' })
    const { bytes } = await ublOf(shop, issued)
    expect(validate(bytes).rules).toEqual(['en16931', 'peppol'])
    expect(validate(bytes).fired).toEqual([])
    const { invoice } = readEInvoice(bytes)
    expect(invoice).toMatchObject({
      number: '10001',
      paymentReference: issued.paymentReference,
      bankAccount: 'NO9386011117947',
      supplier: { vatNumber: 'NO923609016MVA', endpoint: { scheme: '0192', id: '923609016' } },
      customer: { name: 'Bakeriet AS', organisationNumber: '991825827' },
    })
    const document = await shop.client.get(shop.at(`documents/${issued.documentId}/content`))
    expect(document.text).toBe(new TextDecoder().decode(bytes))
  })

  it('books VAT of every rate exactly as the breakdown says, to the last øre', async () => {
    const shop = await newShop(platform)
    const cheap = { description: 'Bun', quantity: '3', unitPrice: '0.33' }
    const lines = [cheap, cheap, cheap, { ...cheap, vatCode: '31' }, { ...cheap, quantity: '-1' }]
    const issued = await shop.issue({ lines })
    const { invoice } = readEInvoice((await ublOf(shop, issued)).bytes)
    const sums = invoice.vatBreakdown.map(({ vat, taxable }) => [Number(taxable?.units), Number(vat?.units)])
    expect(sums).toEqual([
      [264, 66],
      [99, 15],
    ])
    const { entry } = await entryOf(shop, issued)
    const ore = (text: string) => Math.round(Number(text) * 100)
    const total = (account: string) =>
      entry.lines.reduce((sum, one) => (one.account === account ? sum + ore(one.credit) - ore(one.debit) : sum), 0)
    expect([total('2700'), total('2701'), total('3000')]).toEqual([66, 15, 363])
  })

  it('states no VAT for a company outside the register, and passes the rules without it', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(shop.at('').slice(0, -1), { settings: { sellerVatRegistered: false } })
    const issued = await shop.issue()
    expect(issued.lines).toMatchObject([{ vatCode: '7', vat: '0.00', vatRate: null }])
    const { bytes, text } = await ublOf(shop, issued)
    expect(fatal(bytes)).toEqual([])
    expect(text).not.toContain('923609016MVA')
    expect(await rowsOf(shop, issued)).toEqual(['1500 1000.00|', '3000 |1000.00'])
    const refused = await shop.client.post(
      shop.at(`invoices/${(await shop.draft({ lines: [{ ...LINE, vatCode: '3' }] })).id}/issuances`),
    )
    expect(refused.json.code).toBe('invoice_vat_unregistered')
  })

  it.for(['5', '51', '52', '6'])('passes the rules with lines of VAT code %s', async (vatCode) => {
    const shop = await newShop(platform)
    const issued = await shop.issue({ lines: [{ ...LINE, vatCode }, LINE] })
    expect(fatal((await ublOf(shop, issued)).bytes)).toEqual([])
    expect(issued.totals.vat).toBe('250.00')
  })

  it('writes a plain EN 16931 document for a person with an address', async () => {
    const shop = await newShop(platform)
    const person = await shop.client.post(shop.at('parties'), { kind: 'customer', name: 'Kari Nordmann' })
    const partyId = String(person.json.id)
    const draft = await shop.draft({ customer: { partyId }, buyerReference: null })
    const refused = await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    expect(refused.json).toMatchObject({ code: 'invoice_incomplete', errors: [{ pointer: '/customer/address' }] })
    const address = { street: 'Storgata 1', postalCode: '0155', city: 'Oslo' }
    const changed = await shop.client.patch(shop.at(`invoices/${draft.id}`), { customer: { partyId, address } })
    expect(changed.status).toBe(200)
    const issued = shop.invoice(await shop.client.post(shop.at(`invoices/${draft.id}/issuances`)))
    const { bytes } = await ublOf(shop, issued)
    expect(validate(bytes)).toMatchObject({ profile: 'urn:cen.eu:en16931:2017', valid: true })
  })

  it('makes the KID by MOD11 where the company says so, and takes the terms of the customer', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(shop.at('').slice(0, -1), { settings: { invoiceKidMethod: 'mod11' } })
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { paymentTermsDays: 30 })
    const issued = await shop.issue()
    expect(isKid(issued.paymentReference, 'mod11')).toBe(true)
    expect(issued.dueOn).toBe('2026-04-01')
  })

  it('works for a Danish company in kroner of its own', async () => {
    const shop = await newShop(platform, { country: 'DK', baseCurrency: 'DKK', organisationNumber: '13585628' })
    const issued = await shop.issue()
    expect(fatal((await ublOf(shop, issued)).bytes)).toEqual([])
    expect(issued).toMatchObject({ paymentReference: '10001', totals: { gross: '1250.00' } })
  })
})

describe('a sale abroad', () => {
  it('is an intra-Community supply between members of the EU, which says when and where it was delivered', async () => {
    const shop = await newShop(platform, { country: 'DK', baseCurrency: 'DKK', organisationNumber: '13585628' })
    const swedish = { kind: 'customer', name: 'Bageri AB', country: 'SE', vatNumber: 'SE556036079301' }
    const customer = { partyId: (await shop.client.post(shop.at('parties'), swedish)).json.id }
    const lines = [{ ...LINE, vatCode: 'output-export' }]
    const draft = await shop.draft({ customer, lines })
    const refused = await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    expect(refused.json).toMatchObject({ code: 'invoice_rules_broken', errors: [{ code: 'BR-IC-11' }] })
    const issued = await shop.issue({ customer, lines, deliveredOn: '2026-02-27' })
    expect(issued).toMatchObject({ number: '10001', lines: [{ vatCategory: 'K', vat: '0.00' }] })
    expect(fatal((await ublOf(shop, issued)).bytes)).toEqual([])
  })
})

describe('issuing is refused', () => {
  it('with the names of the seller facts that are missing', async () => {
    const shop = await newShop(platform)
    await shop.client.patch(shop.at('').slice(0, -1), {
      settings: { sellerCity: null, sellerBankAccount: null, sellerVatRegistered: null },
    })
    const draft = await shop.draft()
    const refused = await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    expect(refused.status).toBe(422)
    expect(refused.json.code).toBe('invoice_seller_incomplete')
    const pointers = (refused.json.errors as { pointer: string }[]).map(({ pointer }) => pointer)
    expect(pointers).toEqual(['/settings/sellerCity', '/settings/sellerBankAccount', '/settings/sellerVatRegistered'])
    expect(await shop.get(draft.id)).toMatchObject({ status: 'draft', number: null })
  })

  it('in a closed period, and takes no number', async () => {
    const shop = await newShop(platform)
    await shop.issue()
    await shop.client.post(shop.at('periods/2026-03/close'), { reason: 'VAT return sent' })
    const draft = await shop.draft()
    expect((await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))).json.code).toBe('period_closed')
    expect(await shop.issue({ issuedOn: '2026-04-01' })).toMatchObject({ number: '10002' })
  })

  it('for nothing to pay, for a due date in the past and for an e-invoice customer without a reference', async () => {
    const shop = await newShop(platform)
    const refuse = async (more: object) => {
      const draft = await shop.draft(more)
      return (await shop.client.post(shop.at(`invoices/${draft.id}/issuances`))).json
    }
    expect(await refuse({ lines: [LINE, { ...LINE, quantity: '-4' }] })).toMatchObject({
      code: 'invoice_amount_invalid',
    })
    expect(await refuse({ dueOn: '2026-03-01' })).toMatchObject({ errors: [{ pointer: '/dueOn' }] })
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { endpoint: '0192:991825827' })
    expect(await refuse({ buyerReference: null })).toMatchObject({ errors: [{ pointer: '/buyerReference' }] })
  })

  it('a second time, and to who may only draft', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue()
    const path = shop.at(`invoices/${issued.id}`)
    expect((await shop.client.post(`${path}/issuances`)).json.code).toBe('invoice_issued')
    expect((await shop.client.patch(path, { note: 'x' })).json.code).toBe('invoice_issued')
    expect((await shop.client.send('DELETE', path)).json.code).toBe('invoice_issued')
    const { pools } = await testDatabase()
    for (const statement of [
      `update invoices set note = 'x' where id = '${issued.id}'`,
      `delete from invoices where id = '${issued.id}'`,
      `update invoice_lines set net_minor = 0 where invoice_id = '${issued.id}'`,
    ]) {
      await expect(pools.owner.query(statement)).rejects.toThrow('is issued and cannot be changed')
    }
    const jump = `update invoice_numbers set last_number = 20000 where company_id = '${shop.company.id}'`
    await expect(pools.owner.query(jump)).rejects.toThrow('without a gap')
    expect((await shop.get(issued.id)).version).toBe(issued.version)
  })

  it('for a version that somebody else has changed', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft()
    await shop.client.patch(shop.at(`invoices/${draft.id}`), { note: 'New' })
    const stale = { 'if-match': `"v${draft.version}"` }
    expect((await shop.client.post(shop.at(`invoices/${draft.id}/issuances`), undefined, stale)).status).toBe(412)
  })
})

describe('many at once', () => {
  it('number twenty invoices without a gap or a double', async () => {
    const shop = await newShop(platform)
    const drafts = await Promise.all(Array.from({ length: 20 }, () => shop.draft()))
    const answers = await Promise.all(drafts.map(({ id }) => shop.client.post(shop.at(`invoices/${id}/issuances`))))
    const numbers = answers.map((answer) => Number(shop.invoice(answer).number)).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => 10_001 + index))
  })

  it('issue one draft once', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft()
    const issue = () => shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    const answers = await Promise.all(Array.from({ length: 6 }, issue))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ json }) => json.code === 'invoice_issued')).toHaveLength(5)
    expect((await shop.issue()).number).toBe('10002')
  })

  it('replay the same key with the same bytes, and a dry run takes no number', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft()
    const issue = (headers: Record<string, string>) =>
      shop.client.post(shop.at(`invoices/${draft.id}/issuances`), undefined, headers)
    const tried = await issue({ prefer: 'dry-run' })
    expect(tried.json).toMatchObject({ status: 'issued', number: '10001' })
    expect((await shop.get(draft.id)).status).toBe('draft')
    const first = await issue({ 'idempotency-key': 'i-1' })
    const again = await issue({ 'idempotency-key': 'i-1' })
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(first.json.number).toBe('10001')
  })
})
