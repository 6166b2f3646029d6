import { beforeAll, describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { closePeriod, listPeriods, lockPeriod, postJournalEntry, reopenPeriod } from '#src/ledger/index.ts'
import { fiscalYearOf, monthsOf } from '#src/ledger/periods/period.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { testClient } from '#test/support/http.ts'
import { draft, paid } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform

beforeAll(async () => {
  platform = await testPlatform()
})

const reason = 'VAT return sent'

describe('periods', () => {
  it('refuse bookings once closed and say from when one may book', async () => {
    const company = await newCompany(platform)
    await postJournalEntry(company.call(), draft(paid(1n)))
    const closed = await closePeriod(company.call(), { period: '2026-03', reason })
    expect(closed).toMatchObject({ id: '2026-03', status: 'closed', reason, changedBy: 'Ola Eier' })
    await expect(postJournalEntry(company.call(), draft(paid(1n)))).rejects.toMatchObject({
      code: 'period_closed',
      message: expect.stringContaining('2026-04-01'),
      options: { members: { openFrom: '2026-04-01' } },
    })
    await reopenPeriod(company.call(), { period: '2026-03', reason: 'A late invoice' })
    expect((await postJournalEntry(company.call(), draft(paid(1n)))).number).toBe(2)
  })

  it('stay locked, for the application and in the database', async () => {
    const company = await newCompany(platform)
    await postJournalEntry(company.call(), draft(paid(1n)))
    await lockPeriod(company.call(), { period: '2026-03', reason })
    await expect(reopenPeriod(company.call(), { period: '2026-03', reason })).rejects.toMatchObject({
      code: 'period_locked',
    })
    await expect(postJournalEntry(company.call(), draft(paid(1n)))).rejects.toMatchObject({ code: 'period_locked' })
    const { pools } = await testDatabase()
    const reopened = pools.owner.query(`update periods set status = 'open' where company_id = $1`, [company.id])
    await expect(reopened).rejects.toMatchObject({ constraint: 'period_locked' })
  })

  it('let no posting slip in while they are being closed', async () => {
    const company = await newCompany(platform)
    await postJournalEntry(company.call(), draft(paid(1n)))
    const posts = Array.from({ length: 30 }, () => postJournalEntry(company.call(), draft(paid(1n))))
    const closed = closePeriod(company.call(), { period: '2026-03', reason })
    const more = Array.from({ length: 30 }, () => postJournalEntry(company.call(), draft(paid(1n))))
    const outcomes = await Promise.allSettled([...posts, ...more])
    const { updatedAt } = await closed
    const { pools } = await testDatabase()
    const { rows } = await pools.owner.query(
      'select count(*)::int as entries from journal_entries where company_id = $1',
      [company.id],
    )
    expect(rows[0]?.entries).toBe(1 + outcomes.filter(({ status }) => status === 'fulfilled').length)
    expect(updatedAt).toBeInstanceOf(Date)
    await expect(postJournalEntry(company.call(), draft(paid(1n)))).rejects.toMatchObject({ code: 'period_closed' })
  })

  it('refuse a move that the status table does not have', async () => {
    const company = await newCompany(platform)
    await postJournalEntry(company.call(), draft(paid(1n)))
    await expect(reopenPeriod(company.call(), { period: '2026-03', reason })).rejects.toMatchObject({
      code: 'state_conflict',
    })
    await closePeriod(company.call(), { period: '2026-03', reason })
    await expect(closePeriod(company.call(), { period: '2026-03', reason })).rejects.toMatchObject({
      code: 'state_conflict',
    })
  })

  it('are closed over HTTP by those who may, with a reason', async () => {
    const company = await newCompany(platform)
    await postJournalEntry(company.call(), draft(paid(1n)))
    const path = `/v1/companies/${company.id}/periods/2026-03/close`
    const reader = testClient(platform, await company.key(undefined, ['ledger:read']))
    expect((await reader.post(path, { reason })).status).toBe(403)
    const owner = testClient(platform, await company.key())
    expect((await owner.post(path, {})).status).toBe(422)
    const closed = await owner.post(path, { reason }, { 'if-match': '"v1"' })
    expect(closed).toMatchObject({
      status: 200,
      json: { id: '2026-03', status: 'closed', startsOn: '2026-03-01', endsOn: '2026-03-31' },
    })
    const { json } = await owner.get(`/v1/companies/${company.id}/periods?status=closed`)
    expect((json.data as { id: string }[]).map(({ id }) => id)).toEqual(['2026-03'])
    expect((await owner.post(`/v1/companies/${company.id}/periods/1850-01/close`, { reason })).status).toBe(404)
  })

  it('come by the year, made by the first posting or by hand', async () => {
    const company = await newCompany(platform)
    await postJournalEntry(company.call(), draft(paid(1n), { bookedOn: bookDate('2019-06-30') }))
    const periods = await listPeriods(company.call(), { fiscalYear: '2019' })
    expect(periods.map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, n) => `2019-${String(n + 1).padStart(2, '0')}`),
    )
    const client = testClient(platform, await company.key())
    const base = `/v1/companies/${company.id}`
    expect((await client.post(`${base}/fiscal-years`, { startsOn: '2001-01-01' })).json).toMatchObject({
      id: '2001',
      endsOn: '2001-12-31',
    })
    expect((await client.post(`${base}/fiscal-years`, { startsOn: '2001-07-01' })).json.code).toBe('fiscal_year_taken')
    await postJournalEntry(company.call(), draft(paid(1n), { bookedOn: bookDate('2001-02-03') }))
  })
})

describe('fiscalYearOf', () => {
  it.each([
    ['2026-03-14', 1, '2026', '2026-01-01', '2026-12-31'],
    ['2026-03-14', 7, '2025-26', '2025-07-01', '2026-06-30'],
    ['2026-07-01', 7, '2026-27', '2026-07-01', '2027-06-30'],
    ['2024-02-29', 3, '2023-24', '2023-03-01', '2024-02-29'],
  ])('%s with years from month %i is %s', (date, firstMonth, id, startsOn, endsOn) => {
    expect(fiscalYearOf(bookDate(date), firstMonth)).toEqual({ id, startsOn, endsOn })
    expect(monthsOf(bookDate(startsOn))).toHaveLength(12)
  })
})
