import type { Context } from 'hono'
import type { RenderedAnswer } from '../cx.ts'
import type { FileAnswer } from './answer.ts'
import type { HttpEnv } from './http-env.ts'

type Answer = (Omit<RenderedAnswer, 'body'> & { readonly body: string | null }) | FileAnswer

/** The response with all its headers at once, as a plain object: the server then writes them without a Headers object. */
export function respond(c: Context<HttpEnv>, answer: Answer): Response {
  c.set('isSent', true)
  const body = 'bytes' in answer ? (answer.bytes as Uint8Array<ArrayBuffer>) : answer.body
  const isEmpty = answer.status === 204 || answer.status === 304
  return new Response(isEmpty ? null : body, {
    status: answer.status,
    headers: { ...c.get('sent'), ...answer.headers },
  })
}
