import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { LINE, newShop, type Shop } from '#test/support/invoices.ts'
import { textOfPdf } from '#test/support/pdf-text.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const TERMS = {
  orderReference: 'PO-4711',
  contractReference: 'RAM-7',
  projectReference: 'P-104',
  salesOrderReference: 'SO-881',
  receivingAdviceReference: 'GR-12',
  despatchAdviceReference: 'PK-5510',
  tenderReference: 'LOT-3',
  invoicedObject: { id: '707057500012345678', scheme: 'AVE' },
  accountingCost: '4217:2323',
  paymentTerms: '2 % innen 8 dager',
  period: { from: '2026-02-01', to: '2026-02-28' },
  delivery: {
    name: 'Lager Vest',
    location: { id: '7300010000001', scheme: '0088' },
    address: { street: 'Kaien 2', postalCode: '5003', city: 'Bergen' },
  },
  payee: {
    name: 'Nordisk Factoring AS',
    identifier: { id: '7300010000001', scheme: '0088' },
    legalId: { id: '974760673', scheme: '0192' },
    bankAccount: '15032080119',
  },
  precedingInvoices: [{ number: '9001', issuedOn: '2026-01-31' }, { number: '9002' }],
}

const LINE_TERMS = {
  note: 'Levert tirsdag',
  details: 'Hele bønner, mørkt brent',
  invoicedObject: { id: '707057500012345678', scheme: 'AVE' },
  orderLine: '10',
  accountingCost: '4217',
  period: { from: '2026-02-01', to: '2026-02-14' },
  sellersItemId: 'KB-1000',
  buyersItemId: '77-1',
  standardItemId: { id: '7044610878485', scheme: '0160' },
  classifications: [{ code: '50201706', list: 'TST', listVersion: '26.0801' }],
  originCountry: 'CO',
  attributes: [{ name: 'Brenning', value: 'Mørk' }],
}

const FULL = { ...TERMS, deliveredOn: '2026-02-27', lines: [{ ...LINE, ...LINE_TERMS }] }

async function bytesOf(shop: Shop, id: string, path: string): Promise<Uint8Array> {
  const answered = await shop.client.get(shop.at(`invoices/${id}/${path}`))
  expect(answered.status, answered.text.slice(0, 500)).toBe(200)
  return answered.bytes
}

describe('what a buyer asks for on an invoice', () => {
  it('is kept as it was written, goes out in a document that passes all rules, and reads back', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue(FULL)
    expect(await shop.get(issued.id)).toMatchObject({ ...TERMS, lines: [LINE_TERMS] })
    const ubl = await bytesOf(shop, issued.id, 'ubl')
    expect(validate(ubl)).toMatchObject({ rules: ['en16931', 'peppol'], fired: [] })
    const { invoice } = readEInvoice(ubl)
    expect(invoice).toMatchObject({
      references: {
        purchaseOrder: 'PO-4711',
        contract: 'RAM-7',
        project: 'P-104',
        salesOrder: 'SO-881',
        receivingAdvice: 'GR-12',
        despatchAdvice: 'PK-5510',
        tender: 'LOT-3',
        invoicedObject: TERMS.invoicedObject,
      },
      accountingCost: '4217:2323',
      paymentTerms: TERMS.paymentTerms,
      period: TERMS.period,
      payee: { name: 'Nordisk Factoring AS', legalId: TERMS.payee.legalId },
      bankAccount: 'NO5015032080119',
      paymentReference: issued.paymentReference,
      precedingInvoices: TERMS.precedingInvoices,
      delivery: {
        deliveredOn: '2026-02-27',
        name: 'Lager Vest',
        location: TERMS.delivery.location,
        address: { street: 'Kaien 2', city: 'Bergen', country: 'NO' },
      },
    })
    const { invoicedObject: object, ...line } = LINE_TERMS
    expect(invoice.lines).toMatchObject([{ ...line, object }])
    const facturx = await bytesOf(shop, issued.id, 'pdf?format=facturx')
    expect(validate(facturx)).toMatchObject({ syntax: 'cii', valid: true })
    const text = (await textOfPdf(facturx)).join(' ').replaceAll(/\s+/g, ' ')
    for (const said of ['RAM-7', 'P-104', '01.02.2026', 'Lager Vest', 'Nordisk Factoring AS', '4217:2323', 'KB-1000'])
      expect(text).toContain(said)
  })

  it('is changed field by field and emptied by null, and is nothing where it is left out', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft(FULL)
    const path = shop.at(`invoices/${draft.id}`)
    const changed = await shop.client.patch(path, { contractReference: null, delivery: null, precedingInvoices: [] })
    const { contractReference: _a, delivery: _b, precedingInvoices: _c, ...kept } = TERMS
    expect(changed.json).toMatchObject({ ...kept, contractReference: null, delivery: null, precedingInvoices: [] })
    expect(await shop.draft()).toMatchObject({
      contractReference: null,
      period: null,
      payee: null,
      precedingInvoices: [],
      lines: [{ note: null, standardItemId: null, classifications: [], attributes: [] }],
    })
  })

  it('stands on the credit note as well, which names its own invoice and nobody to pay', async () => {
    const shop = await newShop(platform)
    const issued = await shop.issue(FULL)
    const note = shop.invoice(await shop.client.post(shop.at(`invoices/${issued.id}/credit-notes`)))
    expect(note).toMatchObject({ projectReference: 'P-104', payee: null, lines: [{ orderLine: '10' }] })
    const ubl = await bytesOf(shop, note.id, 'ubl')
    expect(validate(ubl).fired).toEqual([])
    expect(readEInvoice(ubl).invoice).toMatchObject({
      references: { contract: 'RAM-7', project: 'P-104' },
      precedingInvoices: [{ number: '10001', issuedOn: '2026-03-02' }],
      lines: [{ sellersItemId: 'KB-1000' }],
    })
  })

  it('is refused with its place where it cannot be', async () => {
    const shop = await newShop(platform)
    const refuse = async (more: object) => {
      const { json } = await shop.client.post(shop.at('invoices'), shop.body(more))
      return [json.code, ...((json.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer)]
    }
    const ends = { from: '2026-02-28', to: '2026-02-01' }
    expect(await refuse({ period: ends })).toEqual(['request_invalid', '/period'])
    expect(await refuse({ period: {} })).toEqual(['request_invalid', '/period'])
    expect(await refuse({ delivery: {} })).toEqual(['request_invalid', '/delivery'])
    expect(await refuse({ payee: { name: 'X', bankAccount: '12345678901' } })).toEqual([
      'request_invalid',
      '/payee/bankAccount',
    ])
    const standardItemId = { id: '7044610878489' }
    expect(await refuse({ lines: [LINE, { ...LINE, standardItemId }] })).toEqual([
      'request_invalid',
      '/lines/1/standardItemId',
    ])
  })
})
