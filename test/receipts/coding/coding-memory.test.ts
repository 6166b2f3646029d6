import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { advanceReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, submit } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const code = (desk: Desk, id: string, account: string) =>
  desk.client.patch(desk.at(`receipts/${id}`), { lines: [{ account }] })
const lineOf = async (desk: Desk, facts: Parameters<typeof invoiceXml>[0] = {}) =>
  (await desk.send(invoiceXml(facts))).lines[0]

describe('what a person does', () => {
  it('teaches at once: the next line of the same text, item or supplier is coded so, with the receipt it rests on', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml({ text: 'Rent March 2026', item: 'L-1' }))
    await code(desk, first.id, '6300')
    const second = await desk.send(invoiceXml({ text: 'Parking' }))
    expect(second.lines).toMatchObject([
      { account: '6300', codedBy: 'history', provenance: { basis: 'supplier', receiptIds: [first.id] } },
    ])
    await code(desk, second.id, '6340')
    expect(await lineOf(desk, { text: 'RENT April 2026' })).toMatchObject({
      account: '6300',
      provenance: { basis: 'text' },
    })
    expect(await lineOf(desk, { text: 'Husleie', item: 'l-1' })).toMatchObject({
      account: '6300',
      provenance: { basis: 'item' },
    })
    expect(await lineOf(desk, { text: 'Rent cellar' })).toMatchObject({
      account: '6300',
      provenance: { basis: 'similarText' },
    })
    expect(await lineOf(desk, { text: 'Parking' })).toMatchObject({ account: '6340' })
  })

  it('in place of a supplier’s set account counts for that line, and is shown as a correction', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml())
    await desk.client.patch(desk.at(`parties/${first.supplier.partyId}`), { defaultAccount: '6300' })
    const second = await desk.send(invoiceXml())
    const corrected = desk.receipt(await code(desk, second.id, '6340'))
    expect(corrected.lines).toMatchObject([
      {
        codedBy: 'person',
        provenance: {
          source: 'person',
          by: expect.stringContaining('Ola Eier'),
          replaces: { source: 'supplier', proposed: { account: '6300' } },
        },
      },
    ])
    expect(await lineOf(desk)).toMatchObject({
      account: '6340',
      codedBy: 'history',
      provenance: { basis: 'correction' },
    })
    expect(await lineOf(desk, { text: 'Paper' })).toMatchObject({ account: '6300', codedBy: 'supplier' })
  })

  it('against a rule is shown on the rule, whose precision falls; changed, it is measured anew', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const rule = await desk.client.post(desk.at('coding-rules'), {
      name: 'Power',
      when: { text: ['power'] },
      coding: { account: '6340' },
    })
    const path = desk.at(`coding-rules/${rule.json.id}`)
    await submit(desk, await desk.send(invoiceXml()))
    const second = await desk.send(invoiceXml())
    expect(second.lines[0]).toMatchObject({
      provenance: { confidence: { right: 1, count: 1, precision: '1.0000', scope: 'rule' } },
    })
    await code(desk, second.id, '6300')
    expect((await desk.client.get(path)).json).toMatchObject({
      measured: { right: 1, count: 2, precision: '0.5000' },
      corrections: [{ receiptId: second.id, line: 1, proposed: { account: '6340' }, became: { account: '6300' } }],
    })
    await desk.client.patch(path, { coding: { account: '6300' } })
    expect((await desk.client.get(path)).json).toMatchObject({ measured: { right: 0, count: 0, precision: null } })
  })

  it('is forgotten when the receipt is rejected, and a hand that splits a line says that it was proposed wrong', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml())
    await code(desk, first.id, '6300')
    await desk.client.post(desk.at(`receipts/${first.id}/rejections`), { reason: 'Not ours' })
    const second = await desk.send(invoiceXml({ cost: '6340' }))
    const lines = [
      { lineNumber: 1, net: '400.00', account: '6340' },
      { lineNumber: 1, net: '600.00' },
    ]
    const split = desk.receipt(await desk.client.patch(desk.at(`receipts/${second.id}`), { lines }))
    expect(split.lines.map(({ net, account, codedBy }) => [net, account, codedBy])).toEqual([
      ['400.00', '6340', 'person'],
      ['600.00', '6340', 'person'],
    ])
    const { json } = await desk.client.get(desk.at('coding-precision'))
    expect(json).toMatchObject({ sources: [{ source: 'document', right: 0, count: 2, precision: '0.0000' }] })
    expect(json.suppliers).toMatchObject([{ name: 'Nordkraft AS', source: 'document', count: 2 }])
  })

  it('counts once, however often he looks', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const receipt = await desk.send(invoiceXml({ cost: '6340' }))
    await code(desk, receipt.id, '6300')
    await code(desk, receipt.id, '6340')
    const posted = await submit(desk, receipt)
    expect(posted.json.status).toBe('posted')
    const { json } = await desk.client.get(desk.at('coding-precision'))
    expect(json).toMatchObject({ sources: [{ source: 'document', right: 1, count: 1 }] })
  })
})

describe('a company’s threshold', () => {
  it('is held against what history rests on: guesses from the supplier do not spoil the same text', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const settings = { 'coding.automaticAbove': '0.9', 'coding.automaticMinimum': 2 }
    await desk.client.patch(`/v1/companies/${desk.company.id}`, { settings })
    const coded = async (text: string, account: string) =>
      desk.codeAndSubmit(await desk.send(invoiceXml({ text })), account)
    await coded('Rent', '6300')
    for (const text of ['Parking', 'Cleaning', 'Insurance']) await coded(text, '6340')
    for (let count = 0; count < 2; count += 1) await coded('Rent', '6300')
    const { json } = await desk.client.get(desk.at('coding-precision'))
    expect(json.sources).toMatchObject([
      { source: 'history', basis: 'supplier', right: 2, count: 3 },
      { source: 'history', basis: 'text', right: 2, count: 2, precision: '1.0000' },
    ])
    const advance = async (text: string) => {
      const { id } = await desk.send(invoiceXml({ text }))
      return (await advanceReceipt(systemCall(platform, desk.company.id), { receiptId: id })).status
    }
    expect(await advance('Rent')).toBe('posted')
    expect(await advance('Painting')).toBe('draft')
  })

  it('lets a receipt go by itself once its source has shown the precision, and not before', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const settings = { 'coding.automaticAbove': '0.9', 'coding.automaticMinimum': 2 }
    await desk.client.patch(`/v1/companies/${desk.company.id}`, { settings })
    const advance = async ({ id }: { id: string }) =>
      (await advanceReceipt(systemCall(platform, desk.company.id), { receiptId: id })).status
    await submit(desk, await desk.send(invoiceXml({ cost: '6340' })))
    const unproven = await desk.send(invoiceXml({ cost: '6340' }))
    expect(unproven.lines[0]).toMatchObject({ provenance: { confidence: { right: 1, count: 1 } } })
    expect(await advance(unproven)).toBe('draft')
    await submit(desk, unproven)
    const proven = await desk.send(invoiceXml({ cost: '6340' }))
    expect(proven.lines[0]).toMatchObject({ provenance: { confidence: { right: 2, count: 2, scope: 'company' } } })
    expect(await advance(proven)).toBe('posted')
    const next = await desk.send(invoiceXml({ cost: '6340' }))
    expect(next.lines[0]).toMatchObject({ provenance: { confidence: { right: 2, count: 2 } } })
    await desk.client.patch(`/v1/companies/${desk.company.id}`, { settings: { 'coding.automaticAbove': null } })
    expect(await advance(next)).toBe('draft')
  })
})
