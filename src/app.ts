import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { createApi, partsOn } from './api.ts'
import { mountPages } from './pages/index.ts'
import type { HttpEnv } from './platform/http/http-env.ts'
import type { Platform } from './platform/platform.ts'

const DOCUMENT = new URL('../openapi/openapi.yaml', import.meta.url)

/** The application on Node: the API and the pages. */
export function createApp(platform: Platform): Hono<HttpEnv> {
  const parts = partsOn(platform)
  const { requestMaxBytes } = platform.config
  const app = createApi({ partsOf: () => parts, requestMaxBytes }, readFileSync(DOCUMENT, 'utf8'))
  mountPages(app)
  return app
}
