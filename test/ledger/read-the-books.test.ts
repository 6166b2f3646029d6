import { beforeAll, describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { postJournalEntry } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { openValues } from '#test/support/dimensions.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { draft, paid } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany
let client: TestClient
let base: string

const post = (amountMinor: bigint, on: string, more: object = {}) =>
  postJournalEntry(
    company.call(),
    draft(
      paid(amountMinor).map((line) => ({ ...line, ...more })),
      { bookedOn: bookDate(on) },
    ),
  )

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
  client = testClient(platform, await company.key())
  base = `/v1/companies/${company.id}`
  await openValues(company, { project: ['P-1', 'P-2'] })
  await post(100_00n, '2025-12-31')
  await post(10_00n, '2026-01-15', { dimensions: { project: 'P-1' } })
  await post(5_00n, '2026-02-10', { dimensions: { project: 'P-2' } })
  await post(1_00n, '2026-02-20', { dimensions: { project: 'P-1' } })
})

interface Row {
  account: string
  opening: string
  debit: string
  credit: string
  closing: string
}
const rowOf = async (query: string, account = '6800'): Promise<Row | undefined> => {
  const { json } = await client.get(`${base}/balances${query}`)
  return (json.data as Row[]).find((row) => row.account === account)
}

describe('GET balances', () => {
  it.each([
    ['', { opening: '0.00', debit: '116.00', closing: '116.00' }],
    ['?asOf=2025-12-31', { closing: '100.00' }],
    ['?asOf=2026-02-10', { closing: '115.00' }],
    ['?to=2026-02-09', { closing: '110.00' }],
    ['?from=2026-01-01', { opening: '100.00', debit: '16.00', closing: '116.00' }],
    ['?from=2026-02-11&to=2026-02-28', { opening: '115.00', debit: '1.00', closing: '116.00' }],
    ['?dimension=project:P-1', { debit: '11.00', closing: '11.00' }],
    ['?dimension=project:P-1&to=2026-01-31', { closing: '10.00' }],
  ])('%s', async (query, expected) => {
    expect(await rowOf(query)).toMatchObject(expected)
  })

  it('adds up to zero at any date', async () => {
    for (const on of ['2025-12-31', '2026-01-15', '2026-02-11', '2026-06-30']) {
      const { json } = await client.get(`${base}/balances?asOf=${on}`)
      const cents = (json.data as Row[]).map(({ closing }) => Math.round(Number(closing) * 100))
      expect(cents.reduce((a, b) => a + b, 0)).toBe(0)
    }
  })

  it('shows the books as they were known at an instant', async () => {
    const known = new Date().toISOString()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await post(7_00n, '2026-01-20')
    expect(await rowOf(`?asOf=${known}`)).toMatchObject({ closing: '116.00' })
    expect(await rowOf('')).toMatchObject({ closing: '123.00' })
  })
})

describe('GET ledger-lines', () => {
  it('lists what is behind a figure, page by page, in booking order', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await client.get(`${base}/ledger-lines?account=6800&limit=2${cursor}`)
      seen.push(...(json.data as { bookedOn: string }[]).map(({ bookedOn }) => bookedOn))
      cursor = json.nextCursor ? `&cursor=${json.nextCursor}` : ''
    } while (cursor)
    expect(seen).toEqual(['2025-12-31', '2026-01-15', '2026-01-20', '2026-02-10', '2026-02-20'])
  })

  it.each([
    ['period=2026-02&account=6800', 2],
    ['dimension=project:P-1&account=6800', 2],
    ['from=2026-01-01&to=2026-01-31', 4],
    ['vatCode=1', 0],
  ])('filters by %s', async (query, count) => {
    const { json } = await client.get(`${base}/ledger-lines?${query}`)
    expect(json.data).toHaveLength(count)
  })

  it('leads to the entry', async () => {
    const { json } = await client.get(`${base}/ledger-lines?account=6800&limit=1`)
    const [line] = json.data as { journalEntryId: string; series: string; number: number }[]
    const entry = await client.get(`${base}/journal-entries/${line?.journalEntryId}`)
    expect(entry.json).toMatchObject({ series: line?.series, number: line?.number })
  })
})

describe('GET journal-entries', () => {
  it('lists the newest first, and the oldest first for those who mirror', async () => {
    const newest = await client.get(`${base}/journal-entries?limit=2`)
    expect((newest.json.data as { bookedOn: string }[])[0]?.bookedOn).toBe('2026-01-20')
    const mirrored = await client.get(`${base}/journal-entries?updatedSince=2000-01-01T00:00:00Z&limit=2`)
    expect((mirrored.json.data as { bookedOn: string }[]).map(({ bookedOn }) => bookedOn)).toEqual([
      '2025-12-31',
      '2026-01-15',
    ])
    const next = await client.get(
      `${base}/journal-entries?updatedSince=2000-01-01T00:00:00Z&limit=2&cursor=${mirrored.json.nextCursor}`,
    )
    expect((next.json.data as { bookedOn: string }[]).map(({ bookedOn }) => bookedOn)).toEqual([
      '2026-02-10',
      '2026-02-20',
    ])
  })

  it('refuses a cursor that no list gave out', async () => {
    expect((await client.get(`${base}/journal-entries?cursor=nonsense`)).json.code).toBe('request_invalid')
    expect((await client.get(`${base}/ledger-lines?cursor=nonsense`)).json.code).toBe('request_invalid')
  })
})
