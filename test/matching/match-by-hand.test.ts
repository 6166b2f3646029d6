import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BankAccount, type BankTransaction, listBankTransactions } from '#src/bank/index.ts'
import { readBalances } from '#src/ledger/index.ts'
import { createMatch, listCandidates, runMatching, undoMatch } from '#src/matching/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { openBankAccount, openItem, remainingOf, upload } from '#test/support/bank.ts'
import type { MadeEntry } from '#test/support/camt.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

const NOW = new Date('2026-01-15T10:00:00Z')
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

/** Uploads one statement with these movements and answers them in the order given. */
async function pay(...entries: Partial<MadeEntry>[]): Promise<BankTransaction[]> {
  statements += 1
  const { statements: made } = await upload(company.call(), account, {
    id: `S${statements}`,
    opening: '0.00',
    entries: entries.map((entry, index) => ({
      reference: `${statements}-${index}`,
      amount: '-100.00',
      on: '2026-01-13',
      ...entry,
    })),
  })
  return listBankTransactions(company.call(), { statementId: made[0]?.id, after: undefined, limit: 200 })
}
const candidatesOf = async (transaction: BankTransaction | undefined) =>
  (await listCandidates(company.call(), { bankTransactionId: transaction?.id ?? '' })).candidates
const bankBalance = async (): Promise<bigint> =>
  (await readBalances(company.call(), {})).rows.find((row) => row.account === account.ledgerAccount)?.closingMinor ?? 0n

describe('undoing a match', () => {
  it('reverses the entry, opens the item, and remembers', async () => {
    const item = await openItem(company, { amountMinor: 10_000n, reference: '111111' })
    const [transaction] = await pay({ kid: '111111' })
    const undone = await undoMatch(company.call(), { matchId: transaction?.matchId ?? '' })
    expect(undone).toMatchObject({ status: 'undone', version: 2, undoneAt: NOW })
    expect(await remainingOf(company, item)).toBe(-10_000n)
    expect(await bankBalance()).toBe(0n)
    await runMatching(company.call(), { transactionIds: [transaction?.id ?? ''] })
    const [now] = await listBankTransactions(company.call(), { after: undefined, limit: 1 })
    expect(now).toMatchObject({ status: 'unmatched', matchId: null })
    expect((await candidatesOf(now))[0]?.whyNot.map(({ code }) => code)).toContain('dismissed')
  })

  it('refuses a second time, also when two do it at once', async () => {
    await openItem(company, { amountMinor: 10_000n, reference: '111111' })
    const [transaction] = await pay({ kid: '111111' })
    const matchId = transaction?.matchId ?? ''
    const both = await Promise.allSettled([
      undoMatch(company.call(), { matchId }),
      undoMatch(company.call(), { matchId }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(undoMatch(company.call(), { matchId })).rejects.toMatchObject({ code: 'match_undone' })
  })
})

describe('matching by hand', () => {
  it('allocates to several items, with a fee besides', async () => {
    const first = await openItem(company, { amountMinor: 6_000n })
    const second = await openItem(company, { amountMinor: 9_000n })
    const [transaction] = await pay({})
    const match = await createMatch(company.call(), {
      bankTransactionId: transaction?.id ?? '',
      allocations: [{ openItemId: first.id }, { openItemId: second.id, amount: '35.00' }],
      differences: [{ account: '7770', amount: '5.00', description: 'Bank fee' }],
    })
    expect(match).toMatchObject({ method: 'manual', confidence: 100, status: 'active' })
    expect([await remainingOf(company, first), await remainingOf(company, second)]).toEqual([0n, -5_500n])
    expect(await bankBalance()).toBe(-10_000n)
  })

  it('takes a part of one item, and a foreign item at what was paid for it', async () => {
    const item = await openItem(company, { amountMinor: 30_000n })
    const foreign = await openItem(company, { amountMinor: 1_000n, currency: 'EUR', baseAmountMinor: 9_000n })
    const [part, whole] = await pay({}, {})
    await createMatch(company.call(), { bankTransactionId: part?.id ?? '', allocations: [{ openItemId: item.id }] })
    await createMatch(company.call(), { bankTransactionId: whole?.id ?? '', allocations: [{ openItemId: foreign.id }] })
    expect([await remainingOf(company, item), await remainingOf(company, foreign)]).toEqual([-20_000n, 0n])
  })

  it('refuses what does not add up, what is settled, and what is matched', async () => {
    const small = await openItem(company, { amountMinor: 5_000n })
    const item = await openItem(company, { amountMinor: 10_000n, reference: '111111' })
    const [open, matched] = await pay({}, { kid: '111111' })
    const create = (bankTransactionId: string | undefined, openItemId: string) =>
      createMatch(company.call(), { bankTransactionId: bankTransactionId ?? '', allocations: [{ openItemId }] })
    await expect(create(open?.id, small.id)).rejects.toMatchObject({
      code: 'match_unbalanced',
      options: { members: { difference: '-50.00' } },
    })
    await expect(create(open?.id, item.id)).rejects.toMatchObject({ code: 'open_item_settled' })
    await expect(create(matched?.id, small.id)).rejects.toMatchObject({ code: 'bank_transaction_matched' })
    expect(await remainingOf(company, small)).toBe(-5_000n)
  })

  it('lets one of two racing people match', async () => {
    const items = [await openItem(company, { amountMinor: 10_000n }), await openItem(company, { amountMinor: 10_000n })]
    const [transaction] = await pay({})
    const both = await Promise.allSettled(
      items.map(({ id }) =>
        createMatch(company.call(), { bankTransactionId: transaction?.id ?? '', allocations: [{ openItemId: id }] }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await bankBalance()).toBe(-10_000n)
  })
})

describe('matching over HTTP', () => {
  it('shows candidates, matches, replays by key, and undoes', async () => {
    const item = await openItem(company, { amountMinor: 30_000n, reference: '1234567', number: '17' })
    const [transaction] = await pay({ kid: '1234567' })
    const client = testClient(platform, await company.key())
    const path = `/v1/companies/${company.id}/bank-transactions/${transaction?.id}`
    const { json } = await client.get(`${path}/candidates`)
    expect(json.data).toMatchObject([
      {
        rank: 1,
        method: 'reference',
        isMatched: false,
        allocations: [{ openItemId: item.id, amount: '100.00', remaining: '-300.00', documentNumber: '17' }],
        whyNot: [{ code: 'amountLess' }],
      },
    ])
    const body = { allocations: [{ openItemId: item.id, amount: '100.00' }] }
    const key = { 'idempotency-key': 'match-1' }
    const made = await client.post(`${path}/matches`, body, key)
    expect([made.status, made.json.confidence, made.json.status]).toEqual([201, 1, 'active'])
    const again = await client.post(`${path}/matches`, body, key)
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([made.text, 'true'])
    expect(await remainingOf(company, item)).toBe(-20_000n)
    const undone = await client.send('DELETE', `/v1/companies/${company.id}/matches/${made.json.id}`)
    expect([undone.status, undone.json.status]).toEqual([200, 'undone'])
    expect(await remainingOf(company, item)).toBe(-30_000n)
  })
})
