import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** What it was answered. */
  readonly status: number
}

export interface Reply {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** How the next requests are answered; never settling leaves them open. */
  reply: (request: Omit<Received, 'status'>) => Reply | Promise<Reply>
  close(): Promise<void>
}

/** A real HTTP server on loopback that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Omit<Receiver, 'url' | 'close'> = { received: [], reply: () => ({ status: 200, body: 'ok' }) }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const arrived = { path: request.url ?? '', headers: request.headers, body }
      const { status, body: text = '', headers = {} } = await receiver.reply(arrived)
      receiver.received.push({ ...arrived, status })
      response.writeHead(status, headers).end(text)
    })
  })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/hooks`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((settle) => server.close(settle))
    },
  })
}
