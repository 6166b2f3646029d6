import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher } from 'undici'
import { pinnedAddresses, type TargetRules } from '../target.ts'

/** One POST, from the first byte to the last, may take so long. */
export const TIMEOUT_MS = 15_000
/** What is kept of an answer's body. Bytes. */
const KEPT_BYTES = 2048
/** An answer that is longer is not read on. Bytes. */
const READ_BYTES = 64 * 1024
const SWEEP_MS = 500

export interface Sent {
  /** Null when no answer came. */
  readonly status: number | null
  /** Why no answer came, null when one did. */
  readonly error: string | null
  readonly body: string | null
  readonly retryAfter: string | null
}

export interface HttpSender {
  post(url: URL, headers: Record<string, string>, body: string): Promise<Sent>
  close(): Promise<void>
}

/**
 * Keeps connections alive, follows no redirect, and connects only to addresses that the rules allow: what the name
 * resolves to is judged at the moment of connecting, and the very address that was judged is used.
 */
export function createHttpSender(rules: TargetRules, connections: number): HttpSender {
  const agent = new Agent({
    connections,
    pipelining: 1,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    keepAliveTimeout: 30_000,
    connect: { timeout: TIMEOUT_MS, lookup: pinnedLookup(rules) },
  })
  const running = new Set<Exchange>()
  // One sweep in place of a timer for each request; it also ends answers that trickle.
  const sweep = setInterval(() => {
    const nowMs = performance.now()
    for (const exchange of running) if (nowMs - exchange.startedMs > TIMEOUT_MS) exchange.expire()
  }, SWEEP_MS)
  sweep.unref()
  return {
    post(url, headers, body) {
      return new Promise((resolve) => {
        const exchange = new Exchange((sent) => {
          running.delete(exchange)
          resolve(sent)
        })
        running.add(exchange)
        const path = `${url.pathname}${url.search}`
        try {
          agent.dispatch({ origin: url.origin, path, method: 'POST', headers, body }, exchange)
        } catch (error) {
          exchange.onResponseError(undefined, error instanceof Error ? error : new Error(String(error)))
        }
      })
    },
    async close() {
      clearInterval(sweep)
      await agent.destroy()
    },
  }
}

function pinnedLookup(rules: TargetRules): LookupFunction {
  return (hostname, options, done) => {
    pinnedAddresses(hostname, rules).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return done(new Error(`${hostname} has no address`), '', 0)
        if (options.all) return done(null, [...addresses])
        done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    )
  }
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly startedMs = performance.now()
  readonly #done: (sent: Sent) => void
  #controller: Dispatcher.DispatchController | undefined
  #isExpired = false
  #isDone = false
  #status: number | null = null
  #retryAfter: string | null = null
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(done: (sent: Sent) => void) {
    this.#done = done
  }

  expire(): void {
    this.#isExpired = true
    this.#controller?.abort(new Error('timeout'))
    this.#finish('the receiver took more than 15 seconds')
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isExpired) controller.abort(new Error('timeout'))
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    const retryAfter = headers['retry-after']
    this.#retryAfter = typeof retryAfter === 'string' ? retryAfter : null
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#bytes < KEPT_BYTES) this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes <= READ_BYTES) return
    this.#finish(null)
    controller.abort(new Error('the answer is longer than it needs to be'))
  }

  onResponseEnd(): void {
    this.#finish(null)
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#finish(inWords(error))
  }

  #finish(error: string | null): void {
    if (this.#isDone) return
    this.#isDone = true
    const isAnswered = error === null
    // PostgreSQL's text cannot hold a NUL.
    const body = Buffer.concat(this.#chunks).subarray(0, KEPT_BYTES).toString('utf8').replaceAll('\0', '')
    this.#done({
      status: isAnswered ? this.#status : null,
      error,
      body: body === '' ? null : body,
      retryAfter: this.#retryAfter,
    })
  }
}

/** The error's code and its first words, without addresses of our own side. */
function inWords(error: Error): string {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = 'code' in first && typeof first.code === 'string' ? `${first.code}: ` : ''
  return `${code}${first.message}`.slice(0, 300)
}
