import type { Hono, MiddlewareHandler } from 'hono'
import { isProblem, Problem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { localeAt, NotLoggedIn, show } from './page-context.ts'
import { ProblemPage } from './views/problem.tsx'

/** No inline script or style, nothing from elsewhere; originals are framed from our own origin only. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  "object-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

const headers: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next()
  if (
    !(c.res.headers.get('content-type') ?? '').startsWith('text/html') ||
    c.res.headers.has('content-security-policy')
  )
    return
  c.res.headers.set('content-security-policy', POLICY)
  c.res.headers.set('x-content-type-options', 'nosniff')
  c.res.headers.set('referrer-policy', 'same-origin')
  c.res.headers.set('cache-control', 'no-store')
}

/** Sends whoever is not logged in to the login, and shows refusals as pages that say what to mend. */
export function guardPages(pages: Hono<HttpEnv>): void {
  pages.use(headers)
  pages.onError(async (error, c) => {
    if (error instanceof NotLoggedIn) {
      const here = c.req.method === 'GET' ? c.req.path : '/'
      return c.redirect(`/login?next=${encodeURIComponent(here)}`, 303)
    }
    const problem = isProblem(error) ? error : undefined
    if (!problem) c.var.http.platform.log.error({ err: error, requestId: c.var.requestId }, 'page failed unexpectedly')
    const shown = problem ?? new Problem('internal_error', 'Something failed on our side; nothing was kept.')
    return show(
      c,
      <ProblemPage problem={shown} requestId={c.var.requestId} locale={await localeAt(c)} />,
      shown.kind.status as 500,
    )
  })
}
