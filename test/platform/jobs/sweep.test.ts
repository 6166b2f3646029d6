import { expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import { sweepJob } from '#src/platform/jobs/sweep.jobs.ts'
import { systemCall } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'

it('the sweep deletes what has served its time and keeps the rest', async () => {
  const platform = await testPlatform({ clock: new SteppedClock('2030-03-01T00:00:00Z') })
  await platform.db.worker.query(`
    insert into idempotency_keys (company_id, key, request_hash, status, headers, body, created_at)
    select 'com_x', n::text, '', 200, '{}', '', timestamptz '2030-03-01T00:00:00Z' - n * interval '1 hour'
    from generate_series(1, 6000) n`)
  await platform.db.worker.query(`
    insert into job_receipts (company_id, job_id, done_at)
    select 'com_x', n::text, timestamptz '2030-03-01T00:00:00Z' - n * interval '1 day' from generate_series(1, 100) n`)
  await sweepJob.handle(
    systemCall(platform),
    {},
    { id: 'j', attempt: 1, isLastAttempt: true, signal: AbortSignal.abort() },
  )
  const { rows } = await platform.db.worker.query(
    'select (select count(*)::int from idempotency_keys) as answers, (select count(*)::int from job_receipts) as receipts',
  )
  expect(rows).toEqual([{ answers: 48, receipts: 60 }])
})
