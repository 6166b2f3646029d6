import type { Hono } from 'hono'
import { mountHooks } from './connect/index.ts'
import { createAuthenticator } from './identity/index.ts'
import { mountMailHook } from './intake/index.ts'
import { createHttpApp, type HttpAppOptions } from './platform/http/create-http-app.ts'
import type { HttpEnv, HttpParts } from './platform/http/http-env.ts'
import { RateLimiter } from './platform/http/rate-limit.ts'
import { mountService } from './platform/http/service-routes.ts'
import type { Platform } from './platform/platform.ts'
import { routes } from './routes.ts'
import { wireRooms } from './wiring.ts'

/** What a process or request of this platform is handled with. */
export const partsOn = (platform: Platform): HttpParts => ({
  platform,
  authenticator: createAuthenticator(platform),
  limiter: new RateLimiter(platform.config.rateLimitPerMinute),
  publicLimiter: new RateLimiter(Math.ceil(platform.config.rateLimitPerMinute / 10), 'address'),
})

/** The API alone: all operations and the service endpoints, with the document's committed bytes. Runs anywhere. */
export function createApi(options: HttpAppOptions, documentYaml: string): Hono<HttpEnv> {
  wireRooms()
  const app = createHttpApp(options, routes)
  // Before the vendors' hooks, whose path has a place for any name.
  mountMailHook(app)
  mountHooks(app)
  mountService(app, documentYaml)
  return app
}
