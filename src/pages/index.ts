import { Hono } from 'hono'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { guardPages } from './guard-pages.tsx'
import { mountAssets } from './serve-assets.ts'
import { mountSessionPages } from './session-pages.tsx'

/** The web pages on the same application as the API; they call the same verbs. */
export function mountPages(app: Hono<HttpEnv>): void {
  const pages = new Hono<HttpEnv>()
  guardPages(pages)
  mountAssets(pages)
  mountSessionPages(pages)
  app.route('/', pages)
}
