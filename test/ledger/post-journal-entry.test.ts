import { beforeAll, describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { type DraftLine, getJournalEntry, listLedgerLines, postJournalEntry, readBalances } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
})

const draft = (lines: DraftLine[], more: object = {}) => ({
  bookedOn: bookDate('2026-03-14'),
  description: 'Office supplies',
  lines,
  ...more,
})
const pair = (amountMinor: bigint): DraftLine[] => [
  { account: '6800', amountMinor },
  { account: '1920', amountMinor: -amountMinor },
]

describe('postJournalEntry', () => {
  it('posts a balanced entry with the next number of its series', async () => {
    const first = await postJournalEntry(company.call(), draft(pair(10_000n)))
    const second = await postJournalEntry(company.call(), draft(pair(2_550n)))
    expect(first).toMatchObject({ number: 1, series: 'general', fiscalYear: '2026', period: '2026-03' })
    expect(second.number).toBe(2)
    expect(second.previousHash).toBe(first.hash)
    expect(await getJournalEntry(company.call(), { journalEntryId: first.id })).toEqual(first)
  })

  it('expands VAT that is added to the net amount', async () => {
    const entry = await postJournalEntry(
      company.call(),
      draft([
        { account: '6800', amountMinor: 100_000n, vatCode: '1', vat: 'added' },
        { account: '1920', amountMinor: -125_000n },
      ]),
    )
    expect(entry.lines.map(({ account, amountMinor }) => [account, amountMinor])).toEqual([
      ['6800', 100_000n],
      ['2710', 25_000n],
      ['1920', -125_000n],
    ])
    expect(entry.lines[1]).toMatchObject({ vatCode: '1', vatBaseMinor: 100_000n })
  })

  it('refuses what does not balance, and says by how much', async () => {
    const lines = [...pair(10_000n), { account: '7770', amountMinor: 1n }]
    await expect(postJournalEntry(company.call(), draft(lines))).rejects.toMatchObject({
      code: 'journal_entry_unbalanced',
      message: expect.stringContaining('0.01'),
    })
  })

  it('refuses an account that is not in the chart, with a pointer to the line', async () => {
    const lines = [
      { account: '6800', amountMinor: 5n },
      { account: '9999', amountMinor: -5n },
    ]
    await expect(postJournalEntry(company.call(), draft(lines))).rejects.toMatchObject({
      code: 'account_unknown',
      options: { errors: [{ pointer: '/lines/1/account' }] },
    })
  })

  it('moves the balances of the month', async () => {
    const own = await newCompany(platform)
    await postJournalEntry(own.call(), draft(pair(10_000n)))
    await postJournalEntry(own.call(), draft(pair(500n)))
    const { rows } = await readBalances(own.call(), { to: bookDate('2026-03-14') })
    expect(rows.map(({ account, closingMinor }) => [account, closingMinor])).toEqual([
      ['1920', -10_500n],
      ['6800', 10_500n],
    ])
    expect(await listLedgerLines(own.call(), { account: '6800', limit: 10 })).toHaveLength(2)
  })
})
