import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const entry = (bookedOn: string, amount: string) => ({
  bookedOn,
  description: 'Kaffe',
  lines: [
    { account: '6800', debit: amount },
    { account: '1920', credit: amount },
  ],
})

async function openBooks() {
  const company = await newCompany(platform)
  const client = testClient(platform, await company.key())
  const at = (path: string) => `/v1/companies/${company.id}/${path}`
  const post = (body: object) => client.post(at('journal-entries'), body)
  return { company, client, at, post }
}

describe('the trial balance', () => {
  it('shows opening, movement and closing of the accounts that moved, and proves itself', async () => {
    const { client, at, post } = await openBooks()
    await post(entry('2026-10-15', '100.00'))
    await post(entry('2026-11-03', '40.00'))
    const { json } = await client.get(at('reports/trial-balance?from=2026-11-01&to=2026-11-30'))
    expect(json).toMatchObject({
      from: '2026-11-01',
      to: '2026-11-30',
      currency: 'NOK',
      isBalanced: true,
      total: { opening: '0.00', debit: '40.00', credit: '40.00', closing: '0.00' },
      rows: [
        { account: '1920', opening: '-100.00', debit: '0.00', credit: '40.00', closing: '-140.00' },
        { account: '6800', opening: '100.00', debit: '40.00', credit: '0.00', closing: '140.00' },
      ],
    })
  })

  it('can be asked for the books as they were known at an instant', async () => {
    const { client, at, post } = await openBooks()
    await post(entry('2026-10-15', '100.00'))
    const then = new Date(platform.clock.now().getTime() + 1).toISOString()
    await new Promise((done) => setTimeout(done, 20))
    await post(entry('2026-10-16', '7.00'))
    const known = await client.get(at(`reports/trial-balance?asOf=${then}`))
    expect(known.json.total).toMatchObject({ debit: '100.00' })
    const now = await client.get(at('reports/trial-balance'))
    expect(now.json.total).toMatchObject({ debit: '107.00' })
  })

  it('is refused to a key without reports:read', async () => {
    const { company, at } = await openBooks()
    const client = testClient(platform, await company.key(company.owner, ['ledger:read']))
    expect((await client.get(at('reports/trial-balance'))).json.code).toBe('scope_missing')
  })
})
