import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from '#src/platform/command/index.ts'
import { type JobBackend, postgresBackend, redisBackend } from '#src/platform/jobs/job-backend.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { crashJob } from '#test/support/crash-job.ts'
import { testDatabase } from '#test/support/database.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type EntryProcess, startEntry } from '#test/support/process.ts'
import { hasRedis, startRedis, type TestRedis } from '#test/support/redis.ts'

const JOBS = 500
/** The worker is killed when so many jobs have had their effect. */
const KILLS = [100, 250]
const PATIENCE = { timeout: 100_000, interval: 50 }

let platform: Platform
let url: string
let dataDir: string

beforeAll(async () => {
  const database = await testDatabase()
  url = database.url
  platform = await testPlatform()
  dataDir = await mkdtemp(join(tmpdir(), 'bilag-crash-'))
  await database.pools.owner.query(`create table crash_effects (company_id text, n int);
    grant all on crash_effects to bilag_app`)
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const enqueueAll = command('crash.enqueueAll', { can: null }, async (cx, count: number) => {
  cx.audit({ kind: 'test', id: 'crash' })
  for (let n = 0; n < count; n += 1) cx.enqueue(crashJob, { n })
})

async function effectsOf(companyId: string): Promise<number[]> {
  const text = 'select n from crash_effects where company_id = $1 order by n'
  const { rows } = await platform.db.app.query<{ n: number }>(text, [companyId])
  return rows.map((row) => row.n)
}

/** Jobs of the queue that are not finished. */
async function unfinished(backend: JobBackend): Promise<number> {
  const { completed = 0, ...others } = await backend.queue('crash').getJobCounts()
  return completed < JOBS ? JOBS - completed : Object.values(others).reduce((sum, count) => sum + count, 0)
}

async function killTwiceAndFinish(backend: JobBackend, env: Record<string, string>): Promise<void> {
  const start = (): Promise<EntryProcess> =>
    startEntry('test/support/crash-worker.ts', { DATABASE_URL: url, DATA_DIR: dataDir, ...env }, /worker runs/)
  const company = await newCompany(platform)
  const done = async () => (await effectsOf(company.id)).length
  await enqueueAll(company.call(), JOBS)
  for (const mark of KILLS) {
    const worker = await start()
    await expect.poll(done, PATIENCE).toBeGreaterThanOrEqual(mark)
    await worker.kill()
    expect(await done()).toBeLessThan(JOBS)
  }
  const last = await start()
  await expect.poll(() => unfinished(backend), PATIENCE).toBe(0)
  await last.stop()
  expect(await effectsOf(company.id)).toEqual(Array.from({ length: JOBS }, (_, n) => n))
}

describe('a worker that is killed in the middle of 500 jobs', () => {
  it('loses no job and does none twice, with queues in PostgreSQL', async () => {
    const backend = postgresBackend(url, 1)
    await killTwiceAndFinish(backend, {})
    await backend.close()
  }, 150_000)

  describe.runIf(hasRedis)('with queues in Redis', () => {
    let redis: TestRedis
    beforeAll(async () => {
      redis = await startRedis()
    })
    afterAll(() => redis.stop())

    it('loses no job and does none twice', async () => {
      const backend = redisBackend(redis.url)
      await killTwiceAndFinish(backend, { REDIS_URL: redis.url })
      await backend.close()
    }, 150_000)
  })
})
