import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** A message as it came: its signature covers these very bytes. */
export const Delivered = z.object({
  place: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})
export type Delivered = z.output<typeof Delivered>

export interface Receiver {
  /** Where webhooks are sent; a GET with ?after=PLACE reads what came, oldest first. */
  readonly url: string
  stop(): Promise<void>
}

/** Messages that are kept; older ones are forgotten. */
const KEPT = 5000
const BODY_BYTES_MAX = 1_000_000
const PAGE = 200

/**
 * The other side of the webhooks: a small server on loopback that takes what is sent and shows it again. Its path is
 * secret, so that nobody else on the machine reads it. `before` is its address at the last start, kept where it can be.
 */
export async function startReceiver(before: string | undefined): Promise<Receiver> {
  const old = before !== undefined && URL.canParse(before) ? new URL(before) : undefined
  const path = old?.pathname ?? `/${randomBytes(24).toString('base64url')}`
  const server = createServer(takeAndShow(path))
  await listen(server, Number(old?.port ?? 0)).catch(() => listen(server, 0))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${path}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })

function takeAndShow(path: string): (request: IncomingMessage, response: ServerResponse) => void {
  let kept: Delivered[] = []
  let place = 0
  const show = (after: number): string => JSON.stringify(kept.filter((one) => one.place > after).slice(0, PAGE))
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const answer = (status: number, body = ''): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    }
    if (url.pathname !== path) return answer(404)
    if (request.method === 'GET') return answer(200, show(Number(url.searchParams.get('after') ?? 0)))
    if (request.method !== 'POST') return answer(405)
    readBody(request).then(
      (body) => {
        place += 1
        kept = [...kept.slice(-KEPT + 1), { place, headers: textHeaders(request), body }]
        answer(204)
      },
      () => answer(413),
    )
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_BYTES_MAX) throw new RangeError('the body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const textHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
