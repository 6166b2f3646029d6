import type { PoolClient } from 'pg'
import { newId } from '#src/kernel/id.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { inTransaction } from '#src/platform/db/transaction.ts'
import { ConnectorError } from '../connector-error.ts'
import type { Limits } from '../sdk.ts'
import type { CallEnd, CallGate } from '../vendor-http.ts'
import { type CallCounts, waitForRoom } from './room.ts'

/**
 * The gate of a connection. Its rows are at once the budget (rolling windows over all processes), the log, and the
 * raw payloads. It is a log of what happened and no change to the books, so it is no command: a row is kept even when
 * what the call was for comes to nothing.
 */
export function gateOf(call: Call, connectionId: string, limits: Limits, causeId: string | null): CallGate {
  const { platform, companyId } = call
  const inCompany = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    inTransaction(platform.db.app, { tenants: [companyId] }, work)
  return {
    async enter({ method, path }) {
      const id = newId('vendorCall')
      const now = platform.clock.now()
      const waitMs = await inCompany(async (client) => {
        const counts = await countCalls(client, companyId, connectionId, limits, now)
        const wait = waitForRoom(limits, counts, now)
        if (wait === 0) {
          await client.query(
            `insert into connection_calls (company_id, id, connection_id, cause_id, method, path, started_at)
             values ($1, $2, $3, $4, $5, $6, $7)`,
            [companyId, id, connectionId, causeId, method, path, now],
          )
        }
        return wait
      })
      if (waitMs > 0) throw new ConnectorError({ kind: 'rate_limited', retryAfterMs: waitMs })
      return (end) => inCompany((client) => endCall(client, companyId, id, end, platform.clock.now()))
    },
  }
}

interface CountRow {
  running: number
  in_minute: number
  in_day: number
  oldest_in_minute: Date | null
  oldest_in_day: Date | null
  blocked_until: Date | null
}

/** Counts under the lock of the connection's row, so that two processes never take the same last place. */
async function countCalls(
  client: PoolClient,
  companyId: string,
  connectionId: string,
  limits: Limits,
  now: Date,
): Promise<CallCounts> {
  const locked = await client.query<{ blocked_until: Date | null }>(
    'select blocked_until from connections where company_id = $1 and id = $2 for no key update',
    [companyId, connectionId],
  )
  // A call that has no end after its own timeout belongs to a process that died.
  const { rows } = await client.query<CountRow>({
    name: 'count_vendor_calls',
    text: `select count(*) filter (where finished_at is null and started_at > $3::timestamptz - make_interval(secs => $4))::int as running,
             count(*) filter (where started_at > $3::timestamptz - interval '1 minute')::int as in_minute,
             count(*)::int as in_day,
             min(started_at) filter (where started_at > $3::timestamptz - interval '1 minute') as oldest_in_minute,
             min(started_at) as oldest_in_day
           from connection_calls
           where company_id = $1 and connection_id = $2 and started_at > $3::timestamptz - interval '1 day'`,
    values: [companyId, connectionId, now, (limits.timeoutMs * 2) / 1000],
  })
  const row = rows[0]
  return {
    running: row?.running ?? 0,
    inMinute: row?.in_minute ?? 0,
    inDay: row?.in_day ?? 0,
    oldestInMinute: row?.oldest_in_minute ?? null,
    oldestInDay: row?.oldest_in_day ?? null,
    blockedUntil: locked.rows[0]?.blocked_until ?? null,
  }
}

async function endCall(client: PoolClient, companyId: string, id: string, end: CallEnd, now: Date): Promise<void> {
  await client.query({
    name: 'end_vendor_call',
    text: `update connection_calls set finished_at = $3, status = $4, bytes_out = $5, bytes_in = $6, sent = $7, received = $8
           where company_id = $1 and id = $2`,
    values: [companyId, id, now, end.status, end.bytesOut, end.bytesIn, end.sent, end.received],
  })
}

/** Calls of the rolling minute and day, for the doctor. */
export async function countedCalls(cx: Cx, connectionId: string): Promise<{ inMinute: number; inDay: number }> {
  const [row] = await cx.sql<{ in_minute: number; in_day: number }>(
    `select count(*) filter (where started_at > $3::timestamptz - interval '1 minute')::int as in_minute, count(*)::int as in_day
     from connection_calls where company_id = $1 and connection_id = $2 and started_at > $3::timestamptz - interval '1 day'`,
    [cx.companyId, connectionId, cx.now],
  )
  return { inMinute: row?.in_minute ?? 0, inDay: row?.in_day ?? 0 }
}
