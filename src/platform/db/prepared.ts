import { DatabaseError } from 'pg'

/** Statements that a process prepares at the most; each costs some ten kilobytes on every connection that has sent it. */
const MOST = 500
/** Sent so often it will be sent again. Texts that are put together anew each time stay without a name. */
const WORTH = 3
const MOST_COUNTED = 2000

const names = new Map<string, string>()
const sent = new Map<string, number>()

/**
 * The name under which a connection keeps the statement parsed and planned, once its text has been seen three times.
 * To parse and plan a look-up takes PostgreSQL as long as to answer it.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST) return known
  const times = (sent.get(text) ?? 0) + 1
  if (times < WORTH) {
    if (sent.size >= MOST_COUNTED) sent.clear()
    sent.set(text, times)
    return undefined
  }
  sent.delete(text)
  const name = `s${names.size + 1}`
  names.set(text, name)
  return name
}

/**
 * Whether a prepared statement answers other columns than when it was prepared: a migration has changed its table
 * under a running process. It has to be prepared anew, on a new connection.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
