import documentYaml from '../openapi/openapi.yaml'
import { createApi } from './api.ts'
import { readConfig } from './config.ts'
import { systemClock } from './platform/clock.ts'
import { createPools } from './platform/db/database.ts'
import { s3Store } from './platform/files/s3-store.ts'
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

function platformOf(env: Env): Platform {
  const texts = Object.entries(env).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  const config = readConfig(Object.fromEntries(texts))
  if (!config.s3 || !config.secretKeys) throw new Error('On Workers S3_* and BILAG_SECRET_KEYS must be set.')
  const log = createLogger(config.logLevel)
  // A connection lives as long as one request here; Hyperdrive keeps the real pool.
  const pools = createPools(env.HYPERDRIVE.connectionString, { max: 5 })
  const [files, secrets] = [s3Store(config.s3), createSecrets(config.secretKeys)]
  return {
    db: pools,
    config,
    log,
    clock: systemClock,
    files,
    secrets,
    waker: createWaker(pools.app, log),
    metrics: noMetrics,
  }
}

/** The API on Cloudflare Workers: no queue, no pages; the outbox row is all that a request leaves for the workers. */
export default {
  fetch: (request: Request, env: Env): Response | Promise<Response> =>
    createApi(platformOf(env), documentYaml).fetch(request),
}
