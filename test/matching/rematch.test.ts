import { expect, it } from 'vitest'
import { listBankTransactions } from '#src/bank/index.ts'
import { rematchJob, rematchWhenItemsOpen } from '#src/matching/index.ts'
import type { EventSink, SequencedEvent } from '#src/platform/outbox/sequence-events.ts'
import { newCompany, systemCall } from '#test/support/actors.ts'
import { openBankAccount, openItem, upload } from '#test/support/bank.ts'
import { testPlatform } from '#test/support/platform.ts'

const event = (companyId: string, type: string, kind: string): SequencedEvent => ({
  companyId,
  type,
  data: { voucher: { kind, id: null } },
  sequence: 1n,
  id: 'evt',
  occurredAt: new Date('2026-01-15T10:00:00Z'),
  previousId: null,
})

it('asks for one look a company when entries were posted that are no payments', async () => {
  const asked: string[] = []
  const sink: EventSink = {
    now: new Date('2026-01-15T10:00:00Z'),
    sql: () => Promise.resolve([]),
    enqueue: (companyId, job) => void asked.push(`${companyId} ${job.name}`),
  }
  await rematchWhenItemsOpen(
    [
      event('com_a', 'journalEntry.posted', 'receipt'),
      event('com_a', 'journalEntry.posted', 'invoice'),
      event('com_b', 'journalEntry.posted', 'bankTransaction'),
      event('com_c', 'receipt.posted', 'receipt'),
    ],
    sink,
  )
  expect(asked).toEqual(['com_a matching.rematch'])
})

it('matches what was waiting when its invoice is booked later, and is harmless when run again', async () => {
  const platform = await testPlatform()
  const company = await newCompany(platform)
  const account = await openBankAccount(company)
  const entries = [{ reference: '1', amount: '-100.00', on: '2026-01-13', kid: '111111' }]
  expect(await upload(company.call(), account, { opening: '0.00', entries })).toMatchObject({ unmatched: 1 })
  await openItem(company, { amountMinor: 10_000n, reference: '111111' })
  const call = systemCall(platform, company.id)
  const run = { id: 'j', attempt: 1, isLastAttempt: true, signal: AbortSignal.timeout(60_000) }
  await rematchJob.handle(call, {}, run)
  await rematchJob.handle(call, {}, run)
  const [transaction] = await listBankTransactions(company.call(), { after: undefined, limit: 1 })
  expect(transaction).toMatchObject({ status: 'matched', version: 2 })
})
