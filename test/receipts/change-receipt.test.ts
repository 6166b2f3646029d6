import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { openValues } from '#test/support/dimensions.ts'
import { testPlatform } from '#test/support/platform.ts'
import { entryOf, invoiceXml, newDesk, submit } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

describe('coding by a person', () => {
  it('refuses accounts and VAT codes that are not in use, with a pointer to each', async () => {
    const desk = await newDesk(platform)
    const receipt = await desk.send(invoiceXml())
    const at = desk.at(`receipts/${receipt.id}`)
    const wrong = await desk.client.patch(at, { lines: [{ account: '9999', vatCode: 'X' }] })
    expect([wrong.status, wrong.json.code]).toEqual([422, 'account_unknown'])
    expect(wrong.json.errors).toMatchObject([
      { code: 'account_unknown', pointer: '/lines/0/account' },
      { code: 'vat_code_unknown', pointer: '/lines/0/vatCode' },
    ])
    expect((await desk.get(receipt.id)).version).toBe(receipt.version)
    expect((await desk.client.patch(desk.at('accounts/6340'), { isActive: false })).status).toBe(200)
    const entered = await desk.client.post(desk.at('receipts'), {
      lines: [{ net: '1.00' }, { net: '2.00', account: '6340' }],
    })
    expect(entered.json.errors).toMatchObject([{ code: 'account_unknown', pointer: '/lines/1/account' }])
    expect((await desk.client.patch(at, { lines: [{ account: null }] })).status).toBe(200)
  })

  it('splits a line, whose parts are the line', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const receipt = await desk.send(invoiceXml())
    const at = desk.at(`receipts/${receipt.id}`)
    const part = (net: string, account: string, project: string) => ({
      lineNumber: 1,
      net,
      account,
      dimensions: { project },
    })
    await openValues(desk.company, { project: ['A', 'B'] })
    const wrong = await desk.client.patch(at, { lines: [part('400.00', '6300', 'A'), part('500.00', '6340', 'B')] })
    expect(wrong.json.code).toBe('receipt_split_unbalanced')
    const split = await desk.client.patch(at, { lines: [part('400.00', '6300', 'A'), part('600.00', '6340', 'B')] })
    expect(split.json.lines).toMatchObject([
      { net: '400.00', account: '6300', dimensions: { project: 'A' } },
      { net: '600.00', account: '6340', dimensions: { project: 'B' } },
    ])
    const { entry, rows } = await entryOf(desk, desk.receipt(await submit(desk, receipt)))
    expect(rows.filter((row) => row.startsWith('6'))).toEqual(['6300 400.00|', '6340 600.00|'])
    expect(entry.lines[0]?.dimensions).toEqual({ project: 'A' })
  })

  it('never overwrites what the document declares', async () => {
    const desk = await newDesk(platform)
    const receipt = await desk.send(invoiceXml())
    const at = desk.at(`receipts/${receipt.id}`)
    for (const body of [{ declared: { payable: '1.00' } }, { number: 'X' }, { lines: [{ net: '5.00' }] }]) {
      expect((await desk.client.patch(at, body)).json.code).toBe('receipt_fact_declared')
    }
    expect((await desk.client.patch(at, { lines: [{ lineNumber: 7, account: '6300' }] })).json.code).toBe(
      'receipt_line_unknown',
    )
  })

  it('fills in a picture, after which it can go on', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const picture = await desk.send(new TextEncoder().encode(`%PDF-1.4 ${Math.random()}`), {
      'content-type': 'application/pdf',
    })
    const filled = await desk.client.patch(desk.at(`receipts/${picture.id}`), {
      supplier: { name: 'Kaffebar AS', organisationNumber: '923609016' },
      number: '17',
      issuedOn: '2026-03-02',
      currency: 'NOK',
      declared: { payable: '125.00' },
      lines: [{ description: 'Coffee', net: '100.00', vatCode: '1', account: '6300' }],
    })
    expect(filled.json).toMatchObject({ exceptions: [], declared: { net: '100.00', vat: '25.00', payable: '125.00' } })
    expect(desk.receipt(await submit(desk, picture)).status).toBe('posted')
  })
})
