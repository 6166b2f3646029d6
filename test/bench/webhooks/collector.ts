import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'

const SAMPLES = 5
const TOLD_ID = /"data": *\{"id": *"([^"]+)"/

export interface Collector {
  /** Notes that the thing with this id arrived now. */
  arrived(id: string): void
}

/**
 * Notes what arrives in this process and when. POST answers 200 at once and counts as the arrival of what the message's
 * data names; GET /arrivals tells, GET /reset forgets. Prints its address.
 */
export function startCollector(): Collector {
  let arrivals = new Map<string, number>()
  let count = 0
  let samples: { headers: unknown; body: string }[] = []
  const arrived = (id: string): void => {
    count += 1
    arrivals.set(id, performance.timeOrigin + performance.now())
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST') {
        const body = Buffer.concat(chunks).toString('utf8')
        arrived(TOLD_ID.exec(body)?.[1] ?? '')
        if (samples.length < SAMPLES) samples.push({ headers: request.headers, body })
        response.writeHead(200, { 'content-length': 2 }).end('ok')
        return
      }
      const text = JSON.stringify({ count, samples, arrivals: [...arrivals] })
      if (request.url === '/reset') {
        arrivals = new Map()
        samples = []
        count = 0
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(text)
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.stdout.write(`answers at http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`)
  })
  return { arrived }
}
