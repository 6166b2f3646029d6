import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { HttpEnv } from './http-env.ts'

/**
 * A header of the request by its lower-case name. On Node it comes from what the parser has already; the Headers object
 * that Hono asks for would be built for every request, which cost as much as checking a posting against its schema.
 */
export function requestHeader(c: Context<HttpEnv>, name: string): string | undefined {
  const incoming = (c.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming
  if (!incoming) return c.req.header(name)
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
