import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Attempt, Delivery, DeliveryKind, DeliveryStatus } from './webhook.ts'

/** Whoever runs SQL: a command, or the sink of the event sequencer. */
export type Sql = Pick<Cx, 'sql'>

export interface NewDelivery {
  readonly companyId: string
  readonly endpointId: string
  readonly kind: DeliveryKind
  readonly eventId: string
  readonly eventType: string
  readonly sequence: bigint
  readonly objectKey: string
}

/** Keeps deliveries that are due now, and wakes the queues of their endpoints. Answers their ids. */
export async function insertDeliveries(db: Sql, deliveries: readonly NewDelivery[], now: Date): Promise<string[]> {
  if (deliveries.length === 0) return []
  const ids = deliveries.map(() => newId('webhookDelivery'))
  const companies = deliveries.map(({ companyId }) => companyId)
  const endpoints = deliveries.map(({ endpointId }) => endpointId)
  await db.sql(
    `insert into webhook_deliveries (company_id, id, endpoint_id, kind, event_id, event_type, sequence, object_key, status,
       next_attempt_at, created_at)
     select company_id, id, endpoint_id, kind, event_id, event_type, sequence, object_key, 'pending', $9::timestamptz, $9
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
       as d(company_id, id, endpoint_id, kind, event_id, event_type, sequence, object_key)`,
    [
      companies,
      ids,
      endpoints,
      deliveries.map(({ kind }) => kind),
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ eventType }) => eventType),
      deliveries.map(({ sequence }) => sequence),
      deliveries.map(({ objectKey }) => objectKey),
      now,
    ],
    'webhook_insert_deliveries',
  )
  // In one order everywhere, so that two writers never wait for each other.
  await db.sql(
    `with touched as (select company_id, endpoint_id from webhook_queues
       where (company_id, endpoint_id) in (select * from unnest($1::text[], $2::text[])) order by 1, 2 for update)
     update webhook_queues q set due_at = least(q.due_at, $3::timestamptz), wakes = wakes + 1
     from touched t where q.company_id = t.company_id and q.endpoint_id = t.endpoint_id`,
    [companies, endpoints, now],
    'webhook_wake_queues',
  )
  return ids
}

export interface ListeningEndpoint {
  readonly companyId: string
  readonly id: string
  readonly eventTypes: readonly string[]
}

export const listListeningEndpoints = (db: Sql, companyIds: readonly string[]): Promise<ListeningEndpoint[]> =>
  db.sql<ListeningEndpoint>(
    `select company_id as "companyId", id, event_types as "eventTypes" from webhook_endpoints
     where company_id = any ($1) and status = 'enabled' order by company_id, id`,
    [companyIds],
    'webhook_listening_endpoints',
  )

interface DeliveryRow {
  id: string
  endpoint_id: string
  kind: DeliveryKind
  event_id: string
  event_type: string
  sequence: bigint
  status: DeliveryStatus
  attempts: number
  next_attempt_at: Date | null
  created_at: Date
  finished_at: Date | null
}

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  kind: row.kind,
  eventId: row.event_id,
  eventType: row.event_type,
  sequence: row.sequence,
  status: row.status,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
})

const COLUMNS =
  'id, endpoint_id, kind, event_id, event_type, sequence, status, attempts, next_attempt_at, created_at, finished_at'

export interface DeliveryFilter {
  readonly endpointId?: string | undefined
  readonly status?: DeliveryStatus | undefined
  readonly eventId?: string | undefined
  /** Id of the last delivery of the page before. */
  readonly after: string | undefined
  readonly limit: number
}

/** Newest first. */
export async function listDeliveryRows(cx: Cx, filter: DeliveryFilter): Promise<Delivery[]> {
  const rows = await cx.sql<DeliveryRow>(
    `select ${COLUMNS} from webhook_deliveries
     where company_id = $1 and ($2::text is null or id < $2) and ($3::text is null or endpoint_id = $3)
       and ($4::text is null or status = $4) and ($5::text is null or event_id = $5)
     order by id desc limit $6`,
    [
      cx.companyId,
      filter.after ?? null,
      filter.endpointId ?? null,
      filter.status ?? null,
      filter.eventId ?? null,
      filter.limit,
    ],
  )
  return rows.map(toDelivery)
}

export async function loadDelivery(cx: Cx, id: string): Promise<Delivery> {
  const [row] = await cx.sql<DeliveryRow>(
    `select ${COLUMNS} from webhook_deliveries where company_id = $1 and id = $2`,
    [cx.companyId, id],
  )
  return row ? toDelivery(row) : fail('not_found', 'There is no such webhook delivery.')
}

/** What a message says, of a delivery "d" joined with its event "e"; data is JSON text, spelled as it is sent. */
export const TOLD = `d.event_id as "eventId", d.event_type as type, d.sequence,
  coalesce(e.occurred_at, d.created_at) as "occurredAt",
  coalesce(e.data::text, json_build_object('id', d.endpoint_id)::text) as data, e.previous_id as "previousId"`

export interface Told {
  readonly eventId: string
  readonly type: string
  readonly sequence: bigint
  readonly occurredAt: Date
  readonly data: string
  readonly previousId: string | null
}

export async function loadTold(cx: Cx, deliveryId: string): Promise<Told> {
  const [row] = await cx.sql<Told>(
    `select ${TOLD} from webhook_deliveries d left join events e on e.company_id = d.company_id and e.sequence = d.sequence
     where d.company_id = $1 and d.id = $2`,
    [cx.companyId, deliveryId],
  )
  return row ?? fail('not_found', 'There is no such webhook delivery.')
}

interface AttemptRow {
  number: number
  started_at: Date
  duration_ms: number
  status: number | null
  error: string | null
  response_body: string | null
}

export async function listAttempts(cx: Cx, deliveryId: string): Promise<Attempt[]> {
  const rows = await cx.sql<AttemptRow>(
    `select number, started_at, duration_ms, status, error, response_body from webhook_attempts
     where company_id = $1 and delivery_id = $2 order by number`,
    [cx.companyId, deliveryId],
  )
  return rows.map((row) => ({
    number: row.number,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    status: row.status,
    error: row.error,
    responseBody: row.response_body,
  }))
}

export interface MissedEvent {
  readonly id: string
  readonly type: string
  readonly sequence: bigint
  readonly data: unknown
}

export interface MissedFilter {
  readonly endpointId: string
  /** Sequences above `after` up to `through`. */
  readonly after: number
  readonly through: number
  readonly types: readonly string[]
  /** Leaves out what this endpoint has taken already. */
  readonly onlyMissing: boolean
  readonly limit: number
}

/** Events of the log that a replay sends again, in order; what already waits for the endpoint is left out. */
export async function eventsToReplay(cx: Cx, filter: MissedFilter): Promise<MissedEvent[]> {
  return cx.sql<MissedEvent>(
    `select e.id, e.type, e.sequence, e.data from events e
     where e.company_id = $1 and e.sequence > $3 and e.sequence <= $4 and e.type = any ($5)
       and not exists (select from webhook_deliveries d where d.company_id = $1 and d.endpoint_id = $2
         and d.sequence = e.sequence and (d.status = 'pending' or ($6 and d.status = 'delivered')))
     order by e.sequence limit $7`,
    [cx.companyId, filter.endpointId, filter.after, filter.through, filter.types, filter.onlyMissing, filter.limit],
  )
}
