import { describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { UNSEEN } from '#src/receipts/companions/look-at-file.ts'
import { type Circumstances, type SeenInvoice, sameInvoice } from '#src/receipts/companions/seen-invoice.ts'

const invoice = {
  receiptId: 'rec_1',
  number: '20261042',
  issuedOn: bookDate('2026-03-02'),
  currency: 'NOK',
  totals: [decimal('1250.00')],
  supplierName: 'Nordkraft AS',
  supplierNumber: '991825827',
}
const shown: SeenInvoice = {
  ...invoice,
  isSure: { number: true, currency: true, totals: true },
  words: new Set(),
}
const unsure = { number: false, currency: false, totals: false }
const none = { isNamed: false, isNamesake: false, isPair: false }

const why = (seen: Partial<SeenInvoice>, around: Partial<Circumstances> = {}) =>
  sameInvoice({ ...shown, ...seen }, invoice, { ...none, ...around })

describe('a file shows the invoice of its delivery', () => {
  it('by number and supplier, or number, total and date', () => {
    expect(why({})).toContain('same supplier')
    expect(why({ supplierNumber: null, supplierName: 'Nordkr.' })).toContain('same supplier')
    expect(why({ supplierNumber: 'NO 991 825 827 MVA', supplierName: null })).toContain('same supplier')
    expect(why({ supplierNumber: null, supplierName: null })).toContain('same total and date')
    expect(why({ supplierNumber: null, supplierName: null, issuedOn: null })).toBeNull()
  })
  it('by its number where that stands on a page without a label, unless it is short', () => {
    const lone = { number: null, isSure: { ...shown.isSure, number: false } }
    expect(why({ ...lone, words: new Set(['20261042']) })).not.toBeNull()
    expect(why(lone)).toBeNull()
    const short = { ...invoice, number: '42' }
    expect(sameInvoice({ ...shown, ...lone, words: new Set(['42']) }, short, none)).toBeNull()
  })
  it('not when a number, total or currency that is certain is another', () => {
    expect(why({ number: '20261043' })).toBeNull()
    expect(why({ totals: [decimal('1250.01')] })).toBeNull()
    expect(why({ currency: 'SEK' })).toBeNull()
    expect(why({ totals: [decimal('125')], isSure: { ...shown.isSure, totals: false } })).not.toBeNull()
  })
  it('by its name with the total, and alone with it by supplier, total and date', () => {
    const numberless = { number: null, isSure: unsure }
    expect(why(numberless)).toBeNull()
    expect(why(numberless, { isNamesake: true })).toContain('the name and the total')
    expect(why({ ...numberless, totals: [] }, { isNamesake: true })).toBeNull()
    expect(why(numberless, { isPair: true })).toContain('alone')
    expect(why({ ...numberless, issuedOn: null }, { isPair: true })).toBeNull()
  })
  it('by what the e-invoice names, though nothing can be read, unless it is another invoice', () => {
    expect(sameInvoice(UNSEEN, invoice, { ...none, isNamed: true })).toContain('names')
    expect(why({ number: 'T-7' }, { isNamed: true })).toContain('names')
    expect(why({ number: 'T-7', totals: [decimal('99.00')] }, { isNamed: true })).toBeNull()
  })
  it('never by an amount of nothing', () => {
    const free = { ...invoice, totals: [decimal('0.00')] }
    expect(
      sameInvoice({ ...shown, number: null, isSure: unsure, totals: free.totals }, free, { ...none, isNamesake: true }),
    ).toBeNull()
  })
})
