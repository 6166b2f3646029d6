import { beforeAll, describe, expect, it } from 'vitest'
import { createJournal, listJournals, postJournalEntry, proveSeries } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { openValues } from '#test/support/dimensions.ts'
import { draft, paid } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform

beforeAll(async () => {
  platform = await testPlatform()
})

async function booksWith(entries: number): Promise<{ company: TestCompany; seriesId: string }> {
  const company = await newCompany(platform)
  await openValues(company, { project: ['P-1'], department: ['Ø'] })
  for (let n = 1; n <= entries; n++) {
    const lines = paid(BigInt(n)).map((line) => ({ ...line, dimensions: { project: 'P-1', department: 'Ø' } }))
    await postJournalEntry(company.call(), draft(lines, { description: 'Kjøp «æøå» "x"' }))
  }
  const [journal] = (await listJournals(company.call(), undefined)).filter(({ code }) => code === 'general')
  return { company, seriesId: journal?.seriesId ?? '' }
}

/** What somebody with the keys to the database might do: every trigger switched off for one session. */
async function tamper(statement: string, values: unknown[]): Promise<void> {
  const { pools } = await testDatabase()
  const client = await pools.owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(statement, values)
    await client.query('reset session_replication_role')
  } finally {
    client.release()
  }
}

describe('proveSeries', () => {
  it('finds an untouched series intact', async () => {
    const { company, seriesId } = await booksWith(5)
    const proof = await proveSeries(company.call(), { seriesId })
    expect(proof).toMatchObject({
      isIntact: true,
      fiscalYears: [{ fiscalYear: '2026', entries: 5, firstBroken: null }],
    })
  })

  it.each([
    [
      'an amount',
      `update journal_lines set amount_minor = amount_minor * 2, currency_amount_minor = currency_amount_minor * 2
       where company_id = $1 and entry_id = (select id from journal_entries where company_id = $1 and number = 3)`,
    ],
    ['a date', `update journal_entries set booked_on = '2026-04-01' where company_id = $1 and number = 3`],
    ['a text', `update journal_entries set description = 'x' where company_id = $1 and number = 3`],
    [
      'a dimension',
      `update journal_lines set dimensions = '{"project":"P-2"}' where company_id = $1
       and entry_id = (select id from journal_entries where company_id = $1 and number = 3)`,
    ],
    ['the voucher', `update journal_entries set document_id = 'doc_x' where company_id = $1 and number = 3`],
  ])('shows at its number that %s was changed', async (_what, statement) => {
    const { company, seriesId } = await booksWith(4)
    await tamper(statement, [company.id])
    const { isIntact, fiscalYears } = await proveSeries(company.call(), { seriesId })
    expect(isIntact).toBe(false)
    expect(fiscalYears[0]?.firstBroken?.number).toBe(3)
  })

  it('shows an entry that was taken out, also the last one', async () => {
    const { company, seriesId } = await booksWith(4)
    await tamper('delete from journal_entries where company_id = $1 and number = 4', [company.id])
    expect((await proveSeries(company.call(), { seriesId })).fiscalYears[0]?.firstBroken?.number).toBe(4)
    await tamper('delete from journal_entries where company_id = $1 and number = 2', [company.id])
    expect((await proveSeries(company.call(), { seriesId })).fiscalYears[0]?.firstBroken).toMatchObject({
      number: 2,
      reason: 'the number is missing',
    })
  })

  it('knows a journal that was added, with a series of its own', async () => {
    const company = await newCompany(platform)
    const journal = await createJournal(company.call(), { code: 'payroll', name: 'Lønn' })
    const entry = await postJournalEntry(company.call(), draft(paid(1n), { journal: 'payroll' }))
    expect(entry).toMatchObject({ series: 'payroll', number: 1 })
    expect(await proveSeries(company.call(), { seriesId: journal.seriesId })).toMatchObject({ isIntact: true })
    await expect(createJournal(company.call(), { code: 'payroll', name: 'x' })).rejects.toMatchObject({
      code: 'series_taken',
    })
  })
})
