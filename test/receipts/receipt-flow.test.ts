import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { advanceReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, entryOf, invoiceXml, newDesk, submit, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const CODED = { cost: '6340' }

/** A client of another member, with the owner's and all other scopes. */
async function member(desk: Desk, role: 'admin' | 'approver' = 'admin') {
  const { person } = await desk.company.member([role])
  return testClient(platform, await desk.company.key(person))
}

async function decide(desk: Desk, client: ReturnType<typeof testClient>, receipt: WireReceipt, more: object) {
  const { json } = await client.get(desk.at(`approvals/${receipt.approvalId}`))
  return client.post(desk.at(`approvals/${receipt.approvalId}/decisions`), { seenVersion: json.version, ...more })
}

describe('a receipt that its policy approves', () => {
  it('is posted by its submission: cost and input VAT against the supplier, with an open item', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const posted = desk.receipt(await submit(desk, await desk.send(invoiceXml(CODED))))
    expect(posted).toMatchObject({ status: 'posted', bookedOn: '2026-03-02' })
    const { entry, rows } = await entryOf(desk, posted)
    expect(rows).toEqual(['6340 1000.00|', '2710 250.00|', '2400 |1250.00'])
    expect(entry.voucher).toEqual({ kind: 'receipt', id: posted.id, documentId: posted.documentId })
    const item = await desk.client.get(desk.at(`open-items/${posted.openItemId}`))
    expect(item.json).toMatchObject({
      paymentReference: '1234567897',
      documentNumber: posted.number,
      dueOn: '2026-03-16',
      partyId: posted.supplier.partyId,
    })
  })

  it('mirrors a credit note', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const posted = desk.receipt(await submit(desk, await desk.send(invoiceXml({ ...CODED, kind: 'CreditNote' }))))
    expect((await entryOf(desk, posted)).rows).toEqual(['6340 |1000.00', '2710 |250.00', '2400 1250.00|'])
  })

  it('goes on by itself when its supplier is automatic, and once however often the job runs', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const first = await desk.send(invoiceXml(CODED))
    await desk.client.patch(desk.at(`parties/${first.supplier.partyId}`), { autoPost: true })
    const second = await desk.send(invoiceXml(CODED))
    const call = systemCall(platform, desk.company.id)
    await Promise.all([1, 2, 3].map(() => advanceReceipt(call, { receiptId: second.id })))
    expect((await desk.get(second.id)).status).toBe('posted')
    expect((await desk.client.get(desk.at('journal-entries'))).json.data).toHaveLength(1)
    const wrong = await desk.send(invoiceXml({ ...CODED, gross: '1250.01' }))
    await advanceReceipt(call, { receiptId: wrong.id })
    expect((await desk.get(wrong.id)).status).toBe('draft')
  })

  it('takes allowances, charges, a prepaid amount and a rounding into the entry to the cent', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const tax =
      '<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>'
    const adjust = (isCharge: boolean, amount: string) =>
      `<cac:AllowanceCharge><cbc:ChargeIndicator>${isCharge}</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Agreed</cbc:AllowanceChargeReason><cbc:Amount currencyID="NOK">${amount}</cbc:Amount>${tax}</cac:AllowanceCharge>`
    const sums = {
      LineExtensionAmount: '1000.00',
      TaxExclusiveAmount: '950.10',
      TaxInclusiveAmount: '1187.63',
      AllowanceTotalAmount: '100.00',
      ChargeTotalAmount: '50.10',
      PrepaidAmount: '187.63',
      PayableRoundingAmount: '0.40',
      PayableAmount: '1000.40',
    }
    const totals = Object.entries(sums).map(([name, value]) => `<cbc:${name} currencyID="NOK">${value}</cbc:${name}>`)
    const extra = adjust(false, '100.00') + adjust(true, '50.10')
    const bytes = new TextDecoder()
      .decode(invoiceXml({ ...CODED, vat: '237.53', extra, totals: totals.join('') }))
      .replace('<cbc:TaxableAmount currencyID="NOK">1000.00', '<cbc:TaxableAmount currencyID="NOK">950.10')
    const receipt = await desk.send(new TextEncoder().encode(bytes))
    expect(receipt.exceptions).toEqual([])
    expect(receipt.adjustments).toMatchObject([
      { kind: 'allowance', amount: '100.00' },
      { kind: 'charge', amount: '50.10' },
    ])
    const { rows } = await entryOf(desk, desk.receipt(await submit(desk, receipt)))
    expect(rows).toHaveLength(5)
    expect(rows.slice(0, 2)).toEqual(['6340 950.10|', '2710 237.53|'])
    expect(rows.at(-1)).toBe('2400 |1000.40')
    expect(rows.some((row) => row.endsWith('0.40|'))).toBe(true)
    expect(rows.some((row) => row.endsWith('|187.63'))).toBe(true)
  })

  it('books another currency by the company’s rate, what is owed as a bank would show it', async () => {
    const desk = await newDesk(platform, { country: 'DK', baseCurrency: 'DKK' })
    await desk.approveAll()
    await desk.client.post(desk.at('accounts'), { number: '1610', name: 'Raw materials', type: 'expense' })
    const rate = { currency: 'SEK', amount: '1.423', baseAmount: '1', validFrom: '2026-01-01' }
    await desk.client.send('PUT', desk.at('exchange-rates'), rate)
    const facts = { currency: 'SEK', country: 'SE', organisationNumber: '5560360793', cost: '1610', category: 'AE' }
    const receipt = await desk.send(invoiceXml({ ...facts, rate: '0', net: '59.75', vat: '0.00', gross: '59.75' }))
    const posted = desk.receipt(await submit(desk, receipt))
    const item = await desk.client.get(desk.at(`open-items/${posted.openItemId}`))
    expect(JSON.stringify(item.json)).toContain('41.99')
  })

  it('is refused as a whole when its period is closed', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const receipt = await desk.send(invoiceXml(CODED))
    const periods = (await desk.client.get(desk.at('periods?limit=200'))).json.data as { id: string; period?: string }[]
    const march = periods.find((one) => JSON.stringify(one).includes('2026-03'))
    const reason = { reason: 'VAT return sent' }
    expect((await desk.client.post(desk.at(`periods/${march?.id}/close`), reason)).status).toBe(200)
    const refused = await submit(desk, receipt)
    expect(refused.json.code).toBe('period_closed')
    expect(await desk.get(receipt.id)).toMatchObject({ status: 'draft', approvalId: null })
  })

  it('waits for a hand when the company posts by hand', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    await desk.client.patch(desk.at('').slice(0, -1), { settings: { manualPosting: true } })
    const approved = desk.receipt(await submit(desk, await desk.send(invoiceXml(CODED))))
    expect(approved.status).toBe('approved')
    const post = () => desk.client.post(desk.at(`receipts/${approved.id}/postings`), { bookedOn: '2026-04-01' })
    const answers = await Promise.all([post(), post(), post()])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
    expect(await desk.get(approved.id)).toMatchObject({ status: 'posted', bookedOn: '2026-04-01' })
  })
})

describe('a receipt that people approve', () => {
  it('is refused to who entered it, and posted by the decision of another', async () => {
    const desk = await newDesk(platform)
    const other = await member(desk)
    const sent = desk.receipt(
      await other.post(desk.at('receipts'), invoiceXml(CODED), { 'content-type': 'application/xml' }),
    )
    const inReview = desk.receipt(await other.post(desk.at(`receipts/${sent.id}/submissions`)))
    expect(inReview.status).toBe('inReview')
    expect((await decide(desk, other, inReview, { decision: 'approve' })).json.code).toBe('approval_self')
    expect((await decide(desk, desk.client, inReview, { decision: 'approve' })).status).toBe(201)
    expect((await desk.get(sent.id)).status).toBe('posted')
  })

  it('is refused to who coded it last', async () => {
    const desk = await newDesk(platform)
    const other = await member(desk)
    const sent = desk.receipt(
      await other.post(desk.at('receipts'), invoiceXml(), { 'content-type': 'application/xml' }),
    )
    const inReview = desk.receipt(await desk.codeAndSubmit(sent))
    expect((await decide(desk, desk.client, inReview, { decision: 'approve' })).json.code).toBe('approval_self')
  })

  it('is a draft again after a change, and the approval that was asked for is withdrawn', async () => {
    const desk = await newDesk(platform)
    const inReview = desk.receipt(await submit(desk, await desk.send(invoiceXml(CODED))))
    const changed = await desk.client.patch(
      desk.at(`receipts/${inReview.id}`),
      { lines: [{ account: '6300' }] },
      { 'if-match': `"v${inReview.version}"` },
    )
    expect(changed.json).toMatchObject({
      status: 'draft',
      approvalId: null,
      lines: [{ account: '6300', codedBy: 'person' }],
    })
    const approval = await desk.client.get(desk.at(`approvals/${inReview.approvalId}`))
    expect(approval.json.status).toBe('withdrawn')
  })

  it('is rejected with the reason of the approver', async () => {
    const desk = await newDesk(platform)
    const other = await member(desk)
    const sent = desk.receipt(
      await other.post(desk.at('receipts'), invoiceXml(CODED), { 'content-type': 'application/xml' }),
    )
    const inReview = desk.receipt(await other.post(desk.at(`receipts/${sent.id}/submissions`)))
    const rejected = await decide(desk, desk.client, inReview, { decision: 'reject', note: 'Not ordered' })
    expect(rejected.status).toBe(201)
    expect(await desk.get(sent.id)).toMatchObject({ status: 'rejected', rejectionReason: 'Not ordered' })
  })
})

describe('what stands in the way', () => {
  it('is told with a pointer to each place that is missing', async () => {
    const desk = await newDesk(platform)
    const refused = await submit(desk, await desk.send(invoiceXml()))
    expect(refused.status).toBe(422)
    expect(refused.json).toMatchObject({ code: 'receipt_incomplete', errors: [{ pointer: '/lines/0/account' }] })
    const foreign = await submit(desk, await desk.send(invoiceXml({ ...CODED, currency: 'EUR' })))
    expect(foreign.json.code).toBe('exchange_rate_missing')
  })

  it('is an entry that would not add up', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const refused = await submit(desk, await desk.send(invoiceXml({ ...CODED, gross: '1300.00' })))
    expect(refused.json.code).toBe('receipt_unbalanced')
  })

  it('is a version that somebody else has changed', async () => {
    const desk = await newDesk(platform)
    const receipt = await desk.send(invoiceXml())
    await desk.client.patch(desk.at(`receipts/${receipt.id}`), { lines: [{ account: '6340' }] })
    const stale = { 'if-match': '"v1"' }
    expect((await submit(desk, receipt, stale)).json.code).toBe('version_stale')
    const body = { lines: [{ account: '6300' }] }
    expect((await desk.client.patch(desk.at(`receipts/${receipt.id}`), body, stale)).status).toBe(412)
  })

  it('is a posted receipt, which nobody changes or rejects', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const posted = desk.receipt(await submit(desk, await desk.send(invoiceXml(CODED))))
    const changed = await desk.client.patch(desk.at(`receipts/${posted.id}`), { lines: [{ account: '6300' }] })
    expect(changed.json.code).toBe('receipt_posted')
    const rejected = await desk.client.post(desk.at(`receipts/${posted.id}/rejections`), { reason: 'late' })
    expect(rejected.json.code).toBe('receipt_posted')
    await expect(
      platform.db.app.query(`update receipts set number = 'x' where id = '${posted.id}'`),
    ).resolves.toMatchObject({ rowCount: 0 })
  })

  it('is the same submission at once: one approval, one entry', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const receipt = await desk.send(invoiceXml(CODED))
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit(desk, receipt)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await desk.client.get(desk.at('journal-entries'))).json.data).toHaveLength(1)
  })

  it('is nothing for the same key: the answer is replayed', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const receipt = await desk.send(invoiceXml(CODED))
    const first = await submit(desk, receipt, { 'idempotency-key': 's-1' })
    const again = await submit(desk, receipt, { 'idempotency-key': 's-1' })
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })
})
