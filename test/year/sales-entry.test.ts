import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { type SalesGround, salesEntry } from '#src/year/sales-entry.ts'
import { invoiceXml } from '#test/support/receipts.ts'

const ground: SalesGround = {
  accounts: new Set(['1010']),
  roles: new Map([
    ['receivables', '13000'],
    ['sales', '31000'],
    ['outputVat', '25200'],
    ['suspense', '16900'],
    ['rounding', '64100'],
  ]),
  vatCodeOf: (category, rate) => (category === 'S' && rate.units === 25n ? 'output-standard' : undefined),
  partyId: 'par_1',
  documentId: 'doc_1',
  rate: undefined,
}

interface Line {
  account: string
  debit?: string
  credit?: string
  vatCode?: string
  vatAmount?: string
}

function booked(facts: Parameters<typeof invoiceXml>[0]) {
  const { lines, ...entry } = salesEntry(readEInvoice(invoiceXml(facts)).invoice, ground)
  const text = ({ account, debit = '', credit = '', vatCode = '', vatAmount = '' }: Line) =>
    `${account} ${debit}|${credit} ${vatCode} ${vatAmount}`.trimEnd()
  return { entry, lines: (lines as Line[]).map(text), opens: lines[0] }
}

describe('the entry of an invoice that was issued elsewhere', () => {
  it('owes under its own number and reference, on the account that it names', () => {
    const { entry, lines, opens } = booked({ number: 'S1', kid: '111', cost: '1010' })
    expect(entry).toEqual({
      journal: 'sales',
      bookedOn: '2026-03-02',
      description: 'Fjordkaffe AS S1',
      voucher: { kind: 'invoice', documentId: 'doc_1' },
    })
    expect(lines).toEqual(['13000 1250.00|', '1010 |1000.00 output-standard 250.00'])
    expect(opens).toMatchObject({
      partyId: 'par_1',
      opensItem: { kind: 'receivable', dueOn: '2026-03-16', paymentReference: '111', documentNumber: 'S1' },
    })
  })

  it('is mirrored for a credit note, and goes to sales when it names no account in use', () => {
    expect(booked({ kind: 'CreditNote', cost: '9999' }).lines).toEqual([
      '13000 |1250.00',
      '31000 1000.00| output-standard 250.00',
    ])
  })

  it('holds what was paid before against suspense, and what the document rounds', () => {
    const amount = (name: string, value: string) => `<cbc:${name} currencyID="NOK">${value}</cbc:${name}>`
    const totals = [
      amount('TaxInclusiveAmount', '1250.00'),
      amount('PrepaidAmount', '50.00'),
      amount('PayableRoundingAmount', '0.30'),
      amount('PayableAmount', '1200.30'),
    ].join('')
    expect(booked({ totals, cost: '1010' }).lines).toEqual([
      '13000 1200.30|',
      '16900 50.00|',
      '1010 |1000.00 output-standard 250.00',
      '64100 |0.30',
    ])
  })

  it('keeps VAT of a rate without a code apart', () => {
    expect(booked({ rate: '7', vat: '70.00', gross: '1070.00' }).lines).toEqual([
      '13000 1070.00|',
      '31000 |1000.00',
      '25200 |70.00',
    ])
  })
})
