import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { OWN_ACCOUNT, openBankAccount, upload } from '#test/support/bank.ts'
import { LINE, newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { entryOf } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const TWO = [LINE, { description: 'Grinder', quantity: '1', unitPrice: '500.00' }]
const credit = (shop: Shop, { id }: { id: string }, body?: object, headers?: Record<string, string>) =>
  shop.client.post(shop.at(`invoices/${id}/credit-notes`), body, headers)

describe('a credit note', () => {
  it('takes an invoice back as a whole: mirrored in the books, set off, valid', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue({ lines: TWO })
    const note = shop.invoice(await credit(shop, invoice, { reason: 'Damaged', issuedOn: '2026-03-05' }))
    expect(note).toMatchObject({
      kind: 'creditNote',
      status: 'issued',
      number: '10002',
      credits: invoice.id,
      totals: { gross: '1875.00' },
      remaining: '0.00',
      openItemId: null,
    })
    const { rows } = await entryOf(shop, note)
    expect(rows).toEqual(['1500 |1875.00', '3000 1000.00|', '2700 250.00|', '3000 500.00|', '2700 125.00|'])
    expect(await shop.get(invoice.id)).toMatchObject({
      remaining: '0.00',
      paymentStatus: 'paid',
      creditNotes: [note.id],
    })
    const { text } = await shop.client.get(shop.at(`invoices/${note.id}/ubl`))
    const bytes = new TextEncoder().encode(text)
    expect(validate(bytes).fired).toEqual([])
    expect(readEInvoice(bytes).invoice).toMatchObject({
      kind: 'creditNote',
      precedingInvoices: [{ number: '10001', issuedOn: '2026-03-02' }],
    })
    expect((await credit(shop, invoice)).json.code).toBe('invoice_not_creditable')
    expect((await credit(shop, note)).json.code).toBe('invoice_not_creditable')
  })

  it('takes back a part by lines, then what is left', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue({ lines: TWO })
    const first = shop.invoice(await credit(shop, invoice, { lines: [{ lineNumber: 1, quantity: '1' }] }))
    expect(first.totals.gross).toBe('312.50')
    expect(await shop.get(invoice.id)).toMatchObject({ remaining: '1562.50' })
    const tooMuch = await credit(shop, invoice, { lines: [{ lineNumber: 1, quantity: '3.5' }] })
    expect(tooMuch.json).toMatchObject({ code: 'invoice_overcredited', errors: [{ pointer: '/lines/0/quantity' }] })
    expect((await credit(shop, invoice, { lines: [{ lineNumber: 3 }] })).json.code).toBe('invoice_line_unknown')
    const rest = shop.invoice(await credit(shop, invoice))
    expect(rest).toMatchObject({ totals: { gross: '1562.50' }, lines: [{ net: '750.00' }, { net: '500.00' }] })
    expect((await shop.get(invoice.id)).remaining).toBe('0.00')
  })

  it('waits for the customer where the invoice is paid already', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const payment = await shop.client.post(shop.at('journal-entries'), {
      bookedOn: '2026-03-10',
      description: 'Paid in part',
      lines: [
        { account: '1920', debit: '1000.00' },
        { account: '1500', credit: '1000.00', settles: { openItemId: invoice.openItemId } },
      ],
    })
    expect(payment.status, payment.text).toBe(201)
    expect(await shop.get(invoice.id)).toMatchObject({ remaining: '250.00' })
    const note = shop.invoice(await credit(shop, invoice))
    expect((await entryOf(shop, note)).rows.slice(0, 2)).toEqual(['1500 |250.00', '1500 |1000.00'])
    expect(note).toMatchObject({ remaining: '-1000.00', paymentStatus: 'unpaid' })
    expect((await shop.get(invoice.id)).paymentStatus).toBe('paid')
  })

  it('is issued once however many credit at once, and replayed for the same key', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const answers = await Promise.all(Array.from({ length: 5 }, () => credit(shop, invoice)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    const other = await shop.issue()
    expect(other.number).toBe('10003')
    const key = { 'idempotency-key': 'c-1' }
    const first = await credit(shop, other, {}, key)
    const again = await credit(shop, other, {}, key)
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([first.text, 'true'])
  })

  it('tells those who listen', async () => {
    const shop = await newShop(platform)
    const invoice = await shop.issue()
    const note = shop.invoice(await credit(shop, invoice))
    const { rows } = await platform.db.worker.query<{ name: string; payload: { id: string; number?: string } }>(
      `select name, payload from outbox where company_id = '${shop.company.id}' and name like 'invoice.%' order by id`,
    )
    const heard = rows.map(({ name, payload }) => [name, payload.id])
    expect(heard).toContainEqual(['invoice.issued', invoice.id])
    expect(heard).toContainEqual(['invoice.issued', note.id])
    expect(heard).toContainEqual(['invoice.credited', invoice.id])
  })
})

describe('the payment of an invoice', () => {
  it('is matched by its KID when the bank tells of it', async () => {
    const shop = await newShop(platform)
    const account = await openBankAccount(shop.company, { number: OWN_ACCOUNT })
    const invoice = await shop.issue()
    await upload(shop.company.call(), account, {
      from: '2026-03-09',
      opening: '0.00',
      closing: '1250.00',
      to: '2026-03-15',
      entries: [{ reference: 'E-1', amount: '1250.00', on: '2026-03-12', kid: invoice.paymentReference }],
    })
    expect(await shop.get(invoice.id)).toMatchObject({ remaining: '0.00', paymentStatus: 'paid' })
  })
})
