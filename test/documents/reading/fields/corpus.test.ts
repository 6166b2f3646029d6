import { beforeAll, describe, expect, it } from 'vitest'
import type { FieldName } from '#src/documents/reading/fields/index.ts'
import { stopReading } from '#src/documents/reading/index.ts'
import { hybrids } from '#test/bench/reading/einvoices.ts'
import { invoice2data } from '#test/bench/reading/invoices.ts'
import { type Score, score, share } from '#test/bench/reading/score.ts'
import { sroie } from '#test/bench/reading/sroie.ts'

/** Shares of right fields, some points under what `npm run bench -- reading` prints (docs/reading.md). */
const FLOORS: Readonly<Record<string, Partial<Record<FieldName, number>>>> = {
  boxes: { issuer: 0.91, issuedOn: 0.96, gross: 0.96, payable: 0.96 },
  text: { issuer: 0.9, issuedOn: 0.95, gross: 0.94, payable: 0.94 },
}

describe.each(['boxes', 'text'] as const)('receipts given as %s', (form) => {
  const { seen, unseen } = sroie(form)
  it.each([
    ['looked at', seen],
    ['unseen', unseen],
  ] as const)('have their fields read in the half that was %s', async (_half, cases) => {
    const { fields } = await score(cases)
    for (const [name, floor] of Object.entries(FLOORS[form] ?? {}) as [FieldName, number][]) {
      const found = fields.get(name)
      expect(found && share(found), name).toBeGreaterThanOrEqual(floor)
    }
  })
})

describe('invoices of many countries', () => {
  let scored: Score
  beforeAll(async () => {
    scored = await score(invoice2data())
    await stopReading()
  }, 120_000)
  it.each(['number', 'issuedOn', 'dueOn', 'gross', 'currency'] as const)('have their %s read', (name) => {
    const found = scored.fields.get(name)
    expect(found && share(found)).toBeGreaterThanOrEqual(0.85)
  })
})

describe('PDFs that carry their invoice as XML, read as if they had none', () => {
  it('have their fields read in both halves', async () => {
    const { seen, unseen } = await hybrids()
    await stopReading()
    const asked: readonly (readonly [FieldName, number])[] = [
      ['number', 0.95],
      ['issuedOn', 0.8],
      ['currency', 0.95],
      ['gross', 0.85],
      ['net', 0.85],
    ]
    for (const half of [seen, unseen]) {
      const { fields } = await score(half)
      for (const [name, floor] of asked) {
        const found = fields.get(name)
        expect(found && share(found), name).toBeGreaterThanOrEqual(floor)
      }
    }
  }, 120_000)
})
