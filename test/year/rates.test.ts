import { describe, expect, it } from 'vitest'
import { readStatementFile } from '#src/bank/formats/index.ts'
import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { ratesOf } from '#src/year/rates.ts'
import { camt053, type MadeEntry } from '#test/support/camt.ts'
import { invoiceXml } from '#test/support/receipts.ts'

const read = <Content>(content: Content) => ({ name: 'file.xml', bytes: new Uint8Array(), content })

/** The rates of one statement in NOK for an invoice in the currency that was issued on a date. */
function rates(currency: string, issuedOn: string, ...entries: Partial<MadeEntry>[]) {
  const made = entries.map((entry, index) => ({
    reference: `${index + 1}`,
    amount: '-100.00',
    on: '2026-01-08',
    ...entry,
  }))
  const year = {
    purchases: [read(readEInvoice(invoiceXml({ currency, issuedOn })).invoice)],
    sales: [],
    statements: [read(readStatementFile(camt053({ opening: '0.00', entries: made })))],
    unread: [],
  }
  return ratesOf(year, 'NOK').map(({ amount, baseAmount, validFrom }) => `${amount} = ${baseAmount} from ${validFrom}`)
}
const euros = (amount: string, rate?: string) => ({
  instructed: { amount, currency: 'EUR', ...(rate === undefined ? {} : { rate }) },
})

describe('the rates of a year', () => {
  it('are what the bank writes, whichever way and for how many units it writes them', () => {
    const issued = '2026-01-08'
    expect(rates('EUR', issued, { amount: '-117.20', ...euros('10.00', '11.72') })).toEqual([
      `1 = 11.72 from ${issued}`,
    ])
    expect(rates('EUR', issued, { amount: '-117.20', ...euros('10.00', '0.08532') })).toEqual([
      `0.08532 = 1 from ${issued}`,
    ])
    const kronor = { instructed: { amount: '1000.00', currency: 'SEK', rate: '102.51' } }
    expect(rates('SEK', issued, { amount: '-1025.10', ...kronor })).toEqual([`100 = 102.51 from ${issued}`])
  })

  it('are the two amounts where no rate is written, or one that does not give them', () => {
    expect(rates('EUR', '2026-01-08', { amount: '-117.20', ...euros('10.00', '3.00') })).toEqual([
      '10 = 117.2 from 2026-01-08',
    ])
  })

  it('are carried back to the first invoice, and change on the day another was used', () => {
    const found = rates(
      'EUR',
      '2025-12-01',
      { amount: '-117.20', ...euros('10.00', '11.72'), on: '2026-01-06' },
      { amount: '-117.20', ...euros('10.00', '11.72'), on: '2026-01-07' },
      { amount: '-118.00', ...euros('10.00', '11.80'), on: '2026-01-09' },
    )
    expect(found).toEqual(['1 = 11.72 from 2025-12-01', '1 = 11.8 from 2026-01-09'])
  })

  it('are those of payments that went out, where there are such', () => {
    const found = rates(
      'EUR',
      '2026-01-08',
      { amount: '115.00', ...euros('10.00', '11.50') },
      { amount: '-117.20', ...euros('10.00', '11.72') },
    )
    expect(found).toEqual(['1 = 11.72 from 2026-01-08'])
    expect(rates('EUR', '2026-01-08', { amount: '115.00', ...euros('10.00', '11.50') })).toEqual([
      '1 = 11.5 from 2026-01-08',
    ])
  })

  it('are none for a currency that the bank did not exchange', () => {
    expect(rates('USD', '2026-01-08', { amount: '-117.20', ...euros('10.00', '11.72') })).toEqual([])
  })
})
