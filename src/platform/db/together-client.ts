import type { Socket } from 'node:net'
import { Client } from 'pg'

/**
 * A client that sends what it is asked within one turn of the event loop in one write. A write is a call into the
 * system, and costs as much as all else that is done for a small statement; `pg` makes one for each.
 */
export class TogetherClient extends Client {
  override query = ((...asked: Parameters<Client['query']>): unknown => {
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Partial<Socket> } }).connection
    // A socket of Workers has neither.
    stream.cork?.()
    process.nextTick(() => stream.uncork?.())
    return super.query(...asked)
  }) as Client['query']
}
