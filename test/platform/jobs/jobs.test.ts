import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import type { JobKind } from '#src/platform/jobs/job-kind.ts'
import { retryJob } from '#src/platform/jobs/retry-job.ts'
import { startWork } from '#src/platform/jobs/start-work.ts'
import { newCompany, systemCall } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import {
  diesAfterCommit,
  enqueue,
  flaky,
  JOB_KINDS,
  type JobBench,
  openJobBench,
  plain,
  refused,
  runs,
  runsOf,
  slow,
  stuck,
} from '#test/support/job-bench.ts'
import { testPlatform } from '#test/support/platform.ts'
import { hasRedis, startRedis, type TestRedis } from '#test/support/redis.ts'

/** The same suite on both backends. */
function describeJobs(name: string, redisUrl: () => string | undefined): void {
  const bench = openJobBench(name, redisUrl)
  describeTries(bench, name)
  describeWorkers(bench, name)
}

function describeTries(bench: JobBench, name: string): void {
  it('runs a job that a command enqueued, as the system, in its company, once, whatever it answers', async () => {
    await enqueue(bench.company.call(), [{ kind: plain, key: `${name}-plain` }])
    expect(await bench.settled(`${name}-plain`, 1)).toHaveLength(1)
    expect(runsOf(`${name}-plain`)).toEqual([{ name: 'alpha.plain', key: `${name}-plain`, attempt: 1 }])
  })

  it('enqueues nothing when the command does not commit', async () => {
    await enqueue(bench.company.call({ dryRun: true }), [{ kind: plain, key: `${name}-dry` }])
    await enqueue(bench.company.call(), [{ kind: plain, key: `${name}-wet` }])
    await bench.settled(`${name}-wet`, 1)
    expect(await bench.effectsOf(`${name}-dry`)).toEqual([])
  })

  it('tries again after a failure, until it succeeds', async () => {
    await enqueue(bench.company.call(), [{ kind: flaky, key: `${name}-flaky`, failures: 2 }])
    expect(await bench.settled(`${name}-flaky`, 1)).toHaveLength(1)
    expect(runsOf(`${name}-flaky`).map((run) => run.attempt)).toEqual([1, 2, 3])
  })

  it('gives up after its attempts', async () => {
    await enqueue(bench.company.call(), [{ kind: flaky, key: `${name}-hopeless`, failures: 99 }])
    await expect.poll(() => runsOf(`${name}-hopeless`).length, { timeout: 10_000 }).toBe(4)
    await sleep(300)
    expect(runsOf(`${name}-hopeless`)).toHaveLength(4)
  })

  it('tells of a job that had its tries, which then gets all of them anew under its own id', async () => {
    const key = `${name}-again`
    await enqueue(bench.company.call(), [{ kind: flaky, key, failures: 99 }])
    const told = async () => {
      const { rows } = await bench.platform.db.worker.query<{ job_id: string; attempts: number }>(
        `select job_id, attempts from failed_jobs where company_id = $1 order by failed_at desc limit 1`,
        [bench.company.id],
      )
      return runsOf(key).length >= 4 ? rows[0] : undefined
    }
    await expect.poll(told, { timeout: 10_000 }).toBeDefined()
    const first = await told()
    const run = { id: 'again', attempt: 1, isLastAttempt: false, signal: new AbortController().signal }
    const restart = () =>
      retryJob.handle(systemCall(bench.platform), { name: flaky.name, jobId: first?.job_id ?? '' }, run)
    const isStarted = () =>
      restart().then(
        () => true,
        () => false,
      )
    await expect.poll(isStarted, { timeout: 10_000 }).toBe(true)
    await expect.poll(() => runsOf(key).length, { timeout: 10_000 }).toBe(8)
    expect(runsOf(key).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 1, 2, 3, 4])
    await expect.poll(told, { timeout: 10_000 }).toEqual({ job_id: first?.job_id, attempts: 8 })
  })

  it('does not try again what cannot succeed', async () => {
    await enqueue(bench.company.call(), [{ kind: refused, key: `${name}-refused` }])
    await expect.poll(() => runsOf(`${name}-refused`).length, { timeout: 10_000 }).toBe(1)
    await sleep(300)
    expect(runsOf(`${name}-refused`)).toHaveLength(1)
  })

  it('has its effect once although the worker died after the commit', async () => {
    await enqueue(bench.company.call(), [{ kind: diesAfterCommit, key: `${name}-dies` }])
    await expect.poll(() => runsOf(`${name}-dies`).length, { timeout: 10_000 }).toBe(2)
    await sleep(100)
    expect(await bench.effectsOf(`${name}-dies`)).toHaveLength(1)
  })

  it('ends a try that takes too long, and tries again', async () => {
    await enqueue(bench.company.call(), [{ kind: stuck, key: `${name}-stuck` }])
    expect(await bench.settled(`${name}-stuck`, 1)).toHaveLength(1)
    expect(runsOf(`${name}-stuck`).map((run) => run.attempt)).toEqual([1, 2])
  })
}

function describeWorkers(bench: JobBench, name: string): void {
  it('runs each of many jobs once, with several workers', async () => {
    const others = await Promise.all([bench.work(), bench.work()])
    const keys = Array.from({ length: 300 }, (_, index) => `${name}-many-${String(index).padStart(3, '0')}`)
    await Promise.all(
      [0, 100, 200].map((from) =>
        enqueue(
          bench.company.call(),
          keys.slice(from, from + 100).map((key) => ({ kind: plain, key })),
        ),
      ),
    )
    expect(await bench.settled(`${name}-many`, 300)).toEqual(keys)
    await Promise.all(others.map((other) => other.stop()))
    expect(await bench.effectsOf(`${name}-many`)).toEqual(keys)
  })

  it('finishes what runs before it stops, and leaves the rest for the next worker', async () => {
    await bench.stopAll()
    const worker = await bench.work()
    const keys = Array.from({ length: 20 }, (_, index) => `${name}-stop-${String(index).padStart(2, '0')}`)
    await enqueue(
      bench.company.call(),
      keys.map((key) => ({ kind: slow, key })),
    )
    await expect.poll(() => runs.filter((run) => run.key.startsWith(`${name}-stop`)).length).toBeGreaterThan(0)
    await worker.stop()
    const begun = runs.filter((run) => run.key.startsWith(`${name}-stop`)).length
    expect(begun).toBeLessThan(20)
    expect(await bench.effectsOf(`${name}-stop`)).toHaveLength(begun)
    await bench.work()
    expect(await bench.settled(`${name}-stop`, 20)).toEqual(keys)
  })

  it('adds a row twice without running it twice', async () => {
    const id = BigInt(Date.now())
    const insertRow = () =>
      bench.platform.db.worker.query(
        `insert into outbox (id, company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
         overriding system value select $1, $2, 'job', $3, $4, 'UTC', 'r', now(), now()`,
        [id, bench.company.id, plain.name, { key: `${name}-twice` }],
      )
    await insertRow()
    bench.platform.waker.wake()
    await bench.settled(`${name}-twice`, 1)
    await insertRow()
    await enqueue(bench.company.call(), [{ kind: plain, key: `${name}-later` }])
    await bench.settled(`${name}-later`, 1)
    expect(await bench.effectsOf(`${name}-twice`)).toHaveLength(1)
  })

  it('fires a schedule once, however many workers set it', async () => {
    const schedule = {
      id: `${name}-tick`,
      times: { everyMs: 1000 },
      job: plain as JobKind<unknown>,
      payload: { key: `${name}-tick` },
    }
    const ticks = () => runsOf(`${name}-tick`).length
    const both = await Promise.all([bench.work({ schedules: [schedule] }), bench.work({ schedules: [schedule] })])
    await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThanOrEqual(2)
    const seen = ticks()
    await sleep(2000)
    expect(ticks() - seen).toBeLessThanOrEqual(3)
    await Promise.all(both.map((each) => each.stop()))
  })
}

describe('jobs on PostgreSQL', () => {
  describeJobs('pg', () => undefined)

  it('leave a delayed row in the outbox until its time', async () => {
    const clock = new SteppedClock('2030-01-01T00:00:00Z')
    const platform = await testPlatform({ clock })
    const company = await newCompany(platform)
    const { url } = await testDatabase()
    const worker = await startWork(platform, { databaseUrl: url, kinds: JOB_KINDS, schedules: [] })
    await enqueue(company.call(), [{ kind: plain, key: 'delayed', delayMs: 60_000 }])
    await sleep(1200)
    expect(runsOf('delayed')).toEqual([])
    clock.advance(60_000)
    await expect.poll(() => runsOf('delayed').length, { timeout: 5000 }).toBe(1)
    await worker.stop()
  })
})

describe.runIf(hasRedis)('jobs on Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  describeJobs('redis', () => redis.url)
})
