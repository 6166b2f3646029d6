import type { Hono } from 'hono'
import { mountHooks } from './connect/index.ts'
import { createAuthenticator } from './identity/index.ts'
import { createHttpApp } from './platform/http/create-http-app.ts'
import type { HttpEnv } from './platform/http/http-env.ts'
import { RateLimiter } from './platform/http/rate-limit.ts'
import { mountService } from './platform/http/service-routes.ts'
import type { Platform } from './platform/platform.ts'
import { routes } from './routes.ts'
import { wireRooms } from './wiring.ts'

/** The API alone: all operations and the service endpoints, with the document's committed bytes. Runs anywhere. */
export function createApi(platform: Platform, documentYaml: string): Hono<HttpEnv> {
  wireRooms()
  const limiter = new RateLimiter(platform.config.rateLimitPerMinute)
  const app = createHttpApp({ platform, authenticator: createAuthenticator(platform), limiter }, routes)
  mountHooks(app)
  mountService(app, platform, documentYaml)
  return app
}
