import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate, writeEInvoice } from '#src/documents/einvoice/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { LINE, newShop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

/** Everything that an invoice of ours can say, at once. */
const FULL = {
  currency: 'EUR',
  deliveredOn: '2026-02-27',
  note: 'Takk for handelen',
  orderReference: 'PO-4711',
  contractReference: 'RAM-7',
  projectReference: 'P-104',
  salesOrderReference: 'SO-881',
  receivingAdviceReference: 'GR-12',
  despatchAdviceReference: 'PK-5510',
  tenderReference: 'LOT-3',
  invoicedObject: { id: '707057500012345678', scheme: 'AVE' },
  accountingCost: '4217:2323',
  paymentTerms: 'Netto 14 dager',
  period: { from: '2026-02-01', to: '2026-02-28' },
  delivery: {
    name: 'Lager Vest',
    location: { id: '7300010000001', scheme: '0088' },
    address: { street: 'Kaien 2', postalCode: '5003', city: 'Bergen', country: 'NO' },
  },
  payee: { name: 'Nordisk Factoring AS', legalId: { id: '974760673', scheme: '0192' }, bankAccount: '15032080119' },
  precedingInvoices: [{ number: '9001', issuedOn: '2026-01-31' }],
  lines: [
    {
      ...LINE,
      discountPercent: '5',
      adjustments: [{ kind: 'charge', amount: '12.00', reason: 'Brenning' }],
      note: 'Levert tirsdag',
      details: 'Hele bønner',
      orderLine: '10',
      accountingCost: '4217',
      period: { from: '2026-02-01', to: '2026-02-14' },
      sellersItemId: 'KB-1000',
      buyersItemId: '77-1',
      standardItemId: { id: '7044610878485' },
      classifications: [{ code: '50201706', list: 'TST', listVersion: '26.0801' }],
      originCountry: 'CO',
      attributes: [{ name: 'Brenning', value: 'Mørk' }],
    },
    { description: 'Bun', quantity: '10', unitPrice: '3.333', vatCode: '31' },
  ],
  adjustments: [
    { kind: 'allowance', percent: '10', reason: 'Avtalerabatt' },
    { kind: 'charge', amount: '80.00', reason: 'Frakt', reasonCode: 'FC', vatCode: '3' },
  ],
}

describe('an invoice that says everything', () => {
  it.for(['ubl', 'cii', 'xrechnung-ubl', 'xrechnung-cii', 'facturx'] as const)(
    'goes into %s without a loss, and passes its rules',
    async (format) => {
      const shop = await newShop(platform)
      const settings = { sellerContact: 'Kari', sellerPhone: '+47 55 55 55 55', sellerEmail: 'post@fjordkaffe.no' }
      await shop.client.patch(shop.at('').slice(0, -1), { settings })
      const rate = { currency: 'EUR', baseAmount: '11.5335', validFrom: '2026-03-01' }
      await shop.client.send('PUT', shop.at('exchange-rates'), rate)
      const address = { street: 'Storgata 1', postalCode: '0155', city: 'Oslo' }
      const issued = await shop.issue({ ...FULL, customer: { partyId: shop.customerId, address } })
      const { bytes } = await shop.client.get(shop.at(`invoices/${issued.id}/ubl`))
      expect(validate(bytes).fired).toEqual([])
      const { xml, lost } = writeEInvoice(readEInvoice(bytes).invoice, format)
      expect(lost).toEqual([])
      const { fired } = validate(new TextEncoder().encode(xml))
      expect(fired.filter(({ flag }) => flag === 'fatal')).toEqual([])
    },
  )
})
