import { Scalar } from '@scalar/hono-api-reference'
import type { Hono } from 'hono'
import { parse } from 'yaml'
import { problemCodes, problemKind } from '#src/kernel/problem.ts'
import { ping } from '../db/database.ts'
import type { HttpEnv } from './http-env.ts'

/** What is not the business: health, the API document as it was committed, its reference page, problem codes. */
export function mountService(app: Hono<HttpEnv>, yaml: string): void {
  // Made at the first question: parsing the whole document is too dear for every start.
  let json: string | undefined
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    try {
      await ping(c.var.http.platform.db.app)
      return c.json({ status: 'ready' })
    } catch {
      return c.json({ status: 'unavailable', detail: 'The database does not answer.' }, 503)
    }
  })
  app.get('/metrics', async (c) => {
    const { contentType, text } = await c.var.http.platform.metrics.read()
    return c.body(text, 200, { 'content-type': contentType })
  })
  app.get('/openapi.yaml', (c) => c.body(yaml, 200, { 'content-type': 'application/yaml; charset=utf-8' }))
  app.get('/openapi.json', (c) => {
    json ??= JSON.stringify(parse(yaml))
    return c.body(json, 200, { 'content-type': 'application/json; charset=utf-8' })
  })
  app.get('/docs', Scalar({ url: '/openapi.yaml', pageTitle: 'Bilag API' }))
  app.get('/problems', (c) => c.json(Object.fromEntries(problemCodes())))
  app.get('/problems/:code', (c) => {
    const code = c.req.param('code')
    const kind = problemKind(code)
    return kind ? c.json({ code, ...kind }) : c.notFound()
  })
}
