import type { Pool } from 'pg'

/**
 * Keeps a server that goes away from ending this process: a broken connection reports itself as an event besides
 * failing its statements, and an event that nobody hears is thrown. The pool drops such a connection; whoever used it
 * gets the error from his statement.
 */
export function surviveOutages(pool: Pool): Pool {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
