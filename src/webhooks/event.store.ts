import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Sql } from './delivery.store.ts'

/** An event as it goes over the wire, to every tap alike. */
export interface WireEvent {
  readonly id: string
  readonly sequence: number
  readonly type: string
  readonly companyId: string
  readonly occurredAt: Date
  readonly data: object
  readonly previousId: string | null
}

interface EventRow {
  id: string
  sequence: bigint
  type: string
  occurred_at: Date
  data: object
  previous_id: string | null
}

const toWireEvent = (companyId: string, row: EventRow): WireEvent => ({
  id: row.id,
  sequence: Number(row.sequence),
  type: row.type,
  companyId,
  occurredAt: row.occurred_at,
  data: row.data,
  previousId: row.previous_id,
})

const COLUMNS = 'id, sequence, type, occurred_at, data, previous_id'

/** Events above the sequence, in order; null = of every type. */
export async function listEventRows(
  cx: Cx,
  { after, limit, types }: { after: number; limit: number; types: readonly string[] | null },
): Promise<WireEvent[]> {
  const rows = await cx.sql<EventRow>(
    `select ${COLUMNS} from events where company_id = $1 and sequence > $2 and ($3::text[] is null or type = any ($3))
     order by sequence limit $4`,
    [cx.companyId, after, types, limit],
    'list_events',
  )
  return rows.map((row) => toWireEvent(cx.companyId, row))
}

export async function loadEvent(cx: Cx, id: string): Promise<WireEvent> {
  const [row] = await cx.sql<EventRow>(`select ${COLUMNS} from events where company_id = $1 and id = $2`, [
    cx.companyId,
    id,
  ])
  return row ? toWireEvent(cx.companyId, row) : fail('not_found', 'There is no such event.')
}

/** The newest sequence of each of these companies that has an event. */
export async function newestSequences(db: Sql, companyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.sql<{ company_id: string; sequence: bigint }>(
    `select wanted.id as company_id, newest.sequence from unnest($1::text[]) wanted(id)
     cross join lateral (select sequence from events where company_id = wanted.id order by sequence desc limit 1) newest`,
    [companyIds],
    'newest_sequences',
  )
  return new Map(rows.map((row) => [row.company_id, Number(row.sequence)]))
}

/** SQL straight on a pool, each statement in a transaction of its own. */
export const poolSql = (pool: Pool): Sql => ({
  async sql<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    const { rows } = await pool.query<Row>({ text, values: [...values], ...(name ? { name } : {}) })
    return rows
  },
})
