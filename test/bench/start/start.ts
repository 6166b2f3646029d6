import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '#src/platform/db/embedded.ts'
import { createLogger } from '#src/platform/log.ts'
import type { Effort } from '../areas.ts'
import { removeInstallation } from '../bench-database.ts'
import { interleave, ratiosOf, type Sample } from '../measure.ts'
import { say, sayGoal, sayMachine } from '../print.ts'
import { nodeOptions, PROJECT } from '../serve.ts'

const PATIENCE_MS = 120_000
const POLL_MS = 5

/** Goal 29: from an empty folder to the first 200, against initdb and the start of the database alone. */
export async function start(effort: Effort): Promise<void> {
  await sayMachine('start')
  say('npm start on an empty folder until /readyz answers 200; initdb, pg_ctl start and a first SELECT')
  const measured = await interleave(
    [
      { name: 'bilag', run: () => inEmptyFolder(startAll) },
      { name: 'postgres', run: () => inEmptyFolder(startDatabase) },
    ],
    effort,
  )
  sayGoal({
    row: 29,
    text: 'empty folder to first 200 / initdb + start of the database, time',
    goal: 1.6,
    floor: 2.5,
    isMore: false,
    ratios: ratiosOf(measured.bilag, measured.postgres, ({ p50 = Number.NaN }) => p50),
  })
}

/** `run` answers the milliseconds that it took. */
async function inEmptyFolder(run: (dataDir: string) => Promise<number>): Promise<Sample> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bilag-start-'))
  try {
    const ms = await run(dataDir)
    return { perSecond: 1000 / ms, p50: ms, p99: ms }
  } finally {
    await removeInstallation(dataDir)
  }
}

async function startAll(dataDir: string): Promise<number> {
  const port = await freePort()
  const startedMs = performance.now()
  const child = spawn(process.execPath, [...nodeOptions(), 'src/start.ts', 'main'], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  try {
    await untilReady(port, () => child.exitCode !== null)
    return performance.now() - startedMs
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function untilReady(port: number, isOver: () => boolean): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < PATIENCE_MS && !isOver(); ) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
    await sleep(POLL_MS)
  }
  throw new Error('the server did not become ready')
}

async function startDatabase(dataDir: string): Promise<number> {
  const startedMs = performance.now()
  const server = await startEmbeddedPostgres({ dataDir, log: createLogger('silent') })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query('select 1')
  const ms = performance.now() - startedMs
  await client.end()
  await server.stop()
  return ms
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? settle(address.port) : reject(new Error('no port'))))
    })
  })
}
