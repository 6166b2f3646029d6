import { createHash } from 'node:crypto'
import type { Cx } from '#src/platform/cx.ts'

/** True the first time that these bytes come for the connection, false for a replay. */
export async function keepMessage(cx: Cx, connectionId: string, raw: Uint8Array): Promise<boolean> {
  const rows = await cx.sql(
    `insert into inbound_messages (company_id, connection_id, digest, received_at) values ($1, $2, $3, $4)
     on conflict do nothing returning digest`,
    [cx.companyId, connectionId, createHash('sha256').update(raw).digest('base64url'), cx.now],
  )
  return rows.length === 1
}

/** When a message was last believed; null when none ever was. */
export async function lastMessageAt(cx: Cx, connectionId: string): Promise<Date | null> {
  const [row] = await cx.sql<{ received_at: Date | null }>(
    'select max(received_at) as received_at from inbound_messages where company_id = $1 and connection_id = $2',
    [cx.companyId, connectionId],
  )
  return row?.received_at ?? null
}
