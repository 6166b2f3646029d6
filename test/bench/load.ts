import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Sample } from './measure.ts'

export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface LoadPlan {
  /** On loopback. */
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** Sent in turn, over and over. */
  readonly requests: readonly LoadRequest[]
  /** With it every request carries an Idempotency-Key of its own. */
  readonly idempotencyPrefix?: string
  /** Text in the bodies that is replaced by a number, the same length, another one in every request. */
  readonly counter?: { readonly text: string; readonly from: number }
}

export interface LoadResult {
  readonly seconds: number
  readonly answered: number
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

const CLIENT = fileURLToPath(new URL('./load-client.ts', import.meta.url))
const run = promisify(execFile)

/** Sends the plan's requests from a second process. Throws when any answer has another status than the one wanted. */
export async function load(plan: LoadPlan, wanted: number): Promise<Sample & LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bilag-load-'))
  try {
    const file = join(folder, 'plan.json')
    await writeFile(file, JSON.stringify(plan))
    const { stdout } = await run(process.execPath, ['--import', 'tsx', CLIENT, file], {
      timeout: (plan.seconds + 60) * 1000,
    })
    const result = JSON.parse(stdout) as LoadResult
    const others = Object.keys(result.statuses).filter((status) => status !== String(wanted))
    if (others.length > 0) throw new Error(`answers other than ${wanted}: ${JSON.stringify(result.statuses)}`)
    return { ...result, perSecond: result.answered / result.seconds }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
