import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import type { Platform } from '#src/platform/platform.ts'
import { openBankAccount, upload } from '#test/support/bank.ts'
import { LINE, newShop, type Shop, type WireInvoice } from '#test/support/invoices.ts'
import { textOfPdf } from '#test/support/pdf-text.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface WireLine {
  account: string
  debit: string
  credit: string
  currency: string
  baseAmount: string
}

const setRate = (shop: Shop, rate: object = {}) =>
  shop.client.send('PUT', shop.at('exchange-rates'), {
    currency: 'EUR',
    amount: '100',
    baseAmount: '1153.35',
    validFrom: '2026-03-01',
    source: 'Norges Bank',
    ...rate,
  })

/** "account amount in its currency / in NOK", credits with a minus. */
async function rowsOf(shop: Shop, { journalEntryId }: Pick<WireInvoice, 'journalEntryId'>): Promise<string[]> {
  const { json, text } = await shop.client.get(shop.at(`journal-entries/${journalEntryId}`))
  const lines = (json as unknown as { lines: WireLine[] }).lines
  const minor = (amount: string): number => Math.round(Number(amount) * 100)
  const own = lines.map(({ debit, credit }) => minor(debit) - minor(credit))
  const base = lines.map(({ baseAmount }, place) => Math.sign(own[place] ?? 0) * minor(baseAmount))
  const sum = (all: number[]) => all.reduce((total, one) => total + one, 0)
  expect([sum(own), sum(base)], text).toEqual([0, 0])
  return lines.map(({ account, currency }, place) => `${account} ${own[place]} ${currency} / ${base[place]}`)
}

async function ublOf(shop: Shop, { id }: { id: string }): Promise<Uint8Array> {
  const answered = await shop.client.get(shop.at(`invoices/${id}/ubl`))
  return new TextEncoder().encode(answered.text)
}

const EUR = { currency: 'EUR' }

describe('an invoice in a foreign currency', () => {
  it('is booked in both currencies by the rate of its day, and states VAT in kroner', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    await setRate(shop, { baseAmount: '2000', validFrom: '2026-03-03' })
    const lines = [LINE, { ...LINE, quantity: '1', unitPrice: '33.33', vatCode: '31' }]
    const issued = await shop.issue({ ...EUR, lines })
    expect(issued).toMatchObject({
      totals: { net: '1033.33', vat: '255.00', gross: '1288.33' },
      exchangeRate: { baseCurrency: 'NOK', amount: '100', baseAmount: '1153.35', vat: '2941.04' },
      remaining: '1288.33',
    })
    expect(await rowsOf(shop, issued)).toEqual([
      '1500 128833 EUR / 1485895',
      '3000 -100000 EUR / -1153350',
      '2700 -25000 EUR / -288337',
      '3000 -3333 EUR / -38441',
      '2701 -500 EUR / -5767',
    ])
    const bytes = await ublOf(shop, issued)
    expect(validate(bytes)).toMatchObject({ rules: ['en16931', 'peppol'], fired: [] })
    const { invoice } = readEInvoice(bytes)
    expect(invoice).toMatchObject({ currency: 'EUR', vatCurrency: 'NOK' })
    expect(formatDecimal(invoice.declared.vatInVatCurrency ?? { units: 0n, scale: 0 })).toBe('2941.04')
    const item = await shop.client.get(shop.at(`open-items/${issued.openItemId}`))
    expect(item.json).toMatchObject({ currency: 'EUR', amount: '1288.33', baseAmount: '14858.95' })
  })

  it('prints the VAT in kroner, also on a draft and in a Factur-X', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    const draft = await shop.draft(EUR)
    const textOf = async (path: string): Promise<string> => {
      const { bytes, status } = await shop.client.get(shop.at(path))
      expect(status).toBe(200)
      return (await textOfPdf(bytes)).join(' ').replaceAll(/\s/g, ' ')
    }
    expect(await textOf(`invoices/${draft.id}/pdf`)).toMatch(/Mva i NOK +2 883,38/)
    const issued = shop.invoice(await shop.client.post(shop.at(`invoices/${draft.id}/issuances`)))
    const facturx = await shop.client.get(shop.at(`invoices/${issued.id}/pdf?format=facturx`))
    const judged = validate(facturx.bytes)
    expect(judged).toMatchObject({ syntax: 'cii', valid: true })
  })

  it('states no VAT in kroner where there is none', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    const issued = await shop.issue({ ...EUR, lines: [{ ...LINE, vatCode: '52' }] })
    const bytes = await ublOf(shop, issued)
    expect(validate(bytes).fired.filter(({ flag }) => flag === 'fatal')).toEqual([])
    expect(readEInvoice(bytes).invoice.vatCurrency).toBeUndefined()
  })

  it('drafts without a rate, and is refused until one is set, without taking a number', async () => {
    const shop = await newShop(platform)
    const draft = await shop.draft(EUR)
    expect(draft).toMatchObject({ exchangeRate: null, totals: { gross: '1250.00' } })
    const issue = () => shop.client.post(shop.at(`invoices/${draft.id}/issuances`))
    await setRate(shop, { validFrom: '2026-03-03' })
    const refused = await issue()
    expect(refused.status).toBe(422)
    expect(refused.json).toMatchObject({ code: 'exchange_rate_missing', errors: [{ pointer: '/currency' }] })
    await setRate(shop)
    // The draft follows the rate without being written anew.
    expect(await shop.get(draft.id)).toMatchObject({ exchangeRate: { baseAmount: '1153.35', vat: '2883.38' } })
    expect((await issue()).json).toMatchObject({ number: '10001', exchangeRate: { baseAmount: '1153.35' } })
    const other = await shop.client.post(shop.at('invoices'), shop.body({ currency: 'JPY' }))
    expect(other.json).toMatchObject({ code: 'invoice_currency_unsupported', errors: [{ pointer: '/currency' }] })
  })

  it('is issued once by many at once, and replayed', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    const draft = await shop.draft(EUR)
    const issue = (key: string) =>
      shop.client.post(shop.at(`invoices/${draft.id}/issuances`), undefined, { 'idempotency-key': key })
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(issue))
    const [won] = answers.filter(({ status }) => status === 200)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const again = await Promise.all(['a', 'b', 'c', 'd'].map(issue))
    expect(again.find(({ status }) => status === 200)?.text).toBe(won?.text)
  })
})

describe('a credit note in a foreign currency', () => {
  it('goes by the rate of its invoice, and brings the books back to nothing', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    const invoice = await shop.issue({ ...EUR, lines: [LINE, { ...LINE, quantity: '3', unitPrice: '0.37' }] })
    await setRate(shop, { baseAmount: '2000', validFrom: '2026-03-04' })
    const credit = (body: object) => shop.client.post(shop.at(`invoices/${invoice.id}/credit-notes`), body)
    const issuedOn = '2026-03-05'
    const first = shop.invoice(await credit({ issuedOn, lines: [{ lineNumber: 2, quantity: '1' }] }))
    expect(first).toMatchObject({ exchangeRate: { baseAmount: '1153.35' } })
    const rest = shop.invoice(await credit({ issuedOn }))
    const fired = await Promise.all([first, rest].map(async (one) => validate(await ublOf(shop, one)).fired))
    expect(fired).toEqual([[], []])
    await rowsOf(shop, first)
    await rowsOf(shop, rest)
    const item = await shop.client.get(shop.at(`open-items/${invoice.openItemId}`))
    expect(item.json).toMatchObject({ remaining: '0.00' })
    const { json } = await shop.client.get(shop.at('reports/trial-balance'))
    const { rows, isBalanced } = json as unknown as {
      rows: { account: string; closing: string }[]
      isBalanced: boolean
    }
    expect(isBalanced).toBe(true)
    expect(rows.find(({ account }) => account === '1500')?.closing).toBe('0.00')
  })

  it('settles what is left at its worth in the books, and what was paid waits at the rate of the invoice', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    const invoice = await shop.issue(EUR)
    const payment = await shop.client.post(shop.at('journal-entries'), {
      bookedOn: '2026-03-10',
      description: 'Paid in part',
      lines: [
        { account: '1920', debit: '11600.00' },
        {
          account: '1500',
          credit: '1000.00',
          currency: 'EUR',
          baseAmount: '11533.50',
          settles: { openItemId: invoice.openItemId, amount: '1000.00' },
        },
        { account: '8060', credit: '66.50' },
      ],
    })
    expect(payment.status, payment.text).toBe(201)
    const note = shop.invoice(await shop.client.post(shop.at(`invoices/${invoice.id}/credit-notes`)))
    expect(await rowsOf(shop, note)).toEqual([
      '1500 -25000 EUR / -288338',
      '1500 -100000 EUR / -1153350',
      '3000 100000 EUR / 1153350',
      '2700 25000 EUR / 288338',
    ])
    expect(note).toMatchObject({ remaining: '-1000.00', exchangeRate: { vat: '2883.38' } })
    expect((await shop.get(invoice.id)).remaining).toBe('0.00')
  })
})

describe('the payment of an invoice in a foreign currency', () => {
  it('is matched by its KID in kroner, and the difference is a currency gain', async () => {
    const shop = await newShop(platform)
    await setRate(shop)
    const account = await openBankAccount(shop.company)
    const invoice = await shop.issue(EUR)
    await upload(shop.company.call(), account, {
      from: '2026-03-09',
      to: '2026-03-15',
      opening: '0.00',
      closing: '14500.00',
      entries: [
        {
          reference: 'E-1',
          amount: '14500.00',
          on: '2026-03-12',
          kid: invoice.paymentReference,
          instructed: { amount: '1250.00', currency: 'EUR', rate: '11.60' },
        },
      ],
    })
    const paid = await shop.client.get(shop.at('journal-entries?limit=10'))
    const entries = (paid.json as unknown as { data: { journal: string; id: string }[] }).data
    const payment = entries.find(({ journal }) => journal === 'bank')
    const rows = await shop.client.get(shop.at(`journal-entries/${payment?.id}`))
    const lines = (rows.json as unknown as { lines: WireLine[] }).lines
    expect(lines.map(({ account: at, currency, baseAmount }) => `${at} ${currency} ${baseAmount}`)).toEqual([
      '1920 NOK 14500.00',
      '1500 EUR 14416.88',
      '8060 NOK 83.12',
    ])
    expect(await shop.get(invoice.id)).toMatchObject({ remaining: '0.00', paymentStatus: 'paid' })
  })
})
