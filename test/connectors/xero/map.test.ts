import { describe, expect, it } from 'vitest'
import {
  documentDifferences,
  fileNameOf,
  toContactDraft,
  toDocumentDraft,
  toPaymentDraft,
  toPulledPayment,
} from '#connectors/xero/map.ts'
import { dateOf, numberOf, quoted, textOf } from '#connectors/xero/numbers.ts'
import type { XeroPayment } from '#connectors/xero/words.ts'
import type { BillModel, DocumentLine } from '#src/connect/sdk.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { add, decimal, formatDecimal, multiply, round, sum } from '#src/kernel/decimal.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { fc } from '#test/support/property.ts'

const line = (change: Partial<DocumentLine> = {}): DocumentLine => ({
  description: 'Papir',
  quantity: decimal('2'),
  unitPrice: decimal('50.00'),
  netMinor: 10_000n,
  vatMinor: 2_500n,
  accountCode: '6800',
  taxCode: 'INPUT',
  tracking: [],
  ...change,
})

const bill = (change: Partial<BillModel> = {}): BillModel => ({
  id: 'rec_1',
  kind: 'invoice',
  number: 'F-100',
  contact: { id: 'par_1', externalId: 'c-1' },
  issuedOn: bookDate('2026-03-02'),
  dueOn: bookDate('2026-03-16'),
  currency: 'NOK',
  lines: [line()],
  netMinor: 10_000n,
  vatMinor: 2_500n,
  grossMinor: 12_500n,
  paymentReference: '12345674',
  ...change,
})

describe('a document', () => {
  it('is told with its lines, and without a reference on the purchase side', () => {
    expect(toDocumentDraft(bill(), 'ACCPAY')).toEqual({
      type: 'ACCPAY',
      number: 'F-100',
      contactID: 'c-1',
      date: '2026-03-02',
      dueDate: '2026-03-16',
      currencyCode: 'NOK',
      reference: null,
      lines: [
        {
          description: 'Papir',
          quantity: '2',
          unitAmount: '50',
          lineAmount: '100.00',
          taxAmount: '25.00',
          accountCode: '6800',
          taxType: 'INPUT',
          tracking: [],
        },
      ],
    })
    expect(toDocumentDraft(bill(), 'ACCREC').reference).toBe('12345674')
  })

  it('tells a line as one piece at its net amount where quantity × price is not the net amount', () => {
    const [discounted] = toDocumentDraft(bill({ lines: [line({ netMinor: 9_000n })] }), 'ACCPAY').lines
    expect(discounted).toMatchObject({ quantity: '1', unitAmount: '90', lineAmount: '90.00' })
    const fine = line({ quantity: decimal('3'), unitPrice: decimal('0.33333'), netMinor: 100n })
    expect(toDocumentDraft(bill({ lines: [fine] }), 'ACCPAY').lines[0]).toMatchObject({
      quantity: '1',
      unitAmount: '1',
    })
  })
})

describe('the amounts of a document', () => {
  it('lose no minor unit, whatever the lines', () => {
    const lines = fc.array(
      fc.record({
        quantity: fc.integer({ min: -999, max: 999 }),
        price: fc.integer({ min: 0, max: 10_000_000 }),
        net: fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }),
        vat: fc.bigInt({ min: 0n, max: 10n ** 10n }),
      }),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(lines, (given) => {
        const models = given.map(({ quantity, price, net, vat }) =>
          line({
            quantity: decimal(quantity),
            unitPrice: { units: BigInt(price), scale: 5 },
            netMinor: net,
            vatMinor: vat,
          }),
        )
        const told = toDocumentDraft(bill({ lines: models }), 'ACCPAY').lines
        const computed = sum(told.map((one) => round(multiply(decimal(one.quantity), decimal(one.unitAmount)), 2)))
        const tax = sum(told.map((one) => decimal(one.taxAmount)))
        const net = given.reduce((total, one) => total + one.net, 0n)
        const vat = given.reduce((total, one) => total + one.vat, 0n)
        expect(formatDecimal(round(add(computed, tax), 2))).toBe(formatMinor(net + vat, 'NOK'))
      }),
    )
  })

  it('differs in what Xero holds otherwise, and in nothing when only the notation differs', () => {
    const theirs = {
      id: 'i',
      type: 'ACCPAY',
      number: 'F-100',
      contactID: 'c-1',
      status: 'PAID',
      currencyCode: 'NOK',
      total: '125',
      totalTax: '25.0',
    }
    expect(documentDifferences(bill(), 'ACCPAY', theirs)).toEqual([])
    expect(documentDifferences(bill(), 'ACCPAY', { ...theirs, total: '125.01', status: 'VOIDED' })).toEqual([
      { field: 'Status', ours: 'AUTHORISED', theirs: 'VOIDED' },
      { field: 'Total', ours: '125.00', theirs: '125.01' },
    ])
  })
})

it('a contact carries our id as its number and keeps inside Xero’s lengths', () => {
  const contact = {
    id: 'par_1',
    name: 'N'.repeat(300),
    organisationNumber: '923609016',
    vatNumber: null,
    country: 'NO',
    email: null,
    isSupplier: true,
    isCustomer: false,
  }
  expect(toContactDraft(contact)).toEqual({
    name: 'N'.repeat(255),
    contactNumber: 'par_1',
    companyNumber: '923609016',
    taxNumber: null,
    emailAddress: null,
  })
})

it('a payment names its document, its day and itself', () => {
  const settles = { id: 'rec_1', externalId: 'i-1', model: 'bill', kind: 'invoice' } as const
  const payment = {
    id: 'mat_1',
    settles,
    paidOn: bookDate('2026-03-16'),
    currency: 'NOK',
    amountMinor: 12_500n,
    bankAccountCode: '1920',
  }
  expect(toPaymentDraft(payment)).toEqual({
    documentID: 'i-1',
    ofCreditNote: false,
    accountCode: '1920',
    date: '2026-03-16',
    amount: '125.00',
    reference: 'Bilag mat_1',
  })
})

describe('a payment of Xero', () => {
  const theirs: XeroPayment = {
    paymentID: 'p-1',
    status: 'AUTHORISED',
    paymentType: 'ACCPAYPAYMENT',
    documentID: 'i-1',
    date: '2026-03-16',
    amount: '125.5',
    currencyCode: 'NOK',
    reference: null,
    accountCode: '1920',
    updatedDateUTC: new Date(0),
  }
  it('says what it settles', () => {
    expect(toPulledPayment(theirs)).toMatchObject({
      externalId: 'p-1',
      status: 'made',
      paidOn: '2026-03-16',
      settles: { model: 'bill', kind: 'invoice', externalId: 'i-1' },
      amount: decimal('125.5'),
    })
    expect(toPulledPayment({ ...theirs, paymentType: 'ARCREDITPAYMENT', status: 'DELETED' })).toMatchObject({
      status: 'deleted',
      settles: { model: 'salesInvoice', kind: 'creditNote' },
    })
  })
  it('is left out when it settles no document', () => {
    expect(toPulledPayment({ ...theirs, paymentType: 'APPREPAYMENTPAYMENT' })).toBeNull()
    expect(toPulledPayment({ ...theirs, date: '' })).toBeNull()
  })
})

it.each([
  ['Faktura: mars/2026.xml', 'Faktura- mars-2026.xml'],
  ['../../etc/passwd', '..-..-etc-passwd'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(100)}.pdf`],
  ['', 'document'],
  ['.pdf', '.pdf'],
])('a file named %s is called %s', (fileName, expected) => {
  expect(fileNameOf({ fileName })).toBe(expected)
})

describe('numbers of the wire', () => {
  it('come back as the same text, or are refused', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (minor) => {
        const text = formatMinor(minor, 'NOK')
        expect(formatDecimal(round(decimal(textOf(numberOf(text, 'Amount'))), 2))).toBe(text)
      }),
    )
    expect(() => numberOf('12345678901234567890.12', 'Amount')).toThrow('more digits than Xero can carry')
  })
  it('dates are calendar dates, whatever the server’s zone', () => {
    expect(dateOf('/Date(1552521600000+0000)/')).toBe('2019-03-14')
    expect(dateOf(new Date(1_552_521_600_000))).toBe('2019-03-14')
    expect(dateOf('2019-03-14T00:00:00')).toBe('2019-03-14')
  })
  it('a filter cannot be left by a quote', () => {
    expect(quoted('A" OR Name!="')).toBe('"A\\" OR Name!=\\""')
  })
})
