import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { demoCommand } from '#src/demo/demo.cli.ts'
import { createDatabase } from '#test/support/database.ts'
import { startEntry } from '#test/support/process.ts'
import { hasRedis, startRedis } from '#test/support/redis.ts'

const READY = /curl -s /
const SLOW_MS = 180_000

/** The vendor's consent comes back to the address that the settings name, so it has to be known beforehand. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

/** A server of its own as `npm start` runs it; answers where its facts are. */
async function startServer(env: Record<string, string> = {}, args: string[] = []): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bilag-demo-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const server = await startEntry(
    'src/main.ts',
    { DATA_DIR: dataDir, PORT: String(await freePort()), ...env },
    READY,
    args,
  )
  onTestFinished(() => server.stop())
  return join(dataDir, 'demo.json')
}

async function runDemo(facts: string) {
  const said: string[] = []
  const io = { out: (line: string) => void said.push(line), err: (text: string) => void said.push(text) }
  const exitCode = await demoCommand.run(['--facts', facts], io)
  return { exitCode, said: said.join('\n') }
}

/** The code by which the company is refused a webhook to this address. */
async function sendWebhooksTo(facts: string, target: string): Promise<string> {
  const { url, companyId, apiKeys } = JSON.parse(await readFile(facts, 'utf8'))
  const response = await fetch(`${url}/v1/companies/${companyId}/webhook-endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKeys.owner}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: target }),
  })
  const { code } = (await response.json()) as { code: string }
  return code
}

describe('the demonstration', () => {
  it(
    'plays on a first start with the embedded database, as often as one likes',
    async () => {
      const facts = await startServer()
      expect((await stat(facts)).mode & 0o777).toBe(0o600)
      for (let round = 0; round < 2; round += 1) {
        const { exitCode, said } = await runDemo(facts)
        expect(said).toContain('Everything is as it must be.')
        expect(exitCode).toBe(0)
      }
      expect(await sendWebhooksTo(facts, 'http://127.0.0.1:9/')).toBe('webhook_url_refused')
    },
    SLOW_MS,
  )

  it.runIf(hasRedis)(
    'plays on a database and a Redis of somebody’s own when --demo is given',
    async () => {
      const database = await createDatabase()
      onTestFinished(() => database.drop())
      const redis = await startRedis()
      onTestFinished(() => redis.stop())
      const facts = await startServer({ DATABASE_URL: database.url, REDIS_URL: redis.url }, ['--demo'])
      const { exitCode, said } = await runDemo(facts)
      expect(said).toContain('Everything is as it must be.')
      expect(exitCode).toBe(0)
    },
    SLOW_MS,
  )

  it('says what to do when there is no demo company', async () => {
    const { exitCode, said } = await runDemo('/nowhere/demo.json')
    expect(exitCode).toBe(2)
    expect(said).toContain('npm start')
  })
})
