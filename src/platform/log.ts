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
 * Standard output without waiting for it: lines that come while one is being written go out together. The rest is
 * written when the process ends, unless it is killed.
 */
export const standardOutput = (): DestinationStream => pino.destination({ dest: 1, sync: false })

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
