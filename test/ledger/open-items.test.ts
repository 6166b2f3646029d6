import { beforeAll, describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import {
  accountsByRole,
  findOpenItems,
  getOpenItem,
  type JournalEntry,
  listAllocations,
  postJournalEntry,
  readBalances,
  settlementLines,
  settleOpenItem,
  undoAllocation,
} from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { draft, owed } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
})

const itemOf = (entry: JournalEntry): string => entry.lines.find(({ openItemId }) => openItemId)?.openItemId ?? ''
const invoice = async (amountMinor: bigint): Promise<string> =>
  itemOf(await postJournalEntry(company.call(), draft(owed(amountMinor))))
/** A payment that is in the books and settles nothing yet. */
const payment = (amountMinor: bigint): Promise<JournalEntry> =>
  postJournalEntry(
    company.call(),
    draft([
      { account: '2400', amountMinor },
      { account: '1920', amountMinor: -amountMinor },
    ]),
  )

describe('open items', () => {
  it('are found by reference, document number and what is left', async () => {
    const openItemId = await invoice(123_45n)
    for (const filter of [{ paymentReference: '2345676' }, { documentNumber: 'F-1' }, { remainingMinor: -123_45n }]) {
      expect((await findOpenItems(company.call(), filter)).map(({ id }) => id)).toContain(openItemId)
    }
    expect(await findOpenItems(company.call(), { kind: 'receivable', ids: [openItemId] })).toEqual([])
  })

  it('are settled in parts, and show what was left on a day', async () => {
    const openItemId = await invoice(10_000n)
    const { id: journalEntryId } = await payment(10_000n)
    const settle = (amountMinor: bigint, on: string) =>
      settleOpenItem(company.call(), { openItemId, journalEntryId, amountMinor, allocatedOn: bookDate(on) })
    await settle(3_000n, '2026-03-20')
    await settle(7_000n, '2026-03-25')
    expect((await getOpenItem(company.call(), { openItemId })).remainingMinor).toBe(0n)
    const asOf = async (on: string) =>
      (await findOpenItems(company.call(), { ids: [openItemId], asOf: bookDate(on), status: 'all' }))[0]?.remainingMinor
    expect([await asOf('2026-03-19'), await asOf('2026-03-20'), await asOf('2026-03-25')]).toEqual([
      -10_000n,
      -7_000n,
      0n,
    ])
    expect(await asOf('2026-03-01')).toBeUndefined()
  })

  it('never give more than is left, however many take at the same time', async () => {
    const openItemId = await invoice(10_000n)
    const { id: journalEntryId } = await payment(50_000n)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () =>
        settleOpenItem(company.call(), { openItemId, journalEntryId, amountMinor: 3_000n }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect((await getOpenItem(company.call(), { openItemId })).remainingMinor).toBe(-1_000n)
  })

  it('are settled by postings that race, once', async () => {
    const openItemId = await invoice(10_000n)
    const pay = () =>
      postJournalEntry(
        company.call(),
        draft([
          { account: '2400', amountMinor: 10_000n, settles: { openItemId } },
          { account: '1920', amountMinor: -10_000n },
        ]),
      )
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, pay))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(['open_item_settled']))
  })

  it('refuse a line on another account or on their own side', async () => {
    const openItemId = await invoice(10_000n)
    const settle = (account: string, amountMinor: bigint) =>
      postJournalEntry(
        company.call(),
        draft([
          { account, amountMinor, settles: { openItemId } },
          { account: '1920', amountMinor: -amountMinor },
        ]),
      )
    await expect(settle('1500', 10_000n)).rejects.toMatchObject({ code: 'open_item_differs' })
    await expect(settle('2400', -10_000n)).rejects.toMatchObject({ code: 'open_item_differs' })
    await expect(settle('2400', 10_001n)).rejects.toMatchObject({ code: 'open_item_overallocated' })
  })

  it('are open again when an allocation is undone, once', async () => {
    const openItemId = await invoice(10_000n)
    const { id: journalEntryId } = await payment(10_000n)
    const { id: allocationId } = await settleOpenItem(company.call(), {
      openItemId,
      journalEntryId,
      amountMinor: 10_000n,
    })
    await undoAllocation(company.call(), { allocationId, reason: 'Paid another invoice' })
    expect((await getOpenItem(company.call(), { openItemId })).remainingMinor).toBe(-10_000n)
    expect(await listAllocations(company.call(), { openItemId })).toEqual([])
    await expect(undoAllocation(company.call(), { allocationId, reason: 'again' })).rejects.toMatchObject({
      code: 'allocation_reversed',
    })
  })

  it('book the currency difference when they are paid at another rate', async () => {
    const own = await newCompany(platform)
    const roles = await accountsByRole(own.call(), undefined)
    const entry = await postJournalEntry(
      own.call(),
      draft([
        { account: '4300', amountMinor: 100_00n, currency: 'EUR', baseAmountMinor: 1_140_00n },
        {
          account: '2400',
          amountMinor: -100_00n,
          currency: 'EUR',
          baseAmountMinor: -1_140_00n,
          opensItem: { kind: 'payable', dueOn: null },
        },
      ]),
    )
    const openItemId = itemOf(entry)
    for (const [amountMinor, paidBaseMinor] of [
      [33_33n, 385_00n],
      [66_67n, 750_00n],
    ] as const) {
      const item = await getOpenItem(own.call(), { openItemId })
      const lines = settlementLines({ item, amountMinor, paidBaseMinor, roles })
      await postJournalEntry(own.call(), draft([...lines, { account: '1920', amountMinor: -paidBaseMinor }]))
    }
    expect(await getOpenItem(own.call(), { openItemId })).toMatchObject({ remainingMinor: 0n, remainingBaseMinor: 0n })
    const { rows } = await readBalances(own.call(), {})
    const closing = Object.fromEntries(rows.map(({ account, closingMinor }) => [account, closingMinor]))
    expect(closing['2400']).toBe(0n)
    expect((closing['8160'] ?? 0n) + (closing['8060'] ?? 0n)).toBe(385_00n + 750_00n - 1_140_00n)
  })

  it('are listed, read, settled and opened again over HTTP', async () => {
    const openItemId = await invoice(10_000n)
    const { id: journalEntryId } = await payment(10_000n)
    const client = testClient(platform, await company.key())
    const base = `/v1/companies/${company.id}/open-items`
    const listed = await client.get(`${base}?documentNumber=F-1&limit=200`)
    expect((listed.json.data as { id: string }[]).map(({ id }) => id)).toContain(openItemId)
    const settled = await client.post(`${base}/${openItemId}/allocations`, { journalEntryId, amount: '40.00' })
    expect(settled).toMatchObject({ status: 201, json: { amount: '-40.00', currency: 'NOK' } })
    const { json } = await client.get(`${base}/${openItemId}`)
    expect(json).toMatchObject({ amount: '-100.00', remaining: '-60.00', allocations: [{ amount: '-40.00' }] })
    const undone = await client.post(`${base}/${openItemId}/allocations/${settled.json.id}/reversals`, {
      reason: 'oops',
    })
    expect(undone).toMatchObject({ status: 201, json: { reverses: settled.json.id } })
    expect((await client.post(`${base}/${openItemId}/allocations`, { journalEntryId, amount: '1.001' })).status).toBe(
      422,
    )
  })
})
