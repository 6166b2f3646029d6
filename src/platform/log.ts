import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino'
import { REDACTED, redact, redactText } from './redact.ts'

export type { Logger }

const serializeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    message: redactText(error.message),
    ...(code === undefined ? {} : { code }),
    stack: redactText(error.stack ?? ''),
    ...(error.cause instanceof Error ? { cause: serializeError(error.cause) } : {}),
  }
}

const redactFields = (fields: Record<string, unknown>) => redact(fields) as Record<string, unknown>

/** Fields of a child logger do not pass the formatter; pino's own redaction is cheap as long as no path has a star. */
const CHILD_NAMES = ['authorization', 'cookie', 'token', 'apiKey', 'password', 'secret', 'clientSecret', 'credentials']

/**
 * Standard output for many lines: those of one turn of the event loop, such as the answers to a whole batch, are
 * written together. What is left is written when the process ends, unless it is killed.
 */
export function standardOutput(): DestinationStream {
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length === 0) return
    const text = lines.join('')
    lines = []
    process.stdout.write(text)
  }
  process.once('exit', flush)
  return {
    write: (line) => {
      if (lines.push(line) === 1) setImmediate(flush)
    },
  }
}

/** One wide JSON line per request, run or job; secrets are redacted by name, and inside errors by shape. */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serializeError, error: serializeError },
    formatters: { level: (label: string) => ({ level: label }), log: redactFields },
    redact: { paths: [...CHILD_NAMES], censor: REDACTED },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
