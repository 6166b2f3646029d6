import { ConfigError } from './config.ts'

export interface Stoppable {
  stop(): Promise<void>
}

/** A terminal's Ctrl-C reaches us twice, from the terminal and from the program that started us. */
const SAME_KEYPRESS_MS = 1000

/**
 * Runs an entry until SIGTERM, SIGINT or SIGHUP (its terminal was closed), then stops its parts in the order given: first what takes work in, last what
 * the others stand on. A part that fails to stop does not keep the next from stopping. A second signal ends at once.
 */
export async function runUntilStopped(start: () => Promise<readonly Stoppable[]>): Promise<void> {
  const starting = start().catch((error: unknown) => {
    process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${explain(error)}\n`)
    process.exit(1)
  })
  let stoppingSinceMs: number | undefined
  const stop = async (): Promise<void> => {
    if (stoppingSinceMs !== undefined) {
      if (performance.now() - stoppingSinceMs > SAME_KEYPRESS_MS) process.exit(1)
      return
    }
    stoppingSinceMs = performance.now()
    let exitCode = 0
    for (const part of await starting) {
      try {
        await part.stop()
      } catch (error) {
        process.stderr.write(`${explain(error)}\n`)
        exitCode = 1
      }
    }
    process.exit(exitCode)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())
  await starting
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') return 'The port is in use; set PORT to another one.'
  return error.stack ?? error.message
}
