import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  approvePaymentOrder,
  type BankAccount,
  cancelPaymentOrder,
  createPaymentOrder,
  getPaymentFile,
  getPaymentOrder,
} from '#src/bank/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { postJournalEntry } from '#src/ledger/index.ts'
import { recordBankAccount } from '#src/parties/index.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, systemCall, type TestCompany } from '#test/support/actors.ts'
import { newSupplier, openBankAccount, openItem } from '#test/support/bank.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

const NOW = new Date('2026-01-15T10:00:00Z')
let platform: Platform
let company: TestCompany
let account: BankAccount
let approver: Call

beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => NOW } })
})
beforeEach(async () => {
  company = await newCompany(platform)
  account = await openBankAccount(company)
  approver = (await company.member(['admin'])).call
})

const order = (input: object = {}) => createPaymentOrder(company.call(), { bankAccountId: account.id, ...input })
const supplierWithAccount = () => newSupplier(company, { account: '83300012345' })

describe('proposing payments', () => {
  it('takes what is due, each item with its reference, on its day or today', async () => {
    const { id: partyId, name } = await newSupplier(company, { account: 'NO9386011117947' })
    const kid = makeKid('1001')
    const overdue = await openItem(company, {
      amountMinor: 10_000n,
      partyId,
      reference: kid,
      number: '7',
      due: '2026-01-10',
    })
    const later = await openItem(company, { amountMinor: 500n, partyId, number: '8', due: '2026-02-10' })
    const proposed = await order()
    expect(proposed).toMatchObject({ status: 'proposed', version: 1, file: null, held: [] })
    expect(proposed.payments).toMatchObject([
      { openItemId: overdue.id, amountMinor: 10_000n, creditorName: name, reference: kid, executeOn: '2026-01-15' },
    ])
    const upTo = await order({ openItemIds: [later.id] })
    expect(upTo.payments).toMatchObject([{ openItemId: later.id, remittance: '8', executeOn: '2026-02-10' }])
  })

  it('holds back what must not be paid, with the reason', async () => {
    const { id: good } = await newSupplier(company, { account: 'NO9386011117947' })
    const { id: without } = await newSupplier(company)
    const { id: changed } = await newSupplier(company, { account: 'NO9386011117947' })
    await recordBankAccount(company.call(), { partyId: changed, account: 'DE89370400440532013000' })
    const pay = await openItem(company, { amountMinor: 100n, partyId: good, number: '1' })
    const twice = await openItem(company, { amountMinor: 100n, partyId: good, number: '1' })
    const nobody = await openItem(company, { amountMinor: 100n, number: '2' })
    const noAccount = await openItem(company, { amountMinor: 100n, partyId: without, number: '3' })
    const held = await openItem(company, { amountMinor: 100n, partyId: changed, number: '4' })
    const credit = await openItem(company, { amountMinor: -100n, partyId: good, number: '5' })
    const owed = await openItem(company, { amountMinor: 100n, kind: 'receivable', number: '6' })
    const items = [pay, twice, nobody, noAccount, held, credit, owed]
    const proposed = await order({ openItemIds: items.map(({ id }) => id) })
    expect(proposed.payments.map(({ openItemId }) => openItemId)).toEqual([pay.id])
    expect(Object.fromEntries(proposed.held.map(({ openItemId, code }) => [openItemId, code]))).toEqual({
      [twice.id]: 'suspected_duplicate',
      [nobody.id]: 'creditor_unknown',
      [noAccount.id]: 'account_missing',
      [held.id]: 'payment_held',
      [credit.id]: 'credit',
      [owed.id]: 'not_payable',
    })
  })

  it('holds back what was ordered before under the same number, in another writing, for another item', async () => {
    const { id: partyId } = await newSupplier(company, { account: 'NO9386011117947' })
    const paid = await openItem(company, { amountMinor: 777n, partyId, number: 'AB-77' })
    const { id: orderId } = await order({ openItemIds: [paid.id] })
    const again = await openItem(company, { amountMinor: 777n, partyId, number: 'ab 77' })
    const other = await openItem(company, { amountMinor: 778n, partyId, number: 'AB-78' })
    const proposed = await order({ openItemIds: [other.id, again.id] })
    expect(proposed.payments.map(({ openItemId }) => openItemId)).toEqual([other.id])
    expect(proposed.held).toMatchObject([{ openItemId: again.id, code: 'suspected_duplicate' }])
    expect(proposed.held[0]?.message).toContain(orderId)
    await expect(order({ openItemIds: [again.id] })).rejects.toMatchObject({ code: 'payment_order_empty' })
  })

  it('pays an item in one order only, also when two are proposed at once', async () => {
    const { id: partyId } = await newSupplier(company, { account: 'NO9386011117947' })
    const item = await openItem(company, { amountMinor: 100n, partyId })
    const both = await Promise.allSettled([order({ openItemIds: [item.id] }), order({ openItemIds: [item.id] })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(order({ openItemIds: [item.id] })).rejects.toMatchObject({ code: 'payment_order_empty' })
  })

  it('frees the items of a cancelled order', async () => {
    const { id: partyId } = await newSupplier(company, { account: 'NO9386011117947' })
    const item = await openItem(company, { amountMinor: 100n, partyId })
    const first = await order({ openItemIds: [item.id] })
    const cancelled = await cancelPaymentOrder(company.call(), { paymentOrderId: first.id })
    expect(cancelled.status).toBe('cancelled')
    expect((await order({ openItemIds: [item.id] })).payments).toHaveLength(1)
    await expect(approvePaymentOrder(approver, { paymentOrderId: first.id, seenVersion: 2 })).rejects.toMatchObject({
      code: 'payment_order_state',
    })
  })

  it('refuses when nothing is due, and items that do not exist', async () => {
    await expect(order()).rejects.toMatchObject({ code: 'payment_order_empty' })
    const openItemIds = ['oit_01k8m3q7zj5e8v9x2c4b6n8p0r']
    await expect(order({ openItemIds })).rejects.toMatchObject({ code: 'open_item_unknown' })
  })
})

describe('approving a payment order', () => {
  const proposed = async () => {
    const { id: partyId } = await newSupplier(company, { account: 'NO9386011117947' })
    const item = await openItem(company, { amountMinor: 12_345n, partyId, reference: makeKid('42') })
    return { partyId, item, order: await order({ openItemIds: [item.id] }) }
  }

  it('seals the file: the same bytes every time', async () => {
    const { order: made } = await proposed()
    const approved = await approvePaymentOrder(approver, { paymentOrderId: made.id, seenVersion: made.version })
    expect(approved).toMatchObject({ status: 'approved', version: 2, approvedAt: NOW })
    const first = await getPaymentFile(company.call(), { paymentOrderId: made.id })
    const second = await getPaymentFile(company.call(), { paymentOrderId: made.id })
    expect(Buffer.from(first.bytes)).toEqual(Buffer.from(second.bytes))
    expect(createHash('sha256').update(first.bytes).digest('hex')).toBe(approved.file?.sha256)
    const text = Buffer.from(first.bytes).toString('utf8')
    expect(text).toContain('<InstdAmt Ccy="NOK">123.45</InstdAmt>')
    expect(text).toContain(`<Ref>${makeKid('42')}</Ref>`)
    expect(text).toContain(`<EndToEndId>${approved.payments[0]?.endToEndId}</EndToEndId>`)
  })

  it('refuses who created it, the system, and a version that was not looked at', async () => {
    const { order: made } = await proposed()
    const approve = (call: Call, seenVersion = made.version) =>
      approvePaymentOrder(call, { paymentOrderId: made.id, seenVersion })
    await expect(approve(company.call())).rejects.toMatchObject({ code: 'payment_order_self' })
    await expect(approve(systemCall(platform, company.id))).rejects.toMatchObject({ code: 'payment_order_self' })
    await expect(approve(approver, 7)).rejects.toMatchObject({ code: 'version_stale' })
    const { call: bookkeeper } = await company.member(['bookkeeper'])
    await expect(approve(bookkeeper)).rejects.toMatchObject({ code: 'scope_missing' })
    await expect(getPaymentFile(company.call(), { paymentOrderId: made.id })).rejects.toMatchObject({
      code: 'payment_order_state',
    })
  })

  it('refuses when the account to pay to was put on hold since, and when the item was settled', async () => {
    const { partyId, order: made } = await proposed()
    await recordBankAccount(company.call(), { partyId, account: 'DE89370400440532013000' })
    await expect(approvePaymentOrder(approver, { paymentOrderId: made.id, seenVersion: 1 })).rejects.toMatchObject({
      code: 'payment_order_stale',
      options: { errors: [expect.objectContaining({ code: 'payment_held' })] },
    })
    const other = await proposed()
    await postJournalEntry(company.call(), {
      bookedOn: bookDate('2026-01-12'),
      description: 'Paid in cash',
      lines: [
        { account: '2400', amountMinor: 12_345n, settles: { openItemId: other.item.id } },
        { account: '1900', amountMinor: -12_345n },
      ],
    })
    await expect(
      approvePaymentOrder(approver, { paymentOrderId: other.order.id, seenVersion: 1 }),
    ).rejects.toMatchObject({ options: { errors: [expect.objectContaining({ code: 'open_item_settled' })] } })
  })

  it('lets one of two racing approvals seal it', async () => {
    const { order: made } = await proposed()
    const { call: another } = await company.member(['admin'])
    const both = await Promise.allSettled(
      [approver, another].map((call) => approvePaymentOrder(call, { paymentOrderId: made.id, seenVersion: 1 })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await getPaymentOrder(company.call(), { paymentOrderId: made.id })).version).toBe(2)
  })

  it('holds back an account with wrong check digits', async () => {
    const { id: partyId } = await supplierWithAccount()
    const item = await openItem(company, { amountMinor: 100n, partyId })
    await expect(order({ openItemIds: [item.id] })).rejects.toMatchObject({
      options: { members: { held: [expect.objectContaining({ code: 'account_invalid' })] } },
    })
  })
})

describe('payment orders over HTTP', () => {
  it('propose, approve with another key, and fetch the file', async () => {
    const { id: partyId } = await newSupplier(company, { account: 'NO9386011117947' })
    await openItem(company, { amountMinor: 12_345n, partyId, due: '2026-01-14', number: '77' })
    const { person } = await company.member(['admin'])
    const mine = testClient(platform, await company.key())
    const theirs = testClient(platform, await company.key(person))
    const base = `/v1/companies/${company.id}/payment-orders`
    const made = await mine.post(base, { bankAccountId: account.id, format: 'pain.001.001.09' })
    expect([made.status, made.json.totals]).toEqual([201, [{ currency: 'NOK', amount: '123.45', count: 1 }]])
    const refused = await mine.post(`${base}/${made.json.id}/approvals`, { seenVersion: 1 })
    expect([refused.status, refused.json.code]).toEqual([403, 'payment_order_self'])
    const approved = await theirs.post(`${base}/${made.json.id}/approvals`, { seenVersion: 1 })
    expect([approved.status, approved.json.status]).toEqual([200, 'approved'])
    const file = await mine.get(`${base}/${made.json.id}/file`)
    expect(file.headers.get('content-type')).toBe('application/xml')
    expect(file.text).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09')
    expect((await mine.get(`${base}?status=approved`)).json.data).toHaveLength(1)
  })
})
