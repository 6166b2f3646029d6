import type { Context } from 'hono'
import type { Call } from '../cx.ts'
import { openCall, type Route } from './bind.ts'
import type { Operation, z } from './contract.ts'
import type { HttpEnv } from './http-env.ts'
import { readParams, readQuery } from './read-request.ts'

/** A message of the HTML standard's server-sent events; a heartbeat keeps proxies from closing a quiet stream. */
export type StreamMessage =
  | { readonly id: string; readonly event: string; readonly data: string }
  | { readonly retryMs: number }
  | 'heartbeat'

export interface StreamRequest<Params, Query> {
  readonly params: Params
  readonly query: Query
  /** What the client had last, when it comes back. */
  readonly lastEventId: string | undefined
}

/** Gives the messages; a refusal must come before the first one. `signal` fires when the client is gone. */
export type StreamHandler<Params, Query> = (
  call: Call,
  request: StreamRequest<Params, Query>,
  signal: AbortSignal,
) => AsyncGenerator<StreamMessage, void>

type Infer<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** An operation that answers with a stream of events in place of one body. */
export function bindStream<Params extends z.ZodType, Query extends z.ZodType>(
  operation: Operation<Params, Query>,
  handler: StreamHandler<Infer<Params>, Infer<Query>>,
): Route {
  const handle = async (c: Context<HttpEnv>): Promise<Response> => {
    const call = await openCall(c, operation as Operation)
    const params = readParams(c, operation as Operation) as Infer<Params>
    const query = readQuery(c, operation as Operation) as Infer<Query>
    const gone = new AbortController()
    const messages = handler(call, { params, query, lastEventId: c.req.header('last-event-id') }, gone.signal)
    const first = await messages.next()
    c.header('content-type', 'text/event-stream; charset=utf-8')
    c.header('cache-control', 'no-store')
    return c.body(toStream(first, messages, gone))
  }
  return {
    operation: operation as Operation,
    mount: (app) => {
      app.on(operation.method.toUpperCase(), operation.path.replace(/\{(\w+)\}/g, ':$1'), handle)
    },
  }
}

function toStream(
  first: IteratorResult<StreamMessage, void>,
  messages: AsyncGenerator<StreamMessage, void>,
  gone: AbortController,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next: IteratorResult<StreamMessage, void> | undefined = first
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = next ?? (await messages.next())
      next = undefined
      if (done) controller.close()
      else controller.enqueue(new Uint8Array(Buffer.from(inLines(value))))
    },
    cancel() {
      gone.abort()
    },
  })
}

function inLines(message: StreamMessage): string {
  if (message === 'heartbeat') return ': still here\n\n'
  if ('retryMs' in message) return `retry: ${message.retryMs}\n\n`
  const data = message.data.replaceAll('\n', '\ndata: ')
  return `id: ${message.id}\nevent: ${message.event}\ndata: ${data}\n\n`
}
