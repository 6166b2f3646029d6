import { beforeAll, describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import {
  closePeriod,
  findOpenItems,
  getJournalEntry,
  getOpenItem,
  postJournalEntry,
  readBalances,
  reverseJournalEntry,
} from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { draft, owed, paid, wireDraft } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
})

const reason = 'Booked on the wrong account'

describe('reverseJournalEntry', () => {
  it('posts the mirror, linked both ways, and the balances are what they were', async () => {
    const own = await newCompany(platform)
    const entry = await postJournalEntry(own.call(), draft(paid(10_000n)))
    const reversal = await reverseJournalEntry(own.call(), { journalEntryId: entry.id, reason })
    expect(reversal).toMatchObject({ reverses: entry.id, number: 2, bookedOn: '2026-03-14' })
    expect(reversal.description).toContain(reason)
    expect((await getJournalEntry(own.call(), { journalEntryId: entry.id })).reversedBy).toBe(reversal.id)
    const { rows } = await readBalances(own.call(), {})
    expect(rows.map(({ closingMinor }) => closingMinor)).toEqual([0n, 0n])
  })

  it('reverses an entry once, however many try at the same time', async () => {
    const entry = await postJournalEntry(company.call(), draft(paid(10_000n)))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => reverseJournalEntry(company.call(), { journalEntryId: entry.id, reason })),
    )
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(4)
    for (const { reason: error } of refused) expect(error).toMatchObject({ code: 'journal_entry_reversed' })
  })

  it('books on today when the period of the entry is closed', async () => {
    const own = await newCompany(platform)
    const entry = await postJournalEntry(own.call(), draft(paid(1n), { bookedOn: bookDate('2026-01-10') }))
    await closePeriod(own.call(), { period: '2026-01', reason: 'VAT return sent' })
    const reversal = await reverseJournalEntry(own.call(), { journalEntryId: entry.id, reason })
    expect(reversal.bookedOn).not.toBe('2026-01-10')
  })

  it('closes the open item that the entry had opened', async () => {
    const entry = await postJournalEntry(company.call(), draft(owed(5_000n)))
    await reverseJournalEntry(company.call(), { journalEntryId: entry.id, reason })
    const [item] = await findOpenItems(company.call(), { journalEntryId: entry.id, status: 'all' })
    expect(item?.remainingMinor).toBe(0n)
  })

  it('opens again what the entry had settled', async () => {
    const invoice = await postJournalEntry(company.call(), draft(owed(5_000n)))
    const openItemId = invoice.lines[1]?.openItemId ?? ''
    const payment = await postJournalEntry(
      company.call(),
      draft([
        { account: '2400', amountMinor: 5_000n, settles: { openItemId } },
        { account: '1920', amountMinor: -5_000n },
      ]),
    )
    expect((await getOpenItem(company.call(), { openItemId })).remainingMinor).toBe(0n)
    await expect(reverseJournalEntry(company.call(), { journalEntryId: invoice.id, reason })).rejects.toMatchObject({
      code: 'open_item_settled',
    })
    await reverseJournalEntry(company.call(), { journalEntryId: payment.id, reason })
    expect((await getOpenItem(company.call(), { openItemId })).remainingMinor).toBe(-5_000n)
  })

  it('answers an entry of another company like one that does not exist', async () => {
    const other = await newCompany(platform)
    const client = testClient(platform, await other.key())
    const mine = await postJournalEntry(company.call(), draft(paid(1n)))
    const path = (id: string) => `/v1/companies/${other.id}/journal-entries/${id}/reversals`
    const foreign = await client.post(path(mine.id), { reason })
    const missing = await client.post(path('je_01k8m3q7zj5e8v9x2c4b6n8p0r'), { reason })
    expect(foreign.status).toBe(404)
    const { requestId: _a, instance: _b, ...one } = foreign.json
    const { requestId: _c, instance: _d, ...two } = missing.json
    expect(one).toEqual(two)
  })

  it('replays over HTTP', async () => {
    const client = testClient(platform, await company.key())
    const base = `/v1/companies/${company.id}/journal-entries`
    const { json } = await client.post(base, wireDraft('12.00'))
    const send = () => client.post(`${base}/${json.id}/reversals`, { reason }, { 'idempotency-key': `undo-${json.id}` })
    const first = await send()
    expect(first.status).toBe(201)
    expect((await send()).text).toBe(first.text)
  })
})
