import { ConfigError } from './config.ts'

export interface Stoppable {
  stop(): Promise<void>
}

/**
 * Runs an entry until SIGTERM or SIGINT, then stops its parts in the order given: first what takes work in, last what
 * the others stand on. A second signal ends at once.
 */
export async function runUntilStopped(start: () => Promise<readonly Stoppable[]>): Promise<void> {
  try {
    const parts = await start()
    let isStopping = false
    const stop = async (): Promise<void> => {
      if (isStopping) process.exit(1)
      isStopping = true
      for (const part of parts) await part.stop()
      process.exit(0)
    }
    process.on('SIGTERM', () => void stop())
    process.on('SIGINT', () => void stop())
  } catch (error) {
    process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${explain(error)}\n`)
    process.exit(1)
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') return 'The port is in use; set PORT to another one.'
  return error.stack ?? error.message
}
