import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type DisabledReason, type Endpoint, type EndpointStatus, MAX_ENDPOINTS } from './webhook.ts'

interface EndpointRow {
  id: string
  url: string
  description: string
  event_types: string[]
  max_in_flight: number
  status: EndpointStatus
  disabled_reason: DisabledReason | null
  failing_since: Date | null
  version: number
  created_at: Date
  updated_at: Date
}

const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  eventTypes: row.event_types,
  maxInFlight: row.max_in_flight,
  status: row.status,
  disabledReason: row.disabled_reason,
  failingSince: row.failing_since,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const ENDPOINTS = `select e.id, e.url, e.description, e.event_types, e.max_in_flight, e.status, e.disabled_reason, e.version,
    e.created_at, e.updated_at, q.failing_since
  from webhook_endpoints e join webhook_queues q on q.company_id = e.company_id and q.endpoint_id = e.id
  where e.company_id = $1 and e.status <> 'deleted'`

export type NewEndpoint = Pick<Endpoint, 'id' | 'url' | 'description' | 'eventTypes' | 'maxInFlight'>

/** Keeps the endpoint with its empty queue. Problem: webhook_endpoint_limit. */
export async function insertEndpoint(cx: Cx, endpoint: NewEndpoint): Promise<void> {
  const rows = await cx.sql(
    `insert into webhook_endpoints (company_id, id, url, description, event_types, max_in_flight, status, created_at, updated_at)
     select $1, $2, $3, $4, $5, $6, 'enabled', $7, $7
     where (select count(*) from webhook_endpoints where company_id = $1 and status <> 'deleted') < $8 returning id`,
    [
      cx.companyId,
      endpoint.id,
      endpoint.url,
      endpoint.description,
      endpoint.eventTypes,
      endpoint.maxInFlight,
      cx.now,
      MAX_ENDPOINTS,
    ],
  )
  if (rows.length === 0) {
    fail('webhook_endpoint_limit', `A company has ${MAX_ENDPOINTS} endpoints at the most; remove one that is not used.`)
  }
  await cx.sql('insert into webhook_queues (company_id, endpoint_id) values ($1, $2)', [cx.companyId, endpoint.id])
}

export async function listEndpointRows(cx: Cx, after: string | undefined, limit: number): Promise<Endpoint[]> {
  const rows = await cx.sql<EndpointRow>(`${ENDPOINTS} and e.id > $2 order by e.id limit $3`, [
    cx.companyId,
    after ?? '',
    limit,
  ])
  return rows.map(toEndpoint)
}

export async function loadEndpoint(cx: Cx, id: string): Promise<Endpoint> {
  const [row] = await cx.sql<EndpointRow>(`${ENDPOINTS} and e.id = $2`, [cx.companyId, id])
  return row ? toEndpoint(row) : fail('not_found', 'There is no such webhook endpoint.')
}

/** Writes the endpoint if it is still at its version; `deleted` takes it out of every list. */
export async function changeEndpointRow(
  cx: Cx,
  endpoint: Endpoint,
  status: EndpointStatus | 'deleted' = endpoint.status,
): Promise<void> {
  const rows = await cx.sql(
    `update webhook_endpoints set url = $4, description = $5, event_types = $6, max_in_flight = $7, status = $8,
       disabled_reason = $9, version = version + 1, updated_at = $10
     where company_id = $1 and id = $2 and version = $3 returning id`,
    [
      cx.companyId,
      endpoint.id,
      endpoint.version,
      endpoint.url,
      endpoint.description,
      endpoint.eventTypes,
      endpoint.maxInFlight,
      status,
      endpoint.disabledReason,
      cx.now,
    ],
  )
  if (rows.length === 0) fail('version_stale', 'The endpoint has changed since you read it; read it again.')
}

/** Ends what waits for an endpoint that hears nothing any more, and forgets how long it has failed. */
export async function cancelPending(cx: Cx, endpointId: string): Promise<number> {
  const rows = await cx.sql(
    `update webhook_deliveries set status = 'cancelled', next_attempt_at = null, finished_at = $3
     where company_id = $1 and endpoint_id = $2 and status = 'pending' returning id`,
    [cx.companyId, endpointId, cx.now],
  )
  await cx.sql(
    'update webhook_queues set due_at = null, failing_since = null where company_id = $1 and endpoint_id = $2',
    [cx.companyId, endpointId],
  )
  return rows.length
}

/** Keeps a new secret; those before it end at `oldOnesEnd`, and only the newest of them may still sign until then. */
export async function insertSecret(cx: Cx, endpointId: string, sealed: string, oldOnesEnd: Date): Promise<void> {
  await cx.sql(
    `update webhook_secrets set expires_at = case when expires_at is null then $3::timestamptz else least(expires_at, $4) end
     where company_id = $1 and endpoint_id = $2`,
    [cx.companyId, endpointId, oldOnesEnd, cx.now],
  )
  await cx.sql(
    `insert into webhook_secrets (company_id, endpoint_id, number, sealed, created_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4 from webhook_secrets where company_id = $1 and endpoint_id = $2`,
    [cx.companyId, endpointId, sealed, cx.now],
  )
}
