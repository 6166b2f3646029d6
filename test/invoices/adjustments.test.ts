import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import type { CodedLine, Invoice } from '#src/invoices/invoice.ts'
import type { CodedAdjustment } from '#src/invoices/lines/adjustment.ts'
import { countLines } from '#src/invoices/lines/count-lines.ts'
import { adjustmentsToCredit } from '#src/invoices/lines/credit-adjustments.ts'
import { NO_LINE_TERMS } from '#src/invoices/terms/terms.ts'
import { compare, decimal, formatDecimal, isZero, subtract, ZERO } from '#src/kernel/decimal.ts'
import { toMinor } from '#src/kernel/money.ts'
import type { Platform } from '#src/platform/platform.ts'
import { LINE, newShop, type Shop, type WireInvoice } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { fc } from '#test/support/property.ts'
import { entryOf } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface Adjusted extends WireInvoice {
  adjustments: { kind: string; amount: string; vat: string; vatCode: string; account: string }[]
}

const FREIGHT = { kind: 'charge', amount: '80.00', reason: 'Frakt', reasonCode: 'FC', vatCode: '3' }
const FOOD = { description: 'Bun', quantity: '10', unitPrice: '30.00', vatCode: '31' }

async function judged(shop: Shop, { id }: { id: string }) {
  const { bytes } = await shop.client.get(shop.at(`invoices/${id}/ubl`))
  expect(validate(bytes).fired).toEqual([])
  return readEInvoice(bytes).invoice
}

const issued = async (shop: Shop, more: object) => (await shop.issue(more)) as Adjusted
const credit = async (shop: Shop, { id }: { id: string }, body?: object) =>
  shop.invoice(await shop.client.post(shop.at(`invoices/${id}/credit-notes`), body)) as Adjusted

describe('allowances and charges of an invoice', () => {
  it('are counted, taxed, booked and stated, each with the lines that it stands on', async () => {
    const shop = await newShop(platform)
    const discount = { kind: 'allowance', percent: '10', reason: 'Avtalerabatt', reasonCode: '95' }
    const invoice = await issued(shop, { lines: [LINE, FOOD], adjustments: [discount, FREIGHT] })
    expect(invoice).toMatchObject({
      adjustments: [
        { kind: 'allowance', amount: '100.00', percent: '10', vat: '25.00', vatCode: '3', account: '3000' },
        { kind: 'allowance', amount: '30.00', percent: '10', vat: '4.50', vatCode: '31' },
        { kind: 'charge', amount: '80.00', percent: null, reason: 'Frakt', reasonCode: 'FC', vat: '20.00' },
      ],
      totals: { net: '1250.00', vat: '285.50', gross: '1535.50' },
    })
    expect((await entryOf(shop, invoice)).rows).toEqual([
      '1500 1535.50|',
      '3000 |1000.00',
      '2700 |250.00',
      '3000 |300.00',
      '2701 |45.00',
      '3000 100.00|',
      '2700 25.00|',
      '3000 30.00|',
      '2701 4.50|',
      '3000 |80.00',
      '2700 |20.00',
    ])
    const said = await judged(shop, invoice)
    expect(said.charges).toMatchObject([{ reason: 'Frakt', reasonCode: 'FC', vatCode: 'S' }])
    expect(said.allowances.map(({ amount }) => amount && formatDecimal(amount))).toEqual(['100.00', '30.00'])
  })

  it('share an amount without a VAT code out over the lines, to the last øre', async () => {
    const shop = await newShop(platform)
    const invoice = await issued(shop, {
      lines: [LINE, FOOD],
      adjustments: [{ kind: 'allowance', amount: '100.00' }],
    })
    expect(invoice.adjustments.map(({ amount, vatCode }) => [amount, vatCode])).toEqual([
      ['76.92', '3'],
      ['23.08', '31'],
    ])
    const { allowances } = await judged(shop, invoice)
    expect(allowances).toMatchObject([{ reason: 'Rabatt' }, { reason: 'Rabatt' }])
  })

  it('are changed, kept and emptied on a draft', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft({ adjustments: [{ kind: 'allowance', percent: '10' }] })
    const path = shop.at(`invoices/${draft.id}`)
    const dearer = await shop.client.patch(path, { lines: [{ ...LINE, quantity: '8' }] })
    expect(dearer.json).toMatchObject({ adjustments: [{ amount: '200.00' }], totals: { net: '1800.00' } })
    const emptied = await shop.client.patch(path, { adjustments: [] })
    expect(emptied.json).toMatchObject({ adjustments: [], totals: { net: '2000.00' } })
  })

  it('go back in proportion with the lines that are credited, and the last takes the rest', async () => {
    const shop = await newShop(platform)
    const invoice = await issued(shop, {
      lines: [{ ...LINE, quantity: '3', unitPrice: '33.33' }, FOOD],
      adjustments: [
        { kind: 'allowance', amount: '10.00', vatCode: '3' },
        { ...FREIGHT, vatCode: '31' },
      ],
    })
    const first = await credit(shop, invoice, { lines: [{ lineNumber: 1, quantity: '1' }] })
    expect(first.adjustments.map(({ amount }) => amount)).toEqual(['3.33'])
    const second = await credit(shop, invoice, { lines: [{ lineNumber: 1, quantity: '1' }] })
    expect(second.adjustments.map(({ amount }) => amount)).toEqual(['3.34'])
    const rest = await credit(shop, invoice)
    expect(rest.adjustments.map(({ amount }) => amount)).toEqual(['3.33', '80.00'])
    for (const note of [first, second, rest]) await judged(shop, note)
    expect((await shop.get(invoice.id)).remaining).toBe('0.00')
  })

  it('are refused where they say too much, too little or nothing that is', async () => {
    const shop = await newShop(platform)
    const refuse = async (adjustment: object) => {
      const { json } = await shop.client.post(shop.at('invoices'), shop.body({ adjustments: [adjustment] }))
      return [json.code, ...((json.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer)]
    }
    expect(await refuse({ kind: 'charge' })).toEqual(['request_invalid', '/adjustments/0'])
    expect(await refuse({ kind: 'charge', amount: '1', percent: '1' })).toEqual(['request_invalid', '/adjustments/0'])
    expect(await refuse({ kind: 'charge', amount: '1.005' })).toEqual(['request_invalid', '/adjustments/0/amount'])
    expect(await refuse({ ...FREIGHT, vatCode: '1' })).toEqual(['vat_code_unknown', '/adjustments/0/vatCode'])
    expect(await refuse({ ...FREIGHT, account: '9999' })).toEqual(['account_unknown', '/adjustments/0/account'])
    expect(await refuse({ ...FREIGHT, vatCode: '7' })).toEqual(['invoice_vat_mixed', '/adjustments/0/vatCode'])
  })
})

describe('allowances and charges of a line', () => {
  it('stand on quantity times price, beside the discount, also on a line that takes something back', async () => {
    const shop = await newShop(platform)
    const adjustments = [
      { kind: 'allowance', percent: '5', reason: 'Kvantum' },
      { kind: 'charge', amount: '12.00', reasonCode: 'FC' },
    ]
    const lines = [
      { ...LINE, discountPercent: '10', adjustments },
      { ...LINE, quantity: '-1', adjustments },
    ]
    const invoice = await issued(shop, { lines })
    // 1000 - 100 - 50 + 12, and what goes back is 250 - 12.50 + 12.
    expect(invoice).toMatchObject({
      lines: [{ net: '862.00', adjustments: [{ amount: '50.00' }, { amount: '12.00' }] }, { net: '-249.50' }],
    })
    const said = await judged(shop, invoice)
    expect(said.lines[0]).toMatchObject({
      allowances: [{ reasonCode: '95' }, { reason: 'Kvantum' }],
      charges: [{ reason: 'Tillegg', reasonCode: 'FC' }],
    })
    const note = await credit(shop, invoice, { lines: [{ lineNumber: 1, quantity: '1' }] })
    expect(note.lines[0]).toMatchObject({ net: '215.50', adjustments: [{ amount: '12.50' }, { amount: '3.00' }] })
    await judged(shop, note)
  })
})

const sold = (quantity: number, price: number, rate: string): CodedLine => ({
  ...NO_LINE_TERMS,
  description: 'Thing',
  quantity: decimal(String(quantity)),
  unit: 'EA',
  unitPrice: decimal((price / 100).toFixed(2)),
  discountPercent: null,
  adjustments: [],
  account: '3000',
  vatCode: rate,
  vatCategory: 'S',
  vatRate: decimal(rate),
  dimensions: {},
  creditsPosition: null,
})

describe('crediting shares of an allowance', () => {
  const line = fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 99_999 }),
    fc.constantFrom('25', '15'),
  )
  const steps = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 9 })), { maxLength: 12 })

  it('adds up to the allowance when all is credited, and never to more, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.nat(5_000), steps, (all, minor, taken) => {
        const lines = all.map(([quantity, price, rate]) => sold(quantity, price, rate))
        const one = { ...lines[0], kind: 'allowance', percent: null, reason: null, reasonCode: null }
        const amount = decimal((minor / 100).toFixed(2))
        const counted = countLines(lines, 'NOK', [{ ...one, amount } as unknown as CodedAdjustment])
        const invoice = { ...counted, currency: 'NOK' } as unknown as Invoice
        let left = lines.map(({ quantity }) => quantity)
        let so = 0n
        const everything = left.map((_quantity, place) => [place, 9] as const)
        for (const [wanted, quantity] of [...taken, ...everything]) {
          const place = wanted % lines.length
          const most = left[place] ?? ZERO
          const some = compare(decimal(String(quantity)), most) > 0 ? most : decimal(String(quantity))
          if (isZero(some)) continue
          const credited = { ...lines[place], quantity: some, creditsPosition: place + 1 } as CodedLine
          const shares = adjustmentsToCredit(invoice, [credited], { left, adjustments: new Map([[1, so]]) })
          so += shares.reduce((sum, share) => sum + toMinor(share.amount ?? ZERO, 'NOK'), 0n)
          expect(so).toBeLessThanOrEqual(BigInt(minor))
          left = left.map((quantity, at) => (at === place ? subtract(quantity, some) : quantity))
        }
        expect(so).toBe(BigInt(minor))
      }),
    )
  })
})
