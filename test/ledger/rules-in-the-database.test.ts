import type { PoolClient } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAccount, type JournalEntry, listSeries, postJournalEntry } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { draft, owed, paid } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany
let entry: JournalEntry

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
  entry = await postJournalEntry(company.call(), draft(owed(10_000n)))
})

/** Raw SQL with the application's own role, as if its code had no filter and no check; never kept. */
async function asApplication<T>(companies: readonly string[], work: (client: PoolClient) => Promise<T>): Promise<T> {
  const { pools } = await testDatabase()
  const client = await pools.app.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.companies', $1, true)`, [`{${companies.join(',')}}`])
    return await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

interface RawLine {
  account: string
  amount: number
  currency?: string
  currencyAmount?: number
  number?: number
  /** Values by dimension. */
  dimensions?: Readonly<Record<string, string>>
}

/** Writes an entry and its lines as the application would, with whatever faults the test puts in. */
const insertRaw = (client: PoolClient, lines: RawLine[], faults: Partial<Record<string, unknown>> = {}) => {
  const columns = {
    number: entry.number + 1,
    booked_on: '2026-03-14',
    fiscal_year: '2026',
    line_count: lines.length,
    previous_hash: Buffer.from(entry.hash, 'hex'),
    reverses: null,
    ...faults,
  }
  return client.query(
    `with entry as (
       insert into journal_entries (company_id, id, series_id, fiscal_year, number, journal, booked_on, description,
         base_currency, line_count, voucher_kind, recorded_at, recorded_by, previous_hash, hash, reverses)
       values ($1, 'je_raw', $2, $3, $4, 'general', $5, 'raw', 'NOK', $6, 'manual', now(), 'test', $7, sha256('raw'), $8))
     insert into journal_lines (company_id, entry_id, line_number, account, booked_on, amount_minor, currency, currency_amount_minor, dimensions)
     select $1, 'je_raw', n, account, $5, amount, currency, currency_amount, dimensions
       from unnest($9::int[], $10::text[], $11::bigint[], $12::text[], $13::bigint[], $14::jsonb[]) as l(n, account, amount, currency, currency_amount, dimensions)`,
    [
      company.id,
      entry.seriesId,
      columns.fiscal_year,
      columns.number,
      columns.booked_on,
      columns.line_count,
      columns.previous_hash,
      columns.reverses,
      lines.map((line, index) => line.number ?? index + 1),
      lines.map((line) => line.account),
      lines.map((line) => line.amount),
      lines.map((line) => line.currency ?? 'NOK'),
      lines.map((line) => line.currencyAmount ?? line.amount),
      lines.map(({ dimensions }) => (dimensions ? JSON.stringify(dimensions) : null)),
    ],
  )
}

const good: RawLine[] = [
  { account: '6800', amount: 100 },
  { account: '1920', amount: -100 },
]

describe('the database, whatever the application does', () => {
  it('takes an entry that keeps every rule', async () => {
    await asApplication([company.id], async (client) => {
      await expect(insertRaw(client, good)).resolves.toMatchObject({ rowCount: 2 })
    })
  })

  it.each<[string, RawLine[], Partial<Record<string, unknown>>, string]>([
    [
      'a value that the dimension does not have',
      good.map((line) => ({ ...line, dimensions: { project: 'P-404' } })),
      {},
      'dimension_value_unknown',
    ],
    [
      'a dimension that the company does not have',
      good.map((line) => ({ ...line, dimensions: { colour: 'red' } })),
      {},
      'dimension_unknown',
    ],
    [
      'lines that do not add up',
      [good[0] ?? { account: '', amount: 0 }, { account: '1920', amount: -99 }],
      {},
      'journal_entry_unbalanced',
    ],
    [
      'one currency that does not add up',
      [
        { account: '6800', amount: 100, currency: 'EUR', currencyAmount: 11 },
        { account: '1920', amount: -100, currency: 'EUR', currencyAmount: -10 },
      ],
      {},
      'journal_entry_unbalanced',
    ],
    [
      'a base amount beside the amount',
      [
        { account: '6800', amount: 100, currencyAmount: 90 },
        { account: '1920', amount: -100, currencyAmount: -90 },
      ],
      {},
      'journal_entry_unbalanced',
    ],
    ['fewer lines than the entry counts', good, { line_count: 3 }, 'journal_entry_final'],
    ['a number that leaves a gap', good, { number: 99 }, 'series_broken'],
    ['a hash that is not the last one', good, { previous_hash: Buffer.alloc(32) }, 'series_broken'],
    ['a date outside every period', good, { booked_on: '1990-01-01' }, 'period_missing'],
    [
      'an account that is not in the chart',
      [
        { account: '6800', amount: 1 },
        { account: '0000', amount: -1 },
      ],
      {},
      'account_unknown',
    ],
  ])('refuses %s', async (_what, lines, faults, rule) => {
    await asApplication([company.id], async (client) => {
      await expect(insertRaw(client, lines, faults)).rejects.toMatchObject({ code: 'BK001', constraint: rule })
    })
  })

  it('refuses a reversal that does not mirror its entry', async () => {
    await asApplication([company.id], async (client) => {
      await expect(insertRaw(client, good, { reverses: entry.id })).rejects.toMatchObject({
        constraint: 'reversal_differs',
      })
    })
  })

  it('refuses an entry without lines, and lines added to an entry', async () => {
    await asApplication([company.id], async (client) => {
      await expect(insertRaw(client, [], { line_count: 2 })).rejects.toMatchObject({
        constraint: 'journal_entry_too_short',
      })
    })
    await asApplication([company.id], async (client) => {
      const added = client.query(
        `insert into journal_lines (company_id, entry_id, line_number, account, booked_on, amount_minor, currency, currency_amount_minor)
         values ($1, $2, 8, '6800', '2026-03-14', 5, 'NOK', 5), ($1, $2, 9, '1920', '2026-03-14', -5, 'NOK', -5)`,
        [company.id, entry.id],
      )
      await expect(added).rejects.toMatchObject({ constraint: 'journal_entry_final' })
    })
  })

  it.each([
    'update journal_entries set description = description',
    'delete from journal_entries',
    'truncate journal_entries cascade',
    'update journal_lines set amount_minor = amount_minor',
    'delete from journal_lines',
    'truncate journal_lines',
    'delete from allocations',
    'update allocations set amount_minor = 1',
    'delete from accounts',
    'update open_items set amount_minor = 1',
    'delete from open_items',
    'delete from series_heads',
    'delete from periods',
  ])('refuses the application: %s', async (statement) => {
    await asApplication([company.id], async (client) => {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
    })
  })

  it.each([
    'update journal_entries set description = description',
    'delete from journal_entries',
    'update journal_lines set amount_minor = amount_minor',
    'delete from journal_lines',
    'truncate journal_lines',
    'delete from allocations',
    'update open_items set amount_minor = 1',
    `update accounts set number = '1'`,
  ])('refuses even the owner of the tables: %s', async (statement) => {
    const { pools } = await testDatabase()
    await expect(pools.owner.query(statement)).rejects.toMatchObject({ code: '23001' })
  })

  it.each([
    ['what is left of an open item', 'update open_items set remaining_minor = -1', '23001'],
    ['the head of a series', 'update series_heads set last_number = 0', '42501'],
    ['a balance', 'update account_balances set debit_minor = 0', '42501'],
  ])('refuses the application to move %s by hand', async (_what, statement, code) => {
    await asApplication([company.id], async (client) => {
      await expect(client.query(statement)).rejects.toMatchObject({ code })
    })
  })

  it('locks and tells nothing of another company', async () => {
    const other = await newCompany(platform)
    await asApplication([other.id], async (client) => {
      const { rows } = await client.query(
        `select * from app.lock_landings(array[$1], array['general'], array['2026-03-01'::date])`,
        [company.id],
      )
      expect(rows).toEqual([expect.objectContaining({ base_currency: null, series_id: null, last_hash: null })])
      const accounts = await client.query('select app.unusable_accounts(array[$1], array[$2])', [company.id, '1920'])
      expect(accounts.rowCount).toBe(1)
    })
  })

  it('shows a company nothing of another, without any filter in the query', async () => {
    const other = await newCompany(platform)
    const tables = ['journal_entries', 'journal_lines', 'open_items', 'account_balances', 'series_heads']
    for (const table of tables) {
      const rows = await asApplication([other.id], (client) => client.query(`select company_id from ${table}`))
      expect(rows.rows.filter(({ company_id }) => company_id !== other.id)).toEqual([])
    }
    const chart = await asApplication([other.id], (client) => client.query('select distinct company_id from accounts'))
    expect(chart.rows).toEqual([{ company_id: other.id }])
  })

  it('refuses to write into the books of another company', async () => {
    const other = await newCompany(platform)
    await asApplication([other.id], async (client) => {
      await expect(insertRaw(client, good)).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('chains a series to the text that the code says it is chained to', async () => {
    const [series] = await listSeries(company.call(), undefined)
    const { pools } = await testDatabase()
    const { rows } = await pools.owner.query(`select encode(app.chain_start($1, $2, '2026'), 'hex') as hash`, [
      company.id,
      series?.id,
    ])
    expect(rows[0]?.hash).toBe(entry.previousHash)
  })

  it('keeps balances that are the sum of the lines', async () => {
    await createAccount(company.call(), { number: '6801', name: 'Paper', type: 'expense' })
    for (const amount of [1n, 20n, 300n]) await postJournalEntry(company.call(), draft(paid(amount, '6801')))
    const { pools } = await testDatabase()
    const { rows } = await pools.owner.query(
      `select account, currency, sum(amount_minor)::bigint as total from journal_lines where company_id = $1 group by 1, 2
       except select account, currency, sum(debit_minor - credit_minor)::bigint from account_balances where company_id = $1 group by 1, 2`,
      [company.id],
    )
    expect(rows).toEqual([])
  })
})
