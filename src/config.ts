import { resolve } from 'node:path'
import { z } from 'zod'
import { readS3, type S3Config } from './s3-config.ts'

/** One environment variable: what it takes, what it is when unset, and its row in the README's table. */
interface Setting<T> {
  readonly schema: z.ZodType<T, string | undefined>
  readonly byDefault: string
  readonly description: string
}

const setting = <T>(schema: z.ZodType<T, string | undefined>, byDefault: string, description: string): Setting<T> => ({
  schema,
  byDefault,
  description,
})

const number = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`))
const whole = (least: number, most: number, byDefault: number) => number(least, most).default(byDefault)
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )
const webUrl = () => url('https:', 'http:').transform((text) => text.replace(/\/+$/, ''))
const flag = () =>
  z
    .enum(['0', '1', 'true', 'false'], 'must be 1 or 0')
    .transform((text) => text === '1' || text === 'true')
    .default(false)
const secretKeys = () =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((keys) => keys.every((key) => Buffer.from(key, 'base64').length === 32), 'must be 32-byte keys in base64')

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Every setting there is. Nothing else of the environment is read. */
export const SETTINGS = {
  PORT: setting(whole(0, 65_535, 3000), '3000', 'Port of the HTTP server; 0 takes a free one'),
  HOST: setting(z.string().default('127.0.0.1'), '127.0.0.1', 'Address the HTTP server listens on'),
  PUBLIC_URL: setting(webUrl().optional(), 'http://HOST:PORT', 'Address under which others reach Bilag'),
  DATA_DIR: setting(z.string().default('./data'), './data', 'Folder of database, files and keys of this installation'),
  DATABASE_URL: setting(
    url('postgres:', 'postgresql:').optional(),
    'embedded PostgreSQL in DATA_DIR',
    'PostgreSQL server, 15 or newer; the user must own the database and may make roles',
  ),
  DATABASE_POOL: setting(whole(2, 500, 20), '20', 'Connections of one process to the database'),
  REDIS_URL: setting(
    url('redis:', 'rediss:').optional(),
    'jobs are queued in PostgreSQL',
    'Redis (or Valkey) for the job queues, for many workers',
  ),
  JOB_CONCURRENCY: setting(whole(1, 200, 8), '8', 'Jobs of one topic that one worker runs at the same time'),
  LOG_LEVEL: setting(
    z.enum(LOG_LEVELS).default('info'),
    'info',
    `Least level that is logged: ${LOG_LEVELS.join(', ')}`,
  ),
  RATE_LIMIT_PER_MINUTE: setting(whole(1, 100_000_000, 60_000), '60000', 'Requests a minute for one credential'),
  REQUEST_MAX_MIB: setting(whole(1, 1024, 64), '64', 'Largest request body in MiB'),
  STOP_TIMEOUT_SECONDS: setting(
    whole(1, 600, 25),
    '25',
    'How long a stop waits for requests and jobs that are running',
  ),
  BILAG_SECRET_KEYS: setting(
    secretKeys().optional(),
    'a key made in DATA_DIR/secret.keys',
    'Keys that encrypt stored credentials: 32 bytes each in base64, comma separated, the current one first',
  ),
  S3_ENDPOINT: setting(
    webUrl().optional(),
    'files lie in DATA_DIR/files',
    'S3-compatible store for files (R2, MinIO, S3)',
  ),
  S3_BUCKET: setting(z.string().optional(), '', 'Bucket for files; needed with S3_ENDPOINT'),
  S3_REGION: setting(z.string().default('auto'), 'auto', 'Region of the bucket'),
  S3_ACCESS_KEY_ID: setting(z.string().optional(), '', 'Access key of the bucket; needed with S3_ENDPOINT'),
  S3_SECRET_ACCESS_KEY: setting(z.string().optional(), '', 'Secret of that access key; needed with S3_ENDPOINT'),
  WEBHOOK_ALLOW_PRIVATE: setting(flag(), '0', '1 lets webhooks go to private networks and plain http; for tests'),
  MAIL_DOMAIN: setting(
    z
      .string()
      .regex(/^[a-z0-9.-]+$/i, 'must be a domain name')
      .transform((name) => name.toLowerCase())
      .optional(),
    'the host of PUBLIC_URL',
    'Domain of the addresses to which companies get their mail',
  ),
  SMTP_PORT: setting(
    number(0, 65_535).optional(),
    'no mail server runs',
    'Port on HOST where mail to the companies is taken; 25 behind MAIL_DOMAIN’s MX record',
  ),
  SMTP_TLS_KEY: setting(z.string().optional(), 'no STARTTLS', 'File with the private key of the mail server (PEM)'),
  SMTP_TLS_CERT: setting(z.string().optional(), '', 'File with its certificate chain (PEM); needed with SMTP_TLS_KEY'),
  MAIL_MAX_MIB: setting(whole(1, 200, 50), '50', 'Largest mail that is taken, in MiB'),
  MAIL_RATE_PER_MINUTE: setting(whole(1, 100_000, 120), '120', 'Mails a minute that one company is taken'),
  SMTP_URL: setting(
    url('smtp:', 'smtps:').optional(),
    'no mail is sent',
    'Mail server for outgoing mail: smtp://user:password@host:587, or smtps://; needs MAIL_FROM',
  ),
  MAIL_FROM: setting(z.email().optional(), '', 'Address that outgoing mail comes from; needed with SMTP_URL'),
  MAIL_POSTMASTER: setting(
    z.email().optional(),
    'it is kept, and told in the log',
    'Address outside MAIL_DOMAIN to which mail to postmaster@ and abuse@ is handed on through SMTP_URL',
  ),
  MAIL_RETURNS: setting(
    flag(),
    '0',
    '1 sends mail with a return address at MAIL_DOMAIN, where mail that comes back is heard; its SPF record names SMTP_URL',
  ),
  INTAKE_FOLDER: setting(
    z.string().optional(),
    'no folder is watched',
    'Folder with one sub-folder for each company, called by its id or a mail address; workers take the files put there',
  ),
  XERO_CLIENT_ID: setting(z.string().optional(), 'Xero cannot be connected', 'Client id of your Xero app'),
  XERO_CLIENT_SECRET: setting(z.string().optional(), '', 'Client secret of your Xero app'),
  XERO_WEBHOOK_KEY: setting(
    z.string().optional(),
    'messages of Xero are refused',
    'Webhook signing key of your Xero app',
  ),
  XERO_API_URL: setting(webUrl().optional(), 'https://api.xero.com', 'Address of the Xero API'),
  XERO_IDENTITY_URL: setting(webUrl().optional(), 'https://identity.xero.com', 'Address of Xero’s identity server'),
  PEPPOL_GATEWAY_URL: setting(
    webUrl().optional(),
    'no network is connected',
    'Base address of your Peppol access point',
  ),
  PEPPOL_GATEWAY_CLIENT_ID: setting(z.string().optional(), '', 'Client id there; needed with PEPPOL_GATEWAY_URL'),
  PEPPOL_GATEWAY_CLIENT_SECRET: setting(z.string().optional(), '', 'Client secret there'),
  PEPPOL_GATEWAY_WEBHOOK_KEY: setting(z.string().optional(), 'its messages are refused', 'Key that signs its messages'),
} as const

type Settings = { [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> }

/** The operator's registration at a vendor. Never set by a tenant. */
export interface ConnectorSettings {
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly webhookKey: string | undefined
  /** Addresses that stand in for the vendor's own, by the setting's name without the connector's. */
  readonly urls: Readonly<Record<string, string | undefined>>
}

export type { S3Config } from './s3-config.ts'

export interface MailConfig {
  /** Lower case. */
  readonly domain: string
  /** Undefined = no mail server runs. */
  readonly smtpPort: number | undefined
  /** Paths of PEM files. */
  readonly tls: { readonly key: string; readonly cert: string } | undefined
  readonly maxBytes: number
  readonly perMinute: number
  /** Server for outgoing mail, with its credentials; undefined = none is sent. */
  readonly smtpUrl: string | undefined
  /** Address that outgoing mail comes from; there whenever `smtpUrl` is. */
  readonly mailFrom: string | undefined
  /** To whom mail for who runs the server is handed on; undefined = it is only kept. */
  readonly postmaster: string | undefined
  /** Whether mail that cannot be delivered comes back to `domain`. */
  readonly hasReturns: boolean
}

export interface Config {
  readonly port: number
  readonly host: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Absolute. */
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly databasePool: number
  readonly redisUrl: string | undefined
  readonly jobConcurrency: number
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly rateLimitPerMinute: number
  readonly requestMaxBytes: number
  readonly stopTimeoutMs: number
  /** Base64, current first; undefined = the key file of the data folder. */
  readonly secretKeys: readonly string[] | undefined
  /** Undefined = files lie in the data folder. */
  readonly s3: S3Config | undefined
  readonly webhookAllowPrivate: boolean
  readonly mail: MailConfig
  /** Absolute; undefined = no folder is watched. */
  readonly intakeFolder: string | undefined
  /** Origins with a loopback address that webhooks may go to all the same: the demo's own receiver. No variable sets it. */
  readonly webhookAllowedOrigins: readonly string[]
  /** By the connector's id. */
  readonly connectors: Readonly<Record<string, ConnectorSettings>>
}

/** Says which variables are wrong and what they may be; the entries print it and exit. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment once. An empty variable counts as unset. Throws ConfigError naming every wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const complaints: string[] = []
  for (const name of Object.keys(env)) {
    if (name.startsWith('BILAG_') && !(name in SETTINGS) && !OUTSIDE.has(name))
      complaints.push(`${name}: no such setting`)
  }
  const entries = Object.entries(SETTINGS).map(([name, { schema }]) => {
    const result = (schema as z.ZodType).safeParse(env[name]?.trim() || undefined)
    if (!result.success) complaints.push(`${name}: ${result.error.issues.map((issue) => issue.message).join(', ')}`)
    return [name, result.data] as const
  })
  const values = Object.fromEntries(entries) as Settings
  const s3 = complaints.length === 0 ? readS3(values, complaints) : undefined
  if ((values.SMTP_TLS_KEY === undefined) !== (values.SMTP_TLS_CERT === undefined))
    complaints.push('SMTP_TLS_CERT: key and certificate are set together or not at all')
  if ((values.SMTP_URL === undefined) !== (values.MAIL_FROM === undefined))
    complaints.push('MAIL_FROM: server and sender of outgoing mail are set together or not at all')
  if (values.MAIL_POSTMASTER?.toLowerCase().endsWith(`@${mailDomainOf(values)}`))
    complaints.push('MAIL_POSTMASTER: must be outside MAIL_DOMAIN, or its mail would come back')
  if ((values.PEPPOL_GATEWAY_URL === undefined) !== (values.PEPPOL_GATEWAY_CLIENT_ID === undefined))
    complaints.push('PEPPOL_GATEWAY_CLIENT_ID: address and client are set together or not at all')
  if (complaints.length > 0) throw new ConfigError(complaints.join('\n'))
  return toConfig(values, s3)
}

/** Names of the tests and tools, not of the server. */
const OUTSIDE: ReadonlySet<string> = new Set(['BILAG_CORPUS', 'BILAG_URL', 'BILAG_KEY'])

const mailDomainOf = ({ MAIL_DOMAIN, PUBLIC_URL, HOST }: Settings): string =>
  MAIL_DOMAIN ?? (PUBLIC_URL ? new URL(PUBLIC_URL).hostname : HOST)

const toConfig = (values: Settings, s3: S3Config | undefined): Config => ({
  port: values.PORT,
  host: values.HOST,
  publicUrl:
    values.PUBLIC_URL ?? `http://${values.HOST.includes(':') ? `[${values.HOST}]` : values.HOST}:${values.PORT}`,
  dataDir: resolve(values.DATA_DIR),
  databaseUrl: values.DATABASE_URL,
  databasePool: values.DATABASE_POOL,
  redisUrl: values.REDIS_URL,
  jobConcurrency: values.JOB_CONCURRENCY,
  logLevel: values.LOG_LEVEL,
  rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
  requestMaxBytes: values.REQUEST_MAX_MIB * 1024 * 1024,
  stopTimeoutMs: values.STOP_TIMEOUT_SECONDS * 1000,
  secretKeys: values.BILAG_SECRET_KEYS,
  s3,
  webhookAllowPrivate: values.WEBHOOK_ALLOW_PRIVATE,
  mail: {
    domain: mailDomainOf(values),
    smtpPort: values.SMTP_PORT,
    tls:
      values.SMTP_TLS_KEY !== undefined && values.SMTP_TLS_CERT !== undefined
        ? { key: values.SMTP_TLS_KEY, cert: values.SMTP_TLS_CERT }
        : undefined,
    maxBytes: values.MAIL_MAX_MIB * 1024 * 1024,
    perMinute: values.MAIL_RATE_PER_MINUTE,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    postmaster: values.MAIL_POSTMASTER,
    hasReturns: values.MAIL_RETURNS,
  },
  intakeFolder: values.INTAKE_FOLDER === undefined ? undefined : resolve(values.INTAKE_FOLDER),
  webhookAllowedOrigins: [],
  connectors: {
    'peppol-gateway': {
      clientId: values.PEPPOL_GATEWAY_CLIENT_ID,
      clientSecret: values.PEPPOL_GATEWAY_CLIENT_SECRET,
      webhookKey: values.PEPPOL_GATEWAY_WEBHOOK_KEY,
      urls: { URL: values.PEPPOL_GATEWAY_URL },
    },
    xero: {
      clientId: values.XERO_CLIENT_ID,
      clientSecret: values.XERO_CLIENT_SECRET,
      webhookKey: values.XERO_WEBHOOK_KEY,
      urls: { API_URL: values.XERO_API_URL, IDENTITY_URL: values.XERO_IDENTITY_URL },
    },
  },
})
