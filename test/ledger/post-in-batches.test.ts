import { beforeEach, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { changeAccount, closePeriod, createAccount, postJournalEntry, reopenPeriod } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { draft, paid } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

const [MARCH, APRIL] = [bookDate('2026-03-14'), bookDate('2026-04-14')]

let platform: Platform
let company: TestCompany

/** A company whose periods and accounts this process has seen in use. */
beforeEach(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
  await createAccount(company.call(), { number: '6899', name: 'Sundries', type: 'expense' })
  for (const account of ['6899', '6800']) await post([MARCH, APRIL], account)
})

/** Posts at the same moment, one entry on each date; answers their numbers or the codes of their refusals. */
async function post(dates: readonly (typeof MARCH)[], account = '6800'): Promise<(number | string)[]> {
  const settled = await Promise.allSettled(
    dates.map((bookedOn) => postJournalEntry(company.call(), draft(paid(100n, account), { bookedOn }))),
  )
  return settled.map((one) => (one.status === 'fulfilled' ? one.value.number : String(one.reason.code)))
}

it('refuses what falls into a period that was closed after it was seen open, and only that', async () => {
  await closePeriod(company.call(), { period: '2026-03', reason: 'VAT reported' })
  expect(await post([APRIL, MARCH, APRIL])).toEqual([5, 'period_closed', 6])
  expect(await post([MARCH, APRIL, MARCH])).toEqual(['period_closed', 7, 'period_closed'])
  await reopenPeriod(company.call(), { period: '2026-03', reason: 'one more' })
  expect(await post([MARCH, APRIL])).toEqual([8, 9])
})

it('refuses what names an account that was taken out of use after it was seen, and says which line', async () => {
  await changeAccount(company.call(), { account: '6899', isActive: false })
  const refused = Promise.all(
    ['6800', '6899'].map((account) => postJournalEntry(company.call(), draft(paid(100n, account)))),
  )
  await expect(refused).rejects.toMatchObject({
    code: 'account_unknown',
    options: { errors: [{ pointer: '/lines/0/account' }] },
  })
  expect(await post([MARCH, APRIL])).toEqual([6, 7])
})

it('goes on where another process has taken numbers meanwhile', async () => {
  const other = await testPlatform()
  const theirs = { ...company.call(), platform: other }
  const entries = await Promise.all([
    ...Array.from({ length: 20 }, () => postJournalEntry(company.call(), draft(paid(1n)))),
    ...Array.from({ length: 20 }, () => postJournalEntry(theirs, draft(paid(1n)))),
  ])
  const numbers = entries.map(({ number }) => number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => n + 5))
})
