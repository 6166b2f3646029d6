import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { corpusText } from '#test/support/corpus.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type EntryProcess, startEntry } from '#test/support/process.ts'

const RECEIPTS = 500
const CLIENTS = 16
/** The server is killed when so many receipts have been acknowledged. */
const KILLS = [120, 300]
const ADDRESS = /Bilag answers at (\S+)/

let database: TestDatabase
let company: TestCompany
let key: string
let dataDir: string
let env: Record<string, string>
let server: EntryProcess

beforeAll(async () => {
  database = await testDatabase()
  const platform = await testPlatform()
  company = await newCompany(platform)
  key = await company.key()
  dataDir = await mkdtemp(join(tmpdir(), 'bilag-crash-'))
  env = { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000' }
  server = await startEntry('src/server.ts', env, ADDRESS)
})
afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const address = (): string => ADDRESS.exec(server.line)?.[1] ?? ''
const example = corpusText('peppol-bis-billing-3/rules/examples/Allowance-example.xml')
const invoice = (n: number): string => example.replace(/<cbc:ID>[^<]*</, `<cbc:ID>CRASH-${n}<`)

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...init.headers }
  return fetch(`${address()}/v1/companies/${company.id}/${path}`, { ...init, headers })
}

/** The id of the receipt once it is acknowledged; undefined when the server went away before it answered. */
async function sendReceipt(n: number): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/xml', 'idempotency-key': `crash-${n}` }
    const response = await call('receipts', { method: 'POST', body: invoice(n), headers })
    const text = await response.text()
    if (response.status === 201) return String(JSON.parse(text).id)
    if (response.status === 409 && text.includes('idempotency_in_flight')) return undefined
    throw new Error(`receipt ${n}: ${response.status} ${text}`)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Sends what is not acknowledged yet with many clients at once, and kills the server at the mark. */
async function sendUntil(mark: number, acknowledged: Map<number, string>): Promise<void> {
  const waiting = Array.from({ length: RECEIPTS }, (_, n) => n).filter((n) => !acknowledged.has(n))
  const work = async (): Promise<void> => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
      const id = await sendReceipt(n)
      if (id !== undefined) acknowledged.set(n, id)
      if (acknowledged.size >= mark && mark < RECEIPTS) return server.kill()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, work))
}

describe('a server that is killed in the middle of 500 receipts', () => {
  it('keeps every receipt it acknowledged, once, and takes the rest when they are sent again', async () => {
    const acknowledged = new Map<number, string>()
    for (const mark of [...KILLS, RECEIPTS]) {
      await sendUntil(mark, acknowledged)
      if (mark === RECEIPTS) break
      expect(acknowledged.size).toBeLessThan(RECEIPTS)
      server = await startEntry('src/server.ts', env, ADDRESS)
      await expectKept(acknowledged)
    }
    await expect.poll(async () => (await sendAgain(acknowledged)).size, { timeout: 30_000 }).toBe(RECEIPTS)
    const numbers = await storedNumbers()
    expect(numbers).toEqual([...new Set(numbers)])
    expect(numbers).toHaveLength(RECEIPTS)
    await expectKept(acknowledged)
  }, 180_000)
})

async function sendAgain(acknowledged: Map<number, string>): Promise<Map<number, string>> {
  await sendUntil(RECEIPTS, acknowledged)
  return acknowledged
}

/** Each acknowledged receipt is there under its id, with its original. */
async function expectKept(acknowledged: ReadonlyMap<number, string>): Promise<void> {
  const stored = new Set(await storedIds())
  expect([...acknowledged.values()].filter((id) => !stored.has(id))).toEqual([])
  const [n = 0, id] = [...acknowledged].at(-1) ?? []
  const receipt = (await (await call(`receipts/${id}`)).json()) as { documentId: string }
  expect(await (await call(`documents/${receipt.documentId}/content`)).text()).toBe(invoice(n))
}

async function storedIds(): Promise<string[]> {
  const { rows } = await database.pools.owner.query<{ id: string }>('select id from receipts')
  return rows.map((row) => row.id)
}

async function storedNumbers(): Promise<string[]> {
  const { rows } = await database.pools.owner.query<{ number: string }>('select number from receipts order by number')
  return rows.map((row) => row.number)
}
