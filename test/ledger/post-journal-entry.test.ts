import { beforeAll, describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { newId } from '#src/kernel/id.ts'
import { getJournalEntry, listLedgerLines, postJournalEntry, readBalances } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { draft, paid } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
})

describe('postJournalEntry', () => {
  it('posts a balanced entry with the next number of its series', async () => {
    const first = await postJournalEntry(company.call(), draft(paid(10_000n)))
    const second = await postJournalEntry(company.call(), draft(paid(2_550n)))
    expect(first).toMatchObject({ number: 1, series: 'general', fiscalYear: '2026', period: '2026-03' })
    expect(second.number).toBe(2)
    expect(second.previousHash).toBe(first.hash)
    expect(await getJournalEntry(company.call(), { journalEntryId: first.id })).toEqual(first)
  })

  it('numbers each journal and each fiscal year by itself', async () => {
    const own = await newCompany(platform)
    const numbers = []
    for (const [journal, on] of [
      ['general', '2026-01-02'],
      ['bank', '2026-01-02'],
      ['general', '2025-12-31'],
      ['general', '2026-02-01'],
    ] as const) {
      const entry = await postJournalEntry(own.call(), draft(paid(1n), { journal, bookedOn: bookDate(on) }))
      numbers.push(`${entry.series} ${entry.fiscalYear} ${entry.number}`)
    }
    expect(numbers).toEqual(['general 2026 1', 'bank 2026 1', 'general 2025 1', 'general 2026 2'])
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

  it('takes the rate of the tax point, not of the booking date', async () => {
    const entry = await postJournalEntry(
      company.call(),
      draft(
        [
          { account: '7140', amountMinor: 10_000n, vatCode: '13', vat: 'added' },
          { account: '1920', amountMinor: -10_600n },
        ],
        { taxPointOn: bookDate('2021-09-30') },
      ),
    )
    expect(entry.lines[1]).toMatchObject({ account: '2713', amountMinor: 600n })
  })

  it('converts a foreign entry by its rate and loses no cent', async () => {
    const entry = await postJournalEntry(
      company.call(),
      draft(
        [
          { account: '6800', amountMinor: 3_333n, currency: 'EUR' },
          { account: '6840', amountMinor: 3_333n, currency: 'EUR' },
          { account: '6860', amountMinor: 3_334n, currency: 'EUR' },
          { account: '2400', amountMinor: -10_000n, currency: 'EUR' },
        ],
        { rates: { EUR: decimal('11.4235') } },
      ),
    )
    expect(entry.lines.reduce((sum, line) => sum + line.baseAmountMinor, 0n)).toBe(0n)
    expect(entry.lines.at(-1)?.baseAmountMinor).toBeOneOf([-114_235n, -114_234n, -114_236n])
  })

  it('refuses what does not balance, and says by how much', async () => {
    const lines = [...paid(10_000n), { account: '7770', amountMinor: 1n }]
    await expect(postJournalEntry(company.call(), draft(lines))).rejects.toMatchObject({
      code: 'journal_entry_unbalanced',
      message: expect.stringContaining('0.01'),
    })
  })

  it('refuses an entry that balances in the base currency but not in its own', async () => {
    const lines = [
      { account: '6800', amountMinor: 101n, currency: 'EUR', baseAmountMinor: 1_100n },
      { account: '2400', amountMinor: -100n, currency: 'EUR', baseAmountMinor: -1_100n },
    ]
    await expect(postJournalEntry(company.call(), draft(lines))).rejects.toMatchObject({
      code: 'journal_entry_unbalanced',
    })
  })

  it.each([
    ['one line only', [{ account: '6800', amountMinor: 1n }], 'journal_entry_too_short'],
    ['a line of nothing', [...paid(1n), { account: '6800', amountMinor: 0n }], 'journal_entry_invalid'],
    [
      'a foreign amount without a rate',
      paid(1n).map((line) => ({ ...line, currency: 'EUR' })),
      'journal_entry_invalid',
    ],
    ['an unknown VAT code', paid(1n).map((line) => ({ ...line, vatCode: '999' })), 'vat_code_unknown'],
    [
      'an unknown open item',
      paid(1n).map((line) => ({ ...line, settles: { openItemId: newId('openItem') } })),
      'open_item_unknown',
    ],
  ])('refuses %s', async (_what, lines, code) => {
    await expect(postJournalEntry(company.call(), draft(lines))).rejects.toMatchObject({ code })
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

  it('refuses an unknown journal and a date far from any fiscal year', async () => {
    const post = (more: object) => postJournalEntry(company.call(), draft(paid(1n), more))
    await expect(post({ journal: 'nowhere' })).rejects.toMatchObject({ code: 'journal_unknown' })
    await expect(post({ bookedOn: bookDate('1999-12-31') })).rejects.toMatchObject({ code: 'period_missing' })
  })

  it('keeps nothing of a dry run, not even the number', async () => {
    const own = await newCompany(platform)
    const tried = await postJournalEntry(own.call({ dryRun: true }), draft(paid(100n)))
    const kept = await postJournalEntry(own.call(), draft(paid(100n)))
    expect([tried.number, kept.number]).toEqual([1, 1])
    await expect(getJournalEntry(own.call(), { journalEntryId: tried.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('moves the balances of the month', async () => {
    const own = await newCompany(platform)
    await postJournalEntry(own.call(), draft(paid(10_000n)))
    await postJournalEntry(own.call(), draft(paid(500n)))
    const { rows } = await readBalances(own.call(), { to: bookDate('2026-03-14') })
    expect(rows.map(({ account, closingMinor }) => [account, closingMinor])).toEqual([
      ['1920', -10_500n],
      ['6800', 10_500n],
    ])
    expect(await listLedgerLines(own.call(), { account: '6800', limit: 10 })).toHaveLength(2)
  })

  it('refuses the bad one of many that arrive together, alone', async () => {
    const own = await newCompany(platform)
    const drafts = Array.from({ length: 40 }, (_, n) =>
      draft(n === 17 ? [...paid(1n), { account: '7770', amountMinor: 1n }] : paid(BigInt(n + 1))),
    )
    const outcomes = await Promise.allSettled(drafts.map((each) => postJournalEntry(own.call(), each)))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.number] : []))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 39 }, (_, n) => n + 1))
  })
})
