import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import type { Platform } from './platform/platform.ts'

export interface HttpServer {
  readonly url: string
  /** Takes no new connection and waits for requests that are being answered, up to the configured time. */
  stop(): Promise<void>
}

/** Listens on the configured address; resolves when it accepts connections, rejects when the port is taken. */
export function serveHttp(platform: Platform): Promise<HttpServer> {
  const { host, port, stopTimeoutMs } = platform.config
  const app = createApp(platform)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
      const name = host.includes(':') ? `[${host}]` : host
      resolve({ url: `http://${name}:${info.port}`, stop })
    })
    server.on('error', reject)
    const stop = (): Promise<void> =>
      new Promise((done) => {
        const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), stopTimeoutMs)
        server.close(() => {
          clearTimeout(timer)
          done()
        })
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
  })
}
