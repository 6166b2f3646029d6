import { startEntry } from '#test/support/process.ts'

export interface Served {
  readonly port: number
  stop(): Promise<void>
}

/** Starts an entry that prints its address, on a free port of loopback; its log is written and thrown away. */
export async function serve(entry: string, env: Readonly<Record<string, string>>): Promise<Served> {
  const { line, stop } = await startEntry(
    entry,
    { PORT: '0', LOG_LEVEL: 'info', RATE_LIMIT_PER_MINUTE: '100000000', ...env },
    /http:\/\/127\.0\.0\.1:\d+/,
  )
  return { port: Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1]), stop }
}
