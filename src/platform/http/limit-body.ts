import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '#src/kernel/problem.ts'
import type { HttpEnv } from './http-env.ts'
import { requestHeader } from './request-header.ts'

/**
 * Refuses a body of more than so many bytes. One that declares its length is judged by it (Node holds it to that);
 * only one that comes in chunks is counted, which takes a stream and a copy.
 */
export function limitBody(maxBytes: number): MiddlewareHandler<HttpEnv> {
  const refuse = (): never => {
    throw new Problem('body_too_large', `The body may have ${maxBytes / 1024 / 1024} MiB at the most.`)
  }
  const count = bodyLimit({ maxSize: maxBytes, onError: refuse })
  return (c, next) => {
    const { method } = c.req
    if (method === 'GET' || method === 'HEAD') return next()
    const declared = requestHeader(c, 'content-length')
    if (declared === undefined || requestHeader(c, 'transfer-encoding') !== undefined) return count(c, next)
    return Number(declared) > maxBytes ? refuse() : next()
  }
}
