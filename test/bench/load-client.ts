import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { LoadPlan, LoadResult } from './load.ts'

/**
 * The load generator, in a process of its own: keep-alive HTTP/1.1 on bare sockets, one request in flight on each. A
 * HTTP client of Node would take more of the machine than many a server that it measures.
 */
const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LoadPlan

const HEAD_END = Buffer.from('\r\n\r\n')
const requests = plan.requests.map(({ method, path, headers, body = '' }) => {
  const fields = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': String(Buffer.byteLength(body)) })
  return {
    head: `${method} ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}`,
    body,
  }
})

const latencies: number[] = []
const statuses: Record<string, number> = {}
let sent = 0
let endAt = 0

function next(): Buffer {
  const { head, body } = requests[sent % requests.length] ?? { head: '', body: '' }
  sent += 1
  const key = plan.idempotencyPrefix ? `idempotency-key: ${plan.idempotencyPrefix}-${sent}\r\n` : ''
  const { counter } = plan
  const told = counter
    ? body.replaceAll(counter.text, String(counter.from + sent).padStart(counter.text.length, '0'))
    : body
  return Buffer.from(`${head}${key}\r\n${told}`)
}

/** Bytes of the answer's body; -1 for a chunked one. */
function bodyLength(head: string): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)
  if (length) return Number(length[1])
  return /\r\ntransfer-encoding: *chunked/i.test(head) ? -1 : 0
}

function runConnection(): Promise<void> {
  return new Promise((done, reject) => {
    const socket: Socket = connect(plan.port, '127.0.0.1')
    socket.setNoDelay(true)
    let startedAt = 0
    let held = Buffer.alloc(0)
    const send = (): void => {
      startedAt = performance.now()
      if (startedAt >= endAt) socket.end(() => done())
      else socket.write(next())
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      const end = held.indexOf(HEAD_END)
      if (end < 0) return
      const head = held.toString('latin1', 0, end)
      const length = bodyLength(head)
      const isWhole = length < 0 ? held.subarray(-5).toString() === '0\r\n\r\n' : held.length >= end + 4 + length
      if (!isWhole) return
      const status = head.slice(9, 12)
      statuses[status] = (statuses[status] ?? 0) + 1
      latencies.push(performance.now() - startedAt)
      held = Buffer.alloc(0)
      send()
    })
  })
}

const startedAt = performance.now()
endAt = startedAt + plan.seconds * 1000
await Promise.all(Array.from({ length: plan.connections }, runConnection))
const seconds = (performance.now() - startedAt) / 1000
latencies.sort((a, b) => a - b)
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
const result: LoadResult = { seconds, answered: latencies.length, statuses, p50: at(0.5), p99: at(0.99) }
process.stdout.write(JSON.stringify(result))
