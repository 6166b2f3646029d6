import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '#src/platform/db/embedded.ts'
import { createLogger } from '#src/platform/log.ts'
import { asOwner } from '#test/support/database-server.ts'

const STARTER = fileURLToPath(new URL('../../support/start-embedded.ts', import.meta.url))
const log = createLogger('silent')
const isRoot = process.getuid?.() === 0

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bilag-embedded-'))
  await chmod(dataDir, 0o755)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** Another process of ours on the same folder; answers once its database is up. */
async function otherProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', STARTER, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: line.toString().trim() }
}

const answers = (url: string) => asOwner(url, async (client) => (await client.query('select 1 as one')).rows)

describe('embedded PostgreSQL', () => {
  it('makes a database, keeps it over a restart, and keeps the flush on', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log })
    await asOwner(first.url, (client) => client.query('create table kept (n int); insert into kept values (7)'))
    await first.stop()
    await expect(answers(first.url)).rejects.toThrow()
    const second = await startEmbeddedPostgres({ dataDir, log })
    try {
      const rows = await asOwner(second.url, async (client) => [
        (await client.query('select n from kept')).rows,
        (await client.query('show fsync')).rows,
        (await client.query(`select lower('ÆØÅ') as lower, 'Z' < 'a' as by_code_point`)).rows,
      ])
      expect(rows).toEqual([[{ n: 7 }], [{ fsync: 'on' }], [{ lower: 'æøå', by_code_point: true }]])
      expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
    } finally {
      await second.stop()
    }
  })

  it('joins the server of a process that was killed, and stops it at the end', async () => {
    const { child, url } = await otherProcess()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const joined = await startEmbeddedPostgres({ dataDir, log })
    expect(joined.url).toBe(url)
    await joined.stop()
    await expect(answers(url)).rejects.toThrow()
  })

  it('shares one server between processes; the last one out stops it', async () => {
    const [other, mine] = await Promise.all([otherProcess(), startEmbeddedPostgres({ dataDir, log })])
    expect(mine.url).toBe(other.url)
    await mine.stop()
    expect(await answers(other.url)).toEqual([{ one: 1 }])
    other.child.stdin?.end()
    await once(other.child, 'exit')
    await expect(answers(other.url)).rejects.toThrow()
  })

  it('starts over a pid file that names another program', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log })
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    const text = await readFile(file, 'utf8')
    await first.stop()
    await writeFile(file, text.replace(/^\d+/, String(process.pid)))
    const second = await startEmbeddedPostgres({ dataDir, log })
    expect(await answers(second.url)).toEqual([{ one: 1 }])
    await second.stop()
  })

  it('says what the server said when it does not start', async () => {
    const settings = { shared_buffers: 'plenty' }
    await expect(startEmbeddedPostgres({ dataDir, log, settings })).rejects.toThrow(/shared_buffers/)
    expect(await readdir(join(dataDir, 'postgres.users'))).toEqual([])
  })

  it.runIf(isRoot)('works for root in a folder that nobody else may enter', async () => {
    const closed = join(dataDir, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const inside = join(closed, 'data')
    const first = await startEmbeddedPostgres({ dataDir: inside, log })
    await asOwner(first.url, (client) => client.query('create table kept (n int)'))
    await first.stop()
    const second = await startEmbeddedPostgres({ dataDir: inside, log })
    const parent = join('/var/lib/bilag', (await readFile(join(inside, 'postgres.location'), 'utf8')).trim())
    try {
      expect(await asOwner(second.url, async (client) => (await client.query('table kept')).rows)).toEqual([])
      expect(await readdir(parent)).toEqual(['postgres'])
    } finally {
      await second.stop()
      await rm(parent, { recursive: true })
    }
  })
})
