import { beforeAll, describe, expect, it } from 'vitest'
import { createPaymentOrder, getPaymentOrder } from '#src/bank/index.ts'
import { isNearName } from '#src/parties/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { looseNumber } from '#src/receipts/duplicates/lookalike.ts'
import { openBankAccount } from '#test/support/bank.ts'
import { testPlatform } from '#test/support/platform.ts'
import { invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const suspects = ({ exceptions }: WireReceipt) =>
  exceptions.filter(({ code }) => code === 'receipt_possible_duplicate') as (WireReceipt['exceptions'][number] & {
    receiptId: string
  })[]

describe('a possible duplicate', () => {
  it('is the same supplier and amount within days, told with the other receipt and the evidence', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml({ number: 'A-1' }))
    expect(suspects(first)).toEqual([])
    const typed = async (number: string, issuedOn: string) => {
      const supplier = { partyId: first.supplier.partyId }
      const lines = [{ description: 'Power', net: '1000.00', vatCode: '1' }]
      const body = { supplier, number, issuedOn, currency: 'NOK', lines }
      return desk.receipt(await desk.client.post(desk.at('receipts'), body))
    }
    const second = await typed('B-7', '2026-03-05')
    expect(suspects(second)).toMatchObject([{ receiptId: first.id, pointer: '/number' }])
    expect(suspects(second)[0]?.message).toContain('the same supplier and amount, and a date 3 days apart')
    expect(suspects(await typed('C-1', '2026-06-02'))).toEqual([])
  })

  it('is no e-invoice with a number of its own: its supplier’s system tells it apart', async () => {
    const desk = await newDesk(platform)
    await desk.send(invoiceXml({ number: 'A-1' }))
    expect(suspects(await desk.send(invoiceXml({ number: 'A-2' })))).toEqual([])
  })

  it('is the same number in another writing, also of a supplier with a shortened name', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml({ number: '00I042' }))
    const later = await desk.send(invoiceXml({ number: '1O42', issuedOn: '2026-09-02' }))
    expect(suspects(later)).toMatchObject([{ receiptId: first.id }])
    const shortened = { supplier: 'Nordkr. AS', organisationNumber: '923609016', number: '1042' }
    const other = await desk.send(invoiceXml({ ...shortened, issuedOn: '2026-12-02' }))
    expect(suspects(other).map(({ receiptId }) => receiptId)).toEqual([later.id, first.id])
  })

  it('that was dismissed holds no payment: both are paid, and the approver reads who said why', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const first = await desk.send(invoiceXml({ number: 'A-10' }))
    const second = await desk.send(invoiceXml({ number: 'A-1O' }))
    const third = await desk.send(invoiceXml({ number: 'B-7', net: '900.00', vat: '225.00', gross: '1125.00' }))
    const said = { otherId: first.id, reason: 'Two deliveries' }
    await desk.client.post(desk.at(`receipts/${second.id}/duplicate-dismissals`), said)
    const items: string[] = []
    for (const one of [first, second, third]) {
      const posted = desk.receipt(await desk.codeAndSubmit(one))
      items.push(posted.openItemId ?? '')
    }
    const { id: bankAccountId } = await openBankAccount(desk.company)
    const call = desk.company.call()
    const order = await createPaymentOrder(call, { bankAccountId, openItemIds: items })
    expect(order.payments.map(({ openItemId }) => openItemId).sort()).toEqual(items.slice(0, 2).sort())
    expect(order.held).toMatchObject([{ openItemId: items[2], code: 'suspected_duplicate' }])
    expect(order.toldApart).toMatchObject([{ reason: 'Two deliveries', dismissedBy: expect.any(String) }])
    expect((await getPaymentOrder(call, { paymentOrderId: order.id })).toldApart).toEqual(order.toldApart)
  })

  it('is dismissed by a person with a reason, once, and does not come back', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml({ number: 'A-10' }))
    const second = await desk.send(invoiceXml({ number: 'A-1O' }))
    const path = desk.at(`receipts/${second.id}/duplicate-dismissals`)
    const body = { otherId: first.id, reason: 'Two deliveries' }
    const raced = await Promise.all([1, 2].map(() => desk.client.post(path, body)))
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 422])
    const changed = await desk.client.patch(desk.at(`receipts/${second.id}`), { lines: [{ account: '6300' }] })
    expect(suspects(desk.receipt(changed))).toEqual([])
    expect((await desk.client.post(path, body)).json.code).toBe('receipt_duplicate_unknown')
  })
})

describe('what is compared', () => {
  it('numbers without separators, leading zeros and misread letters', () => {
    expect(['00-1042', '1O42', 'l042', ' 1 042 '].map(looseNumber)).toEqual(['1042', '1042', '1042', '1042'])
    expect(looseNumber('000')).toBeNull()
  })

  it('names word by word from their beginnings', () => {
    expect(isNearName('Nordkr. AS', 'Nordkraft AS')).toBe(true)
    expect(isNearName('Nordkraft', 'NORDKRAFT A/S')).toBe(true)
    expect(isNearName('AS Nordkraft', 'Nordkraft Energi')).toBe(true)
    expect(isNearName('Hansen Ole', 'Ole Hansen ENK')).toBe(true)
    expect(isNearName('Nordlys AS', 'Nordkraft AS')).toBe(false)
    expect(isNearName('Kraftsalg AS', 'Nordkraft AS')).toBe(false)
    expect(isNearName(null, 'Nordkraft AS')).toBe(false)
  })
})
