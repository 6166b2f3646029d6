import type { LoadRequest } from '../load.ts'
import type { Companies } from './companies.ts'

/** Distinct requests of a plan; they are sent over and over, each time under a new Idempotency-Key. */
const REQUESTS = 3000

/** Numbers that look random and are the same in every run (a linear congruential generator, Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const kroner = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`

/** Postings of four lines in the companies by turns: on accounts all over the chart, or all on the same four. */
export function postings(companies: Companies, accounts: readonly string[]): LoadRequest[] {
  const random = numbers(42)
  const pick = (): string => accounts[random(accounts.length)] ?? ''
  return Array.from({ length: REQUESTS }, (_, n) => {
    const amount = 100 + random(900_000)
    const body = {
      bookedOn: '2026-03-14',
      description: 'Office supplies',
      lines: [
        { account: pick(), debit: kroner(amount) },
        { account: pick(), debit: kroner(2 * amount) },
        { account: pick(), credit: kroner(amount) },
        { account: pick(), credit: kroner(2 * amount) },
      ],
    }
    return {
      method: 'POST',
      path: `/v1/companies/${companies.ids[n % companies.ids.length]}/journal-entries`,
      headers: { authorization: `Bearer ${companies.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  })
}
