import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { z } from 'zod'
import { defineProblems, fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { defineJob, type JobKind, type JobRun } from '#src/platform/jobs/job-kind.ts'
import { once } from '#src/platform/jobs/once.store.ts'
import { startWork, type Work, type WorkOptions } from '#src/platform/jobs/start-work.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from './actors.ts'
import { testDatabase } from './database.ts'
import { testPlatform } from './platform.ts'

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

export const runs: { name: string; key: string; attempt: number }[] = []
export const runsOf = (key: string) => runs.filter((run) => run.key === key)

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

/** Answers what a verb may answer and JSON cannot hold: the queue must not care. */
export const plain = testJob('alpha.plain', async (call, { key }, run) => {
  await act(call, { key, jobId: run.id, guarded: false })
  return { amountMinor: 1250n }
})
export const flaky = testJob('alpha.flaky', async (call, { key, failures }, run) => {
  if (run.attempt <= failures) throw new Error('not yet')
  await act(call, { key, jobId: run.id, guarded: false })
})
export const refused = testJob('alpha.refused', async () => fail('test_thing_missing', 'There is no such thing.'))
export const diesAfterCommit = testJob('beta.diesAfterCommit', async (call, { key }, run) => {
  await act(call, { key, jobId: run.id, guarded: true })
  if (run.attempt === 1) throw new Error('the worker dies after its commit')
})
export const slow = testJob('beta.slow', async (call, { key }, run) => {
  await sleep(250)
  await act(call, { key, jobId: run.id, guarded: false })
})
export const stuck = testJob(
  'beta.stuck',
  async (call, { key }, run) => {
    if (run.attempt === 1) return sleep(60_000, undefined, { signal: run.signal })
    return act(call, { key, jobId: run.id, guarded: false })
  },
  400,
)
export const JOB_KINDS = new Map(
  [plain, flaky, refused, diesAfterCommit, slow, stuck].map((kind) => [kind.name, kind as JobKind<unknown>]),
)

export const enqueue = command(
  'test.enqueue',
  { can: null },
  async (cx, jobs: { kind: JobKind<Payload>; key: string; failures?: number; delayMs?: number }[]) => {
    cx.audit({ kind: 'test', id: 'enqueue' })
    for (const { kind, key, failures = 0, delayMs = 0 } of jobs) cx.enqueue(kind, { key, failures }, { delayMs })
  },
)

/** Workers on one queue backend, and what their jobs did. Keys of jobs begin with the bench's name. */
export class JobBench {
  readonly name: string
  readonly #started = new Set<Work>()
  #platform: Platform | undefined
  #company: TestCompany | undefined
  #url = ''

  constructor(name: string) {
    this.name = name
  }

  get platform(): Platform {
    if (this.#platform === undefined) throw new Error('the bench is not open')
    return this.#platform
  }

  get company(): TestCompany {
    if (this.#company === undefined) throw new Error('the bench is not open')
    return this.#company
  }

  async open(redisUrl: string | undefined): Promise<void> {
    const { url, pools } = await testDatabase()
    this.#url = url
    await pools.owner.query(`create table if not exists effects (key text, job_id text);
      grant all on effects to bilag_app`)
    this.#platform = await testPlatform(redisUrl === undefined ? {} : { env: { REDIS_URL: redisUrl } })
    this.#company = await newCompany(this.platform)
  }

  async work(options: Partial<WorkOptions> = {}): Promise<Work> {
    const work = await startWork(this.platform, {
      databaseUrl: this.#url,
      kinds: JOB_KINDS,
      schedules: [],
      ...options,
    })
    this.#started.add(work)
    return work
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#started].map((work) => work.stop()))
    this.#started.clear()
  }

  /** Keys of the effects that begin with the prefix, sorted. */
  async effectsOf(prefix: string): Promise<string[]> {
    const text = 'select key from effects where starts_with(key, $1) order by key'
    const { rows } = await this.platform.db.app.query<{ key: string }>(text, [prefix])
    return rows.map((row) => row.key)
  }

  /** The same, once there are so many; or after ten seconds what there is. */
  async settled(prefix: string, count: number): Promise<string[]> {
    for (let tries = 0; tries < 400; tries += 1) {
      const effects = await this.effectsOf(prefix)
      if (effects.length >= count) return effects
      await sleep(25)
    }
    return this.effectsOf(prefix)
  }
}

/** A bench that is open, with one worker, for the tests of the surrounding `describe`. */
export function openJobBench(name: string, redisUrl: () => string | undefined): JobBench {
  const bench = new JobBench(name)
  beforeAll(async () => {
    await bench.open(redisUrl())
    await bench.work()
  })
  afterAll(() => bench.stopAll())
  return bench
}
