import { type Context, Hono } from 'hono'
import { routePath } from 'hono/route'
import { newId } from '#src/kernel/id.ts'
import { Problem } from '#src/kernel/problem.ts'
import type { Route } from './bind.ts'
import type { HttpEnv, HttpParts } from './http-env.ts'
import { limitBody } from './limit-body.ts'
import { problemAnswer } from './problem-answer.ts'
import { requestHeader } from './request-header.ts'
import { respond } from './respond.ts'

const REQUEST_ID = /^[\w.:-]{1,100}$/

export interface HttpAppOptions {
  /** What a request is handled with: the same for all in a process, one of its own each on Workers. */
  readonly partsOf: (c: Context<HttpEnv>) => HttpParts
  /** No request may be larger, whatever it is. Bytes. */
  readonly requestMaxBytes: number
}

/** The app that all routes hang on: request ids, limits, problems, one log line a request. */
export function createHttpApp({ partsOf, requestMaxBytes }: HttpAppOptions, routes: readonly Route[]): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()

  app.use(async (c, next) => {
    const given = requestHeader(c, 'x-request-id')
    const requestId = given && REQUEST_ID.test(given) ? given : newId('request')
    c.set('requestId', requestId)
    const parts = partsOf(c)
    const { platform } = parts
    c.set('http', parts)
    const sent = { 'x-request-id': requestId }
    c.set('sent', sent)
    const startedMs = performance.now()
    await next()
    if (!c.get('isSent')) for (const [name, value] of Object.entries(sent)) c.res.headers.set(name, value)
    const ms = Math.round((performance.now() - startedMs) * 10) / 10
    platform.metrics.requestAnswered({ method: c.req.method, route: routePath(c), status: c.res.status, ms })
    platform.log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'request')
  })
  app.use(limitBody(requestMaxBytes))
  const refuse = (c: Context<HttpEnv>, error: unknown): Response => {
    const { config, log } = c.get('http').platform
    return respond(c, problemAnswer(error, { requestId: c.get('requestId'), publicUrl: config.publicUrl, log }))
  }
  app.onError((error, c) => refuse(c, error))
  app.notFound((c) =>
    refuse(c, new Problem('method_not_allowed', 'There is no such operation; /docs lists those that exist.')),
  )
  for (const route of routes) route.mount(app)
  return app
}
