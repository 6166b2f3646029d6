import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineProblems, fail } from '#src/kernel/problem.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { defineJob, type JobKind, type JobRun } from '#src/platform/jobs/job-kind.ts'
import { once } from '#src/platform/jobs/once.store.ts'
import { startWork, type Work } from '#src/platform/jobs/start-work.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { testPlatform } from '#test/support/platform.ts'
import { hasRedis, startRedis, type TestRedis } from '#test/support/redis.ts'

defineProblems({ test_thing_missing: { status: 404, title: 'No such thing' } })

const Payload = z.object({ key: z.string(), failures: z.int().default(0) })
type Payload = z.output<typeof Payload>

/** Writes one effect row per run, guarded by the job's id when asked to. */
const act = command(
  'test.act',
  { can: null },
  async (cx, { key, jobId, guarded }: { key: string; jobId: string; guarded: boolean }) => {
    cx.audit({ kind: 'test', id: key })
    if (guarded && !(await once(cx, jobId))) return
    await cx.sql('insert into effects (key, job_id) values ($1, $2)', [key, jobId])
  },
)

const runs: { name: string; key: string; attempt: number }[] = []
const runsOf = (key: string) => runs.filter((run) => run.key === key)

function testJob(
  name: string,
  handle: (call: Call, payload: Payload, run: JobRun) => Promise<unknown>,
  timeoutMs = 20_000,
) {
  return defineJob(name, Payload, { attempts: 4, backoffMs: 10, timeoutMs }, async (call, payload, run) => {
    runs.push({ name, key: payload.key, attempt: run.attempt })
    return handle(call, payload, run)
  })
}

const plain = testJob('alpha.plain', (call, { key }, run) => act(call, { key, jobId: run.id, guarded: false }))
const flaky = testJob('alpha.flaky', async (call, { key, failures }, run) => {
  if (run.attempt <= failures) throw new Error('not yet')
  await act(call, { key, jobId: run.id, guarded: false })
})
const refused = testJob('alpha.refused', async () => fail('test_thing_missing', 'There is no such thing.'))
const diesAfterCommit = testJob('beta.diesAfterCommit', async (call, { key }, run) => {
  await act(call, { key, jobId: run.id, guarded: true })
  if (run.attempt === 1) throw new Error('the worker dies after its commit')
})
const slow = testJob('beta.slow', async (call, { key }, run) => {
  await sleep(250)
  await act(call, { key, jobId: run.id, guarded: false })
})
const stuck = testJob(
  'beta.stuck',
  async (call, { key }, run) => {
    if (run.attempt === 1) return sleep(60_000, undefined, { signal: run.signal })
    return act(call, { key, jobId: run.id, guarded: false })
  },
  400,
)
const KINDS = new Map(
  [plain, flaky, refused, diesAfterCommit, slow, stuck].map((kind) => [kind.name, kind as JobKind<unknown>]),
)

const enqueue = command(
  'test.enqueue',
  { can: null },
  async (cx, jobs: { kind: JobKind<Payload>; key: string; failures?: number; delayMs?: number }[]) => {
    cx.audit({ kind: 'test', id: 'enqueue' })
    for (const { kind, key, failures = 0, delayMs = 0 } of jobs) cx.enqueue(kind, { key, failures }, { delayMs })
  },
)

/** The same suite on both backends. */
function describeJobs(name: string, redisUrl: () => string | undefined): void {
  let platform: Platform
  let url: string
  let company: TestCompany
  const started: Work[] = []

  const work = async (options = {}) => {
    const running = await startWork(platform, { databaseUrl: url, kinds: KINDS, schedules: [], ...options })
    started.push(running)
    return running
  }
  const effectsOf = async (prefix: string): Promise<string[]> => {
    const { rows } = await platform.db.app.query('select key from effects where starts_with(key, $1) order by key', [
      prefix,
    ])
    return rows.map((row) => row.key)
  }
  const settled = async (prefix: string, count: number): Promise<string[]> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const effects = await effectsOf(prefix)
      if (effects.length >= count) return effects
      await sleep(25)
    }
    return effectsOf(prefix)
  }

  beforeAll(async () => {
    const redis = redisUrl()
    const database = await testDatabase()
    url = database.url
    await database.pools.owner.query(`create table if not exists effects (key text, job_id text);
      grant all on effects to bilag_app`)
    platform = await testPlatform(redis === undefined ? {} : { env: { REDIS_URL: redis } })
    company = await newCompany(platform)
    await work()
  })
  afterAll(async () => {
    await Promise.all(started.map((running) => running.stop()))
  })

  it('runs a job that a command enqueued, as the system, in its company', async () => {
    await enqueue(company.call(), [{ kind: plain, key: `${name}-plain` }])
    expect(await settled(`${name}-plain`, 1)).toHaveLength(1)
    expect(runsOf(`${name}-plain`)).toEqual([{ name: 'alpha.plain', key: `${name}-plain`, attempt: 1 }])
  })

  it('enqueues nothing when the command does not commit', async () => {
    await enqueue(company.call({ dryRun: true }), [{ kind: plain, key: `${name}-dry` }])
    await enqueue(company.call(), [{ kind: plain, key: `${name}-wet` }])
    await settled(`${name}-wet`, 1)
    expect(await effectsOf(`${name}-dry`)).toEqual([])
  })

  it('tries again after a failure, until it succeeds', async () => {
    await enqueue(company.call(), [{ kind: flaky, key: `${name}-flaky`, failures: 2 }])
    expect(await settled(`${name}-flaky`, 1)).toHaveLength(1)
    expect(runsOf(`${name}-flaky`).map((run) => run.attempt)).toEqual([1, 2, 3])
  })

  it('gives up after its attempts', async () => {
    await enqueue(company.call(), [{ kind: flaky, key: `${name}-hopeless`, failures: 99 }])
    await expect.poll(() => runsOf(`${name}-hopeless`).length, { timeout: 10_000 }).toBe(4)
    await sleep(300)
    expect(runsOf(`${name}-hopeless`)).toHaveLength(4)
  })

  it('does not try again what cannot succeed', async () => {
    await enqueue(company.call(), [{ kind: refused, key: `${name}-refused` }])
    await expect.poll(() => runsOf(`${name}-refused`).length, { timeout: 10_000 }).toBe(1)
    await sleep(300)
    expect(runsOf(`${name}-refused`)).toHaveLength(1)
  })

  it('has its effect once although the worker died after the commit', async () => {
    await enqueue(company.call(), [{ kind: diesAfterCommit, key: `${name}-dies` }])
    await expect.poll(() => runsOf(`${name}-dies`).length, { timeout: 10_000 }).toBe(2)
    await sleep(100)
    expect(await effectsOf(`${name}-dies`)).toHaveLength(1)
  })

  it('ends a try that takes too long, and tries again', async () => {
    await enqueue(company.call(), [{ kind: stuck, key: `${name}-stuck` }])
    expect(await settled(`${name}-stuck`, 1)).toHaveLength(1)
    expect(runsOf(`${name}-stuck`).map((run) => run.attempt)).toEqual([1, 2])
  })

  it('runs each of many jobs once, with several workers', async () => {
    const others = await Promise.all([work(), work()])
    const keys = Array.from({ length: 300 }, (_, index) => `${name}-many-${String(index).padStart(3, '0')}`)
    await Promise.all(
      [0, 100, 200].map((from) =>
        enqueue(
          company.call(),
          keys.slice(from, from + 100).map((key) => ({ kind: plain, key })),
        ),
      ),
    )
    expect(await settled(`${name}-many`, 300)).toEqual(keys)
    await Promise.all(others.map((other) => other.stop()))
    expect(await effectsOf(`${name}-many`)).toEqual(keys)
  })

  it('finishes what runs before it stops, and leaves the rest for the next worker', async () => {
    await Promise.all(started.splice(0).map((running) => running.stop()))
    const worker = await work()
    const keys = Array.from({ length: 20 }, (_, index) => `${name}-stop-${String(index).padStart(2, '0')}`)
    await enqueue(
      company.call(),
      keys.map((key) => ({ kind: slow, key })),
    )
    await expect.poll(() => runs.filter((run) => run.key.startsWith(`${name}-stop`)).length).toBeGreaterThan(0)
    started.length = 0
    await worker.stop()
    const begun = runs.filter((run) => run.key.startsWith(`${name}-stop`)).length
    expect(begun).toBeLessThan(20)
    expect(await effectsOf(`${name}-stop`)).toHaveLength(begun)
    await work()
    expect(await settled(`${name}-stop`, 20)).toEqual(keys)
  })

  it('adds a row twice without running it twice', async () => {
    const id = BigInt(Date.now())
    const insertRow = () =>
      platform.db.worker.query(
        `insert into outbox (id, company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
         overriding system value select $1, $2, 'job', $3, $4, 'UTC', 'r', now(), now()`,
        [id, company.id, plain.name, { key: `${name}-twice` }],
      )
    await insertRow()
    platform.waker.wake()
    await settled(`${name}-twice`, 1)
    await insertRow()
    await enqueue(company.call(), [{ kind: plain, key: `${name}-later` }])
    await settled(`${name}-later`, 1)
    expect(await effectsOf(`${name}-twice`)).toHaveLength(1)
  })

  it('fires a schedule once, however many workers set it', async () => {
    const schedule = {
      id: `${name}-tick`,
      times: { everyMs: 1000 },
      job: plain as JobKind<unknown>,
      payload: { key: `${name}-tick` },
    }
    const ticks = () => runsOf(`${name}-tick`).length
    const both = await Promise.all([work({ schedules: [schedule] }), work({ schedules: [schedule] })])
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
    const worker = await startWork(platform, { databaseUrl: url, kinds: KINDS, schedules: [] })
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
