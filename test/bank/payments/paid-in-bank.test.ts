import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type BankAccount,
  type BankTransaction,
  createPaymentOrder,
  dismissPaidInBank,
  listBankTransactions,
} from '#src/bank/index.ts'
import type { OpenItem } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { newSupplier, openBankAccount, openItem, upload } from '#test/support/bank.ts'
import type { MadeEntry } from '#test/support/camt.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

const NOW = new Date('2026-01-15T10:00:00Z')
const ELSEWHERE = '15034012345'
let platform: Platform
let company: TestCompany
let account: BankAccount
let statements = 0

beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => NOW } })
})
beforeEach(async () => {
  company = await newCompany(platform)
  account = await openBankAccount(company)
})

/** What the bank booked out of the account on the day, before we know of any invoice. */
async function booked(entry: Partial<MadeEntry>): Promise<BankTransaction> {
  statements += 1
  const on = entry.on ?? '2026-01-09'
  const { statements: made } = await upload(company.call(), account, {
    id: `P${statements}`,
    opening: '0.00',
    from: on,
    to: on,
    entries: [{ reference: `P${statements}`, amount: '-100.00', on, ...entry }],
  })
  const [row] = await listBankTransactions(company.call(), { statementId: made[0]?.id, after: undefined, limit: 5 })
  if (!row) throw new Error('nothing came in')
  return row
}

const supplier = () => newSupplier(company, { name: 'Nordkraft Energi AS', account: 'NO9386011117947' })
const item = (partyId: string, more: object = {}): Promise<OpenItem> =>
  openItem(company, { amountMinor: 10_000n, partyId, number: 'F-4711', reference: '1234567897', ...more })
const order = (items: readonly OpenItem[]) =>
  createPaymentOrder(company.call(), { bankAccountId: account.id, openItemIds: items.map(({ id }) => id) })

/** The item beside one that can be paid, so that the order comes to be; what it says of the item. */
async function heldOf(one: OpenItem) {
  const { id: partyId } = await newSupplier(company, { account: 'NO8330001234567' })
  const other = await openItem(company, { amountMinor: 1n, partyId })
  const { held } = await order([one, other])
  return held.find(({ openItemId }) => openItemId === one.id)
}

describe('an item that a bank seems to have paid', () => {
  it.each<[string, Partial<MadeEntry>]>([
    ['the account of the supplier', { account: '8601.11.17947' }],
    ['the payment reference', { kid: '1234567897' }],
    ['the name of the supplier', { name: 'NORDKRAFT ENERGI AS' }],
    ['a short form of the name', { name: 'Nordkr. Energi' }],
    ['the number of the invoice', { text: 'Betaling F-4711' }],
  ])('is held when the amount goes with %s', async (_what, entry) => {
    const { id: partyId } = await supplier()
    const { id: bankTransactionId } = await booked({ account: ELSEWHERE, ...entry })
    expect(await heldOf(await item(partyId))).toMatchObject({ code: 'suspected_paid', bankTransactionId })
  })

  it.each<[string, Partial<MadeEntry>]>([
    ['the amount is another', { account: '8601.11.17947', amount: '-100.01' }],
    ['it came in', { account: '8601.11.17947', amount: '100.00' }],
    ['nothing but the amount speaks for it', { account: ELSEWHERE, name: 'Kaffebaren AS', text: 'Kaffe' }],
    ['it was long before the invoice', { account: '8601.11.17947', on: '2025-12-15' }],
  ])('is paid when %s', async (_what, entry) => {
    const { id: partyId } = await supplier()
    await booked(entry)
    expect(await heldOf(await item(partyId))).toBeUndefined()
  })

  it('is paid when the movement settled an invoice with another number: rent is the same every month', async () => {
    const { id: partyId } = await supplier()
    await item(partyId, { number: 'F-4700', reference: null })
    const { status } = await booked({ account: '8601.11.17947' })
    expect(status).toBe('matched')
    expect(await heldOf(await item(partyId, { reference: null }))).toBeUndefined()
  })

  it('is held when the movement settled an invoice with the same number: it came in twice', async () => {
    const { id: partyId } = await supplier()
    await item(partyId, { number: 'f 4711' })
    expect((await booked({ account: '8601.11.17947' })).status).toBe('matched')
    expect(await heldOf(await item(partyId))).toMatchObject({ code: 'suspected_paid' })
  })

  it('may be paid once somebody has said why, which stands on the order', async () => {
    const { id: partyId } = await supplier()
    const { id: bankTransactionId } = await booked({ account: '8601.11.17947' })
    const one = await item(partyId)
    await expect(order([one])).rejects.toMatchObject({ code: 'payment_order_empty' })
    const call = (await company.member(['bookkeeper'])).call
    const dismissal = { openItemId: one.id, bankTransactionId, reason: 'That was for Bodø.' }
    await dismissPaidInBank(call, dismissal)
    expect(await order([one])).toMatchObject({
      payments: [{ openItemId: one.id }],
      dismissals: [{ ...dismissal, dismissedBy: 'Mia Medlem' }],
    })
  })

  it('is dismissed once, by who may propose payments, and only where something is suspected', async () => {
    const { id: partyId } = await supplier()
    const suspected = await booked({ account: '8601.11.17947' })
    const other = await booked({ name: 'Kaffebaren AS', amount: '-55.00' })
    const { id: openItemId } = await item(partyId)
    const dismiss = (bankTransactionId: string, call = company.call()) =>
      dismissPaidInBank(call, { openItemId, bankTransactionId, reason: 'Another one.' })
    await expect(dismiss(other.id)).rejects.toMatchObject({ code: 'payment_not_suspected' })
    const { call: approver } = await company.member(['approver'])
    await expect(dismiss(suspected.id, approver)).rejects.toMatchObject({ code: 'scope_missing' })
    const both = await Promise.allSettled([dismiss(suspected.id), dismiss(suspected.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(dismiss(suspected.id)).rejects.toMatchObject({ code: 'payment_dismissed' })
  })

  it('answers the same to the same key over HTTP', async () => {
    const { id: partyId } = await supplier()
    const { id: bankTransactionId } = await booked({ account: '8601.11.17947' })
    const { id } = await item(partyId)
    const client = testClient(platform, await company.key())
    const path = `/v1/companies/${company.id}/open-items/${id}/payment-dismissals`
    const body = { bankTransactionId, reason: 'Another one.' }
    const first = await client.post(path, body, { 'idempotency-key': 'dismiss-1' })
    expect([first.status, first.json]).toMatchObject([201, { openItemId: id, bankTransactionId }])
    expect((await client.post(path, body, { 'idempotency-key': 'dismiss-1' })).text).toBe(first.text)
  })
})
