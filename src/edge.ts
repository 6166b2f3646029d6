import documentYaml from '../openapi/openapi.yaml'
import { createApi, partsOn } from './api.ts'
import { readConfig } from './config.ts'
import { systemClock } from './platform/clock.ts'
import { createPools } from './platform/db/database.ts'
import { s3Store } from './platform/files/s3-store.ts'
import type { HttpParts } from './platform/http/http-env.ts'
import { createLogger } from './platform/log.ts'
import { noMetrics } from './platform/metrics.ts'
import { createWaker } from './platform/outbox/waker.ts'
import type { Platform } from './platform/platform.ts'
import { createSecrets } from './platform/secrets/secrets.ts'

/** Bindings of wrangler.toml: text variables and secrets, and Hyperdrive as the way to PostgreSQL. */
interface Env {
  readonly HYPERDRIVE: { readonly connectionString: string }
  readonly [name: string]: unknown
}

function platformOf(env: Env): { platform: Platform; close(): Promise<void> } {
  const texts = Object.entries(env).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  const config = readConfig(Object.fromEntries(texts))
  if (!config.s3 || !config.secretKeys) throw new Error('On Workers S3_* and BILAG_SECRET_KEYS must be set.')
  const log = createLogger(config.logLevel)
  // A connection lives as long as one request here; Hyperdrive keeps the real pool.
  const pools = createPools(env.HYPERDRIVE.connectionString, { max: 5 })
  const [files, secrets] = [s3Store(config.s3), createSecrets(config.secretKeys)]
  const platform: Platform = {
    db: pools,
    config,
    log,
    clock: systemClock,
    files,
    secrets,
    waker: createWaker(pools.app, log),
    metrics: noMetrics,
  }
  return { platform, close: () => pools.close() }
}

/** Cloudflare itself refuses more than this on its free and pro plans. Bytes. */
const REQUEST_MAX_BYTES = 100 * 1024 * 1024

/** Routes are laid once an isolate; connections must not outlive the request that opened them. */
const api = createApi(
  { partsOf: (c) => (c.env as { parts: HttpParts }).parts, requestMaxBytes: REQUEST_MAX_BYTES },
  documentYaml,
)

/** The API on Cloudflare Workers: no queue, no pages; the outbox row is all that a request leaves for the workers. */
export default {
  async fetch(request: Request, env: Env, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response> {
    const { platform, close } = platformOf(env)
    const response = await api.fetch(request, { parts: partsOn(platform) })
    context.waitUntil(close())
    return response
  },
}
