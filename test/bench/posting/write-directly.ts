import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Sample } from '../measure.ts'
import { BARE_COMPANIES, SHAPES, type Shape } from './bare-tables.ts'

const run = promisify(execFile)
const CLIENT = fileURLToPath(new URL('./direct-client.ts', import.meta.url))

export interface DirectPlan {
  readonly url: string
  readonly shape: Shape
  readonly clients: number
  readonly seconds: number
  /** Ids of this run begin above it. */
  readonly firstId: string
}

export interface DirectResult {
  readonly seconds: number
  /** Milliseconds of every posting. */
  readonly latencies: readonly number[]
}

export const hasPgbench = (): Promise<boolean> =>
  run('pgbench', ['--version']).then(
    () => true,
    () => false,
  )

let runs = 0n

/** Writes postings straight into the bare tables, with pgbench or with `pg` in a second process. */
export async function writeDirectly(
  url: string,
  shape: Shape,
  { clients, seconds, byPgbench }: { clients: number; seconds: number; byPgbench: boolean },
): Promise<Sample> {
  runs += 1n
  const plan: DirectPlan = { url, shape, clients, seconds, firstId: (runs * 1_000_000_000_000_000n).toString() }
  const { latencies, seconds: took } = byPgbench ? await withPgbench(plan) : await withPg(plan)
  const sorted = [...latencies].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  return { perSecond: sorted.length / took, p50: at(0.5), p99: at(0.99) }
}

async function withPg(plan: DirectPlan): Promise<DirectResult> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', CLIENT, JSON.stringify(plan)], {
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(stdout) as DirectResult
}

const script = ({ shape, firstId }: DirectPlan): string => `\\set n :n + 1
\\set id ${firstId} + :client_id * 1000000000000 + :n
\\set company random(1, ${BARE_COMPANIES})
\\set a random(4000, 7999)
\\set b random(4000, 7999)
\\set c random(1500, 3999)
\\set d random(1500, 3999)
\\set amount random(100, 900000)
${SHAPES[shape].map((text) => `${text.replaceAll('\n', ' ')};`).join('\n')}
`

async function withPgbench(plan: DirectPlan): Promise<DirectResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bilag-pgbench-'))
  try {
    const file = join(folder, 'script.sql')
    await writeFile(file, script(plan))
    const { hostname, port, username, password, pathname } = new URL(plan.url)
    await run(
      'pgbench',
      ['-n', '-M', 'prepared', '-f', file, '-c', String(plan.clients), '-j', '1', '-T', String(plan.seconds)].concat(
        ['-D', 'n=0', '-l', '--log-prefix', join(folder, 'log')],
        ['-h', hostname, '-p', port, '-U', username, pathname.slice(1)],
      ),
      { env: { PATH: process.env.PATH, PGPASSWORD: decodeURIComponent(password) } },
    )
    const logs = (await readdir(folder)).filter((name) => name.startsWith('log'))
    const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')))
    // A line is: client, number, microseconds, script, second, microsecond.
    const latencies = texts
      .flatMap((text) => text.trimEnd().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1000)
    return { seconds: plan.seconds, latencies }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
