import type { Context, Hono } from 'hono'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { receiveHook } from './receive-hook.ts'

/** Where mail providers post: no operation of the API, so not part of its document; docs/intake.md says its forms. */
export function mountMailHook(app: Hono<HttpEnv>): void {
  app.post('/hooks/mail', hear)
  app.post('/hooks/mail/:provider', hear)
}

async function hear(c: Context<HttpEnv>): Promise<Response> {
  const { platform } = c.var.http
  const raw = new Uint8Array(await c.req.arrayBuffer())
  const { maxBytes } = platform.config.mail
  if (raw.length > maxBytes) fail('body_too_large', `A mail may have ${maxBytes} bytes at the most.`)
  const header = (name: string) => c.req.header(name) ?? ''
  const { id, isNew } = await receiveHook(platform, {
    id: header('webhook-id').slice(0, 200),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
    contentType: header('content-type'),
    to: c.req.query('to'),
    provider: c.req.param('provider') ?? '',
    raw,
  })
  return c.json({ id, isNew }, 202)
}
