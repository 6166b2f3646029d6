import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { fail } from '#src/kernel/problem.ts'
import type { HttpEnv } from './http-env.ts'
import type { RateLimiter } from './rate-limit.ts'

/** Fails with rate_limited when a credential or an address has asked too often. */
export function countRequest(c: Context<HttpEnv>, limiter: RateLimiter, who: string): void {
  const verdict = limiter.take(who, c.get('http').platform.clock.now().getTime())
  Object.assign(c.get('sent'), verdict.headers)
  const { isAllowed, retryAfterSeconds } = verdict
  if (isAllowed) return
  fail('rate_limited', `Wait ${retryAfterSeconds} seconds before the next request.`, { retryAfterSeconds })
}

/** Counts a request that needs no credential. Fails with rate_limited. */
export function countAddress(c: Context<HttpEnv>): void {
  const { publicLimiter } = c.get('http')
  if (publicLimiter) countRequest(c, publicLimiter, addressOf(c))
}

/** Who asks: the peer of the connection, on Workers what Cloudflare says, which no client can write there. */
function addressOf(c: Context<HttpEnv>): string {
  const incoming = (c.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming
  return incoming ? (incoming.socket.remoteAddress ?? '') : (c.req.header('cf-connecting-ip') ?? '')
}
