import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'

/** A signed message as ours are, made and sent with nothing around it: http.request on connections that are kept. */
export const IN_FLIGHT = 50

export interface Poster {
  post(id: string): Promise<void>
  close(): void
}

export function openPoster(port: number, key: Buffer): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  return {
    post: (id) =>
      new Promise((resolve, reject) => {
        const body = bodyOf(id)
        const timestamp = Math.floor(Date.now() / 1000)
        const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
        const headers = {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': `v1,${signature}`,
        }
        const sent = request({ port, host: '127.0.0.1', path: '/hooks', method: 'POST', agent, headers }, (answer) => {
          answer.resume()
          answer.on('end', resolve)
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** As long as a message of ours. */
const bodyOf = (id: string): string =>
  JSON.stringify({
    id,
    sequence: 1,
    type: 'parcel.moved',
    companyId: 'com_01k8m3q7zj5e8v9x2c4b6n8p0r',
    occurredAt: new Date().toISOString(),
    data: { id, version: 1234 },
    previousId: 'evt_01k8m3q7zj5e8v9x2c4b6n8p0r',
  })

/** Posts so many messages, so many at once. */
export async function postAll(poster: Poster, ids: readonly string[]): Promise<void> {
  let next = 0
  const loop = async (): Promise<void> => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) await poster.post(id)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop))
}
