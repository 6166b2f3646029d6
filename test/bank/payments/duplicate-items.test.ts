import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approvePaymentOrder, type BankAccount, createPaymentOrder, tellItemsApart } from '#src/bank/index.ts'
import type { OpenItem } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { newSupplier, openBankAccount, openItem } from '#test/support/bank.ts'
import { drain } from '#test/support/drain.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany
let account: BankAccount
let partyId: string

beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => new Date('2026-01-15T10:00:00Z') } })
})
beforeEach(async () => {
  company = await newCompany(platform)
  account = await openBankAccount(company)
  partyId = (await newSupplier(company, { account: 'NO9386011117947' })).id
})

const item = (number = 'A-1'): Promise<OpenItem> => openItem(company, { amountMinor: 500n, partyId, number })
const order = (...items: readonly OpenItem[]) =>
  createPaymentOrder(company.call(), { bankAccountId: account.id, openItemIds: items.map(({ id }) => id) })
const tell = (a: OpenItem, b: OpenItem) =>
  tellItemsApart(company.call(), { openItemId: a.id, otherOpenItemId: b.id, reason: 'To leveranser.' })
const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code)).sort()

describe('two items that look like one invoice', () => {
  it('are both paid once a person has told them apart, and the approver sees why', async () => {
    const [first, second] = [await item(), await item('a 1')]
    const held = (await order(first, second)).held
    expect(held).toMatchObject([{ openItemId: second.id, code: 'suspected_duplicate', otherOpenItemId: first.id }])
    await tell(second, first)
    const again = await order(second)
    expect(again.held).toEqual([])
    expect(again.toldApart).toMatchObject([{ openItemId: expect.any(String), reason: 'To leveranser.' }])
    const { call } = await company.member(['owner'])
    const sealed = await approvePaymentOrder(call, { paymentOrderId: again.id, seenVersion: again.version })
    expect(sealed.status).toBe('approved')
  })

  it('stay told apart inside one order, until it is sealed', async () => {
    const [first, second] = [await item(), await item()]
    await tell(first, second)
    const both = await order(first, second)
    expect(both.payments).toHaveLength(2)
    const { call } = await company.member(['owner'])
    await approvePaymentOrder(call, { paymentOrderId: both.id, seenVersion: both.version })
  })

  it('are held against a third all the same', async () => {
    const [first, second, third] = [await item(), await item(), await item()]
    await tell(first, second)
    expect((await order(first, second, third)).held).toMatchObject([
      { openItemId: third.id, code: 'suspected_duplicate', otherOpenItemId: first.id },
    ])
  })

  it('must look alike, and be there', async () => {
    const [first, other] = [await item('A-1'), await item('B-2')]
    await expect(tell(first, other)).rejects.toMatchObject({ code: 'payment_not_suspected' })
    await expect(tell(first, first)).rejects.toMatchObject({ code: 'payment_not_suspected' })
    await expect(tell(first, { ...other, id: 'oit_01k8m3q7zj5e8v9x2c4b6n8p0r' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are told apart once, whoever says it first and in whichever order', async () => {
    const [first, second] = [await item(), await item()]
    const said = await Promise.allSettled([tell(first, second), tell(second, first)])
    expect(codes(said)).toEqual(['done', 'payment_dismissed'])
  })

  it('are told apart through the API, the same request twice once', async () => {
    const [first, second] = [await item(), await item()]
    const client = testClient(platform, await company.key())
    const send = () =>
      client.post(
        `/v1/companies/${company.id}/open-items/${second.id}/duplicate-dismissals`,
        { otherOpenItemId: first.id, reason: 'To leveranser.' },
        { 'idempotency-key': 'once-and-again' },
      )
    const [one, two] = [await send(), await send()]
    expect([one.status, two.status]).toEqual([201, 201])
    expect(two.json).toEqual(one.json)
    await drain({ platform })
    const { json } = await client.get(`/v1/companies/${company.id}/events?limit=200`)
    expect((json.data as { type: string }[]).map(({ type }) => type)).toContain('payment.duplicateDismissed')
  })
})
