import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { newId } from '#src/kernel/id.ts'
import { Problem } from '#src/kernel/problem.ts'
import type { Route } from './bind.ts'
import type { HttpEnv, HttpParts } from './http-env.ts'
import { problemAnswer } from './problem-answer.ts'

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
    const sent = c.req.header('x-request-id')
    const requestId = sent && REQUEST_ID.test(sent) ? sent : newId('request')
    c.set('requestId', requestId)
    const parts = partsOf(c)
    const { platform } = parts
    c.set('http', parts)
    c.header('x-request-id', requestId)
    const startedMs = performance.now()
    await next()
    const ms = Math.round((performance.now() - startedMs) * 10) / 10
    platform.metrics.requestAnswered({ method: c.req.method, route: routePath(c), status: c.res.status, ms })
    platform.log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'request')
  })
  app.use(
    bodyLimit({
      maxSize: requestMaxBytes,
      onError: () => {
        throw new Problem('body_too_large', `The body may have ${requestMaxBytes / 1024 / 1024} MiB at the most.`)
      },
    }),
  )
  const refuse = (c: Context<HttpEnv>, error: unknown): Response => {
    const { requestId, http } = c.var
    const { config, log } = http.platform
    const { status, headers, body } = problemAnswer(error, { requestId, publicUrl: config.publicUrl, log })
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    return c.body(body, status as 500)
  }
  app.onError((error, c) => refuse(c, error))
  app.notFound((c) =>
    refuse(c, new Problem('method_not_allowed', 'There is no such operation; /docs lists those that exist.')),
  )
  for (const route of routes) route.mount(app)
  return app
}
