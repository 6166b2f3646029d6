import type { Context, Hono } from 'hono'
import { isId } from '#src/kernel/id.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { finishConnection } from '../connections/finish-connection.ts'
import { connectorById } from '../registry.ts'
import { receiveMessage } from './receive-message.ts'

/** Bytes of a vendor's message; more is none. */
const MESSAGE_BYTES_MAX = 1_000_000
const PAGE_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** What vendors call and where they send people back to: no operations of the API, so not part of its document. */
export function mountHooks(app: Hono<HttpEnv>): void {
  app.get('/connect/:connector/callback', finish)
  app.post('/hooks/:connector/:connectionId', hear)
}

async function hear(c: Context<HttpEnv>): Promise<Response> {
  const connectionId = c.req.param('connectionId') ?? ''
  if (!isId('connection', connectionId)) fail('not_found', 'No messages are taken here.')
  const raw = new Uint8Array(await c.req.arrayBuffer())
  if (raw.length > MESSAGE_BYTES_MAX) fail('body_too_large', 'The message is too large.')
  const { woken } = await receiveMessage(c.var.http.platform, {
    connectorId: c.req.param('connector') ?? '',
    connectionId,
    raw,
    header: (name) => c.req.header(name),
    requestId: c.var.requestId,
  })
  c.var.http.platform.log.info({ connectionId, woken }, 'message of a vendor')
  return c.body(null, 200)
}

/** The way back from the consent: a small page that says what came of it. The code in its address is never shown on. */
async function finish(c: Context<HttpEnv>): Promise<Response> {
  const { platform } = c.var.http
  const connectorId = c.req.param('connector') ?? ''
  const connector = connectorById(connectorId)
  if (!connector) fail('not_found', 'There is no such connector.')
  const callbackUrl = new URL(c.req.url)
  try {
    const connection = await finishConnection(platform, { connectorId, callbackUrl, requestId: c.var.requestId })
    const said =
      connection.status === 'active'
        ? `${connector.name} is connected: ${connection.organisation?.name ?? ''}.`
        : `${connector.name} has several organisations; choose one of them in Bilag.`
    return page(c, 200, said, 'You can close this window and go on in Bilag.')
  } catch (error) {
    if (!isProblem(error) || error.kind.status >= 500) throw error
    return page(c, error.kind.status, `${connector.name} is not connected.`, error.message)
  }
}

function page(c: Context<HttpEnv>, status: number, title: string, detail: string): Promise<Response> {
  const html = (
    <html lang="en">
      <head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width" />
        <link rel="stylesheet" href="/assets/app.css" />
      </head>
      <body>
        <main id="content">
          <h1>{title}</h1>
          <p>{detail}</p>
          <p>
            <a href="/">Bilag</a>
          </p>
        </main>
      </body>
    </html>
  )
  for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value)
  return Promise.resolve(c.html(html, status as 200))
}
