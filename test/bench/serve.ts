import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { asStarted } from '#test/support/process.ts'
import { say } from './print.ts'

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const START_SECONDS = 120

export interface Served {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** The options of node that package.json starts the server with. */
export function nodeOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  return /node (.*) src\/start\.ts/.exec(scripts.server ?? '')?.[1]?.split(' ') ?? []
}

/**
 * Starts an entry that prints its address on loopback, or that it runs and has none (port 0). Its log goes to a file: a reader at the other
 * end of a pipe would take its share of the machine.
 */
export async function serve(
  entry: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'bilag-serve-'))
  const log = join(folder, 'log')
  const child = spawn(process.execPath, [...nodeOptions(), ...asStarted(entry), ...args], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'info', RATE_LIMIT_PER_MINUTE: '100000000', ...env },
    stdio: ['ignore', openSync(log, 'a'), 'inherit'],
  })
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGTERM')) await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { port: await portIn(log, child, entry), pid: child.pid ?? 0, stop }
  } catch (error) {
    say(readFileSync(log, 'utf8').slice(-2000))
    await stop()
    throw error
  }
}

async function portIn(log: string, child: ChildProcess, entry: string): Promise<number> {
  for (let waited = 0; waited < START_SECONDS * 20; waited += 1) {
    const said = readFileSync(log, 'utf8')
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
    if (port !== undefined) return Number(port)
    if (said.includes('worker runs')) return 0
    if (child.exitCode !== null) break
    await sleep(50)
  }
  throw new Error(`${entry} did not start`)
}
