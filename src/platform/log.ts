import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino'

export type { Logger }

/**
 * Names whose values never reach a log line, at the top and up to three levels down. KIDs, invoice numbers and
 * organisation numbers are no secrets: support needs them to find a row.
 */
const SECRET_NAMES = [
  'authorization',
  'Authorization',
  '"proxy-authorization"',
  'cookie',
  'Cookie',
  '"set-cookie"',
  '"x-api-key"',
  'apiKey',
  'token',
  'accessToken',
  'refreshToken',
  'idToken',
  'access_token',
  'refresh_token',
  'id_token',
  'password',
  'passwordHash',
  'secret',
  'clientSecret',
  'client_secret',
  'signingSecret',
  'privateKey',
  'credentials',
] as const

const prefixes = ['', '*.', '*.*.', '*.*.*.']
const dotted = (prefix: string, name: string) =>
  name.startsWith('"') ? `${prefix.slice(0, -1)}[${name}]` : `${prefix}${name}`

/** The dotted paths that pino blanks out. */
export const REDACTED_PATHS: readonly string[] = prefixes.flatMap((prefix) =>
  SECRET_NAMES.map((name) => dotted(prefix, name)),
)

/** `Bearer xyz`, `user:password@` in URLs and our own key prefixes inside free text such as error messages. */
const SECRETS_IN_TEXT: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, '$1 [redacted]'],
  [/(:\/\/[^\s:/@]*:)[^\s@]+@/g, '$1[redacted]@'],
  [/\b(whsec|bilag_sk|bilag_key)_[A-Za-z0-9+/=_-]+/g, '$1_[redacted]'],
]

/** Takes secrets out of free text; for error messages and stacks that others wrote. */
export const redactText = (text: string): string =>
  SECRETS_IN_TEXT.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)

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

/** One wide JSON line per request, run or job; secrets are redacted by name and inside errors by shape. */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' },
    serializers: { err: serializeError, error: serializeError },
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
