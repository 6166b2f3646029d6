import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { openValues } from '#test/support/dimensions.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const POWER = {
  name: 'Power',
  when: { text: ['power'] },
  coding: { account: '6340', dimensions: { department: '20' } },
}

async function rule(desk: Desk, body: object = POWER): Promise<string> {
  await desk.client.post(desk.at('dimensions/department/values'), { code: '20', name: 'Shop' })
  const made = await desk.client.post(desk.at('coding-rules'), body)
  expect(made.status, made.text).toBe(201)
  return String(made.json.id)
}

const proposals = async (desk: Desk, receiptId: string) => {
  const { json } = await desk.client.get(desk.at(`receipts/${receiptId}/coding-proposals`))
  return json.lines as { line: number; proposals: { source: string; isChosen: boolean; whyNot: { code: string } }[] }[]
}

describe('a coding rule', () => {
  it('codes the lines that meet it, before the supplier’s settings, and says so', async () => {
    const desk = await newDesk(platform)
    const ruleId = await rule(desk)
    const first = await desk.send(invoiceXml())
    await desk.client.patch(desk.at(`parties/${first.supplier.partyId}`), { defaultAccount: '6300' })
    const coded = await desk.send(invoiceXml())
    expect(coded.lines).toMatchObject([
      {
        account: '6340',
        vatCode: '1',
        codedBy: 'rule',
        dimensions: { department: '20' },
        provenance: { source: 'rule', ruleId, ruleVersion: 1, confidence: null, proposed: { account: '6340' } },
      },
    ])
    expect((await proposals(desk, coded.id))[0]?.proposals).toMatchObject([
      { source: 'rule', ruleId, isChosen: true, whyNot: null },
      { source: 'supplier', isChosen: false, whyNot: { code: 'outranked', message: 'The rule "Power" comes first.' } },
    ])
    expect((await desk.send(invoiceXml({ text: 'Paper' }))).lines).toMatchObject([
      { account: '6300', codedBy: 'supplier' },
    ])
  })

  it('asks every kind of condition', async () => {
    const desk = await newDesk(platform)
    const { supplier } = await desk.send(invoiceXml())
    const when = {
      suppliers: [supplier.partyId],
      kinds: ['supplierInvoice'],
      text: ['WATER'],
      notText: ['fee'],
      items: ['EL-*'],
      amountFrom: '500',
      amountTo: '1000.00',
      currencies: ['NOK'],
      vatCategories: ['S'],
      vatRates: ['25.00'],
      vatCodes: ['1'],
    }
    await rule(desk, { name: 'All of it', when, coding: { account: '6360' } })
    const met = { text: 'Water of March', item: 'EL-7' }
    const failing = async (facts: Parameters<typeof invoiceXml>[0]) => {
      const { id } = await desk.send(invoiceXml({ ...met, ...facts }))
      return (await proposals(desk, id))[0]?.proposals[0]?.whyNot
    }
    expect((await desk.send(invoiceXml(met))).lines).toMatchObject([{ account: '6360', codedBy: 'rule' }])
    const others = [
      [{ text: 'Paper' }, 'text'],
      [{ text: 'Water fee' }, 'notText'],
      [{ item: 'AB-1' }, 'item'],
      [{ net: '1000.01', vat: '250.00', gross: '1250.01' }, 'amount'],
      [{ currency: 'EUR' }, 'currency'],
      [{ kind: 'CreditNote' as const }, 'kind'],
      [{ rate: '15', vat: '150.00', gross: '1150.00' }, 'vatRate'],
      [{ supplier: 'Another AS', organisationNumber: '923609016' }, 'supplier'],
    ] as const
    for (const [facts, condition] of others) {
      const message = `The line does not meet the rule's condition on ${condition}.`
      expect(await failing(facts)).toEqual({ code: 'condition_not_met', message })
    }
  })

  it('splits a line without losing a cent, and the parts are booked', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const split = [{ account: '6340', percent: '33.33' }, { account: '6360', amount: '10.01' }, { account: '6300' }]
    await rule(desk, { name: 'Shared', when: { text: ['power'] }, coding: { split } })
    const receipt = await desk.send(invoiceXml({ net: '100.00', vat: '25.00', gross: '125.00' }))
    expect(receipt.lines.map(({ account, net }) => [account, net])).toEqual([
      ['6340', '33.33'],
      ['6360', '10.01'],
      ['6300', '56.66'],
    ])
    const posted = await desk.client.post(desk.at(`receipts/${receipt.id}/submissions`))
    expect(posted.json.status, posted.text).toBe('posted')
    const small = await desk.send(invoiceXml({ net: '5.00', vat: '1.25', gross: '6.25' }))
    expect((await proposals(desk, small.id))[0]?.proposals[0]?.whyNot.code).toBe('split_exceeds_line')
  })

  it('is refused when it takes everything, is no whole, or names an account that is not there', async () => {
    const desk = await newDesk(platform)
    const refused = async (body: object) => {
      const { status, json } = await desk.client.post(desk.at('coding-rules'), {
        name: 'X',
        when: { text: ['x'] },
        ...body,
      })
      expect([status, json.code]).toEqual([422, 'coding_rule_invalid'])
      return (json.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`)
    }
    const account = '6340'
    expect(await refused({ when: {}, coding: { account } })).toEqual(['/when condition_missing'])
    expect(await refused({ coding: { account: '9999' } })).toEqual(['/coding/account account_unknown'])
    expect(await refused({ coding: { account, vatCode: 'x' } })).toEqual(['/coding/vatCode vat_code_unknown'])
    const crossed = { text: ['x'], amountFrom: '2', amountTo: '1' }
    expect(await refused({ when: crossed, coding: { account } })).toEqual(['/when/amountTo amount_crossed'])
    const split = (...parts: object[]) => refused({ coding: { split: parts.map((part) => ({ account, ...part })) } })
    expect(await split({ percent: '60' }, { percent: '30' })).toEqual(['/coding/split share_sum'])
    expect(await split({ percent: '100' }, {})).toEqual(['/coding/split share_sum'])
    expect(await split({}, {})).toEqual(['/coding/split rest_ambiguous'])
    expect(await split({ percent: '-1' }, {})).toEqual(['/coding/split/0 share_invalid'])
    expect(await split({ percent: '1', amount: '1' }, {})).toEqual(['/coding/split/0 share_ambiguous'])
  })

  it('keeps its versions and its place; who read an older order or rule must read again', async () => {
    const desk = await newDesk(platform)
    const [one, two] = [await rule(desk), await rule(desk, { ...POWER, name: 'First', position: 1 })]
    const order = await desk.client.get(desk.at('coding-rule-order'))
    expect(order.json).toMatchObject({ version: 2, ruleIds: [two, one] })
    const put = (ruleIds: string[], etag: string) =>
      desk.client.send('PUT', desk.at('coding-rule-order'), { ruleIds }, { 'if-match': etag })
    expect((await put([one, two], '"v1"')).json.code).toBe('version_stale')
    expect((await put([one], '"v2"')).json.code).toBe('coding_rule_order_incomplete')
    expect((await put([one, two], '"v2"')).json).toMatchObject({ version: 3, ruleIds: [one, two] })
    const path = desk.at(`coding-rules/${two}`)
    expect((await desk.client.patch(path, { name: 'Z' }, { 'if-match': '"v7"' })).json.code).toBe('version_stale')
    expect((await desk.client.patch(path, { coding: { account: '6300' } })).json).toMatchObject({ version: 2 })
    expect((await desk.client.send('DELETE', path)).status).toBe(204)
    expect((await desk.client.patch(path, { name: 'Z' })).json.code).toBe('coding_rule_archived')
    expect((await desk.client.get(desk.at('coding-rule-order'))).json).toMatchObject({ version: 4, ruleIds: [one] })
    expect((await desk.client.get(path)).json).toMatchObject({ status: 'archived', coding: { account: '6300' } })
  })

  it('gets one place for each of two that are made at once', async () => {
    const desk = await newDesk(platform)
    const made = await Promise.all([rule(desk), rule(desk), rule(desk)])
    const order = await desk.client.get(desk.at('coding-rule-order'))
    expect([...(order.json.ruleIds as string[])].sort()).toEqual([...made].sort())
    expect(order.json.version).toBe(3)
  })

  it('is tried on receipts of the past without changing them', async () => {
    const desk = await newDesk(platform)
    await openValues(desk.company, { department: ['20'] })
    const receipt = await desk.send(invoiceXml({ cost: '6340' }))
    await desk.send(invoiceXml({ cost: '6300' }))
    await desk.send(invoiceXml({ cost: '6300', text: 'Paper' }))
    const tried = await desk.client.post(desk.at('coding-rule-tests'), { when: POWER.when, coding: POWER.coding })
    expect(tried.json).toMatchObject({ receipts: 3, lines: 3, agrees: 1, differs: 1 })
    expect(await desk.get(receipt.id)).toEqual(receipt)
  })

  it('needs the right to set suppliers', async () => {
    const desk = await newDesk(platform)
    const { person } = await desk.company.member(['employee'])
    const key = await desk.company.key(person, ['receipts:read', 'receipts:write'])
    const refused = await testClient(platform, key).post(desk.at('coding-rules'), POWER)
    expect(refused.json).toMatchObject({ code: 'scope_missing', scope: 'parties:write' })
  })
})
