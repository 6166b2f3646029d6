import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface EntryProcess {
  /** The line of its output that it was awaited by. */
  readonly line: string
  /** As the power failing would: nothing is finished, nothing is closed. */
  kill(): Promise<void>
  /** As an operator would. */
  stop(): Promise<void>
}

/** Starts an entry (a path below the project) in a process of its own and waits for a line of output that matches. */
export async function startEntry(
  entry: string,
  env: Readonly<Record<string, string>>,
  ready: RegExp,
  args: readonly string[] = [],
): Promise<EntryProcess> {
  const child = spawn(process.execPath, [...asStarted(entry), ...args], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  const line = await awaitLine(child, ready, entry)
  return { line, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** Arguments of Node for an entry: what `npm start`, `npm run server` and `npm run worker` start goes the same way here. */
export function asStarted(entry: string): string[] {
  const name = /^src\/(main|server|worker)\.ts$/.exec(entry)?.[1]
  return name === undefined ? ['--import', 'tsx', entry] : ['src/start.ts', name]
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs an entry with arguments to its end. */
export async function runEntry(entry: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], { cwd: PROJECT })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

function awaitLine(child: ChildProcess, ready: RegExp, entry: string): Promise<string> {
  return new Promise((settle, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const line = output.split('\n').find((each) => ready.test(each))
      if (line !== undefined) settle(line)
    })
    child.once('exit', (code) => reject(new Error(`${entry} ended with ${code} before it was ready: ${output}`)))
  })
}
