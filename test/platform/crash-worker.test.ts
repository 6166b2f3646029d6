import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from '#src/platform/command/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { crashJob } from '#test/support/crash-job.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type EntryProcess, startEntry } from '#test/support/process.ts'

const JOBS = 500
const PATIENCE = { timeout: 100_000, interval: 50 }

let database: TestDatabase
let platform: Platform
let dataDir: string
let env: Record<string, string>

beforeAll(async () => {
  database = await testDatabase()
  platform = await testPlatform()
  dataDir = await mkdtemp(join(tmpdir(), 'bilag-crash-'))
  env = { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0' }
  await database.pools.owner.query(`create table crash_effects (company_id text, n int);
    grant all on crash_effects to bilag_app`)
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const enqueueAll = command('crash.enqueueAll', { can: null }, async (cx, count: number) => {
  cx.audit({ kind: 'test', id: 'crash' })
  for (let n = 0; n < count; n += 1) cx.enqueue(crashJob, { n })
})

describe('a worker that is killed in the middle of 500 jobs', () => {
  const effects = async (): Promise<number[]> => {
    const { rows } = await platform.db.app.query<{ n: number }>('select n from crash_effects order by n')
    return rows.map((row) => row.n)
  }
  const startWorker = (): Promise<EntryProcess> => startEntry('test/support/crash-worker.ts', env, /worker runs/)

  it('loses no job and does none twice', async () => {
    const company = await newCompany(platform)
    await enqueueAll(company.call(), JOBS)
    for (const mark of [100, 250]) {
      const worker = await startWorker()
      await expect.poll(async () => (await effects()).length, PATIENCE).toBeGreaterThanOrEqual(mark)
      await worker.kill()
      expect((await effects()).length).toBeLessThan(JOBS)
    }
    const last = await startWorker()
    await expect.poll(async () => (await effects()).length, PATIENCE).toBe(JOBS)
    await expect.poll(waitingJobs, PATIENCE).toBe(0)
    await last.stop()
    expect(await effects()).toEqual(Array.from({ length: JOBS }, (_, n) => n))
  }, 120_000)

  const waitingJobs = async (): Promise<number> => {
    const { rows } = await database.pools.owner.query<{ count: number }>(
      `select count(*)::int from bullmq.job where state not in ('completed')`,
    )
    return rows[0]?.count ?? 0
  }
})
