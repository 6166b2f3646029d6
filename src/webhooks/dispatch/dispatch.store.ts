import type { Pool } from 'pg'
import { TOLD, type Told } from '../delivery.store.ts'

/** SQL of the dispatcher, as role bilag_worker: it sees all companies, and changes queues, deliveries and attempts only. */

export interface Lease {
  readonly companyId: string
  readonly endpointId: string
  /** The queue's counter when it was leased; another value later means that something came. */
  readonly wakes: bigint
  readonly failingSince: Date | null
}

export interface LeaseWish {
  readonly owner: string
  readonly now: Date
  readonly until: Date
  readonly limit: number
}

/** Leases queues of enabled endpoints that are due and that nobody is sending from. */
export async function leaseQueues(pool: Pool, { owner, now, until, limit }: LeaseWish): Promise<Lease[]> {
  const { rows } = await pool.query<Lease>({
    name: 'webhook_lease_queues',
    text: `with due as materialized (
             select q.company_id, q.endpoint_id from webhook_queues q
             join webhook_endpoints e on e.company_id = q.company_id and e.id = q.endpoint_id
             where q.due_at <= $2 and (q.leased_until is null or q.leased_until <= $2) and e.status = 'enabled'
             order by q.due_at limit $4 for update of q skip locked
           )
           update webhook_queues q set leased_by = $1, leased_until = $3 from due
           where q.company_id = due.company_id and q.endpoint_id = due.endpoint_id
           returning q.company_id as "companyId", q.endpoint_id as "endpointId", q.wakes, q.failing_since as "failingSince"`,
    values: [owner, now, until, limit],
  })
  return rows
}

export interface Target {
  readonly url: string
  readonly maxInFlight: number
  readonly isEnabled: boolean
  /** Encrypted secrets that are valid now, the newest first. */
  readonly sealed: readonly string[]
}

export async function loadTarget(pool: Pool, lease: Lease, now: Date): Promise<Target | undefined> {
  const { rows } = await pool.query<Target>({
    name: 'webhook_load_target',
    text: `select e.url, e.max_in_flight as "maxInFlight", e.status = 'enabled' as "isEnabled",
             array(select s.sealed from webhook_secrets s where s.company_id = e.company_id and s.endpoint_id = e.id
               and (s.expires_at is null or s.expires_at > $3) order by s.number desc) as sealed
           from webhook_endpoints e where e.company_id = $1 and e.id = $2`,
    values: [lease.companyId, lease.endpointId, now],
  })
  return rows[0]
}

export interface DueDelivery extends Told {
  readonly id: string
  readonly objectKey: string
  readonly attempts: number
}

export interface Position {
  readonly sequence: bigint
  readonly id: string
}

/**
 * Due deliveries of an endpoint behind a position, in order. A delivery whose object has an earlier one that waits for
 * its next attempt is left out: an object's events arrive in their order.
 */
export async function dueDeliveries(
  pool: Pool,
  lease: Lease,
  after: Position,
  now: Date,
  limit: number,
): Promise<DueDelivery[]> {
  const { rows } = await pool.query<DueDelivery>({
    name: 'webhook_due_deliveries',
    text: `select d.id, d.object_key as "objectKey", d.attempts, ${TOLD}
           from webhook_deliveries d left join events e on e.company_id = d.company_id and e.sequence = d.sequence
           where d.company_id = $1 and d.endpoint_id = $2 and d.status = 'pending' and (d.sequence, d.id) > ($3, $4)
             and d.next_attempt_at <= $5
             and not exists (select from webhook_deliveries b where b.company_id = $1 and b.endpoint_id = $2
               and b.object_key = d.object_key and b.status = 'pending' and b.attempts > 0 and b.sequence <= d.sequence
               and b.next_attempt_at > $5)
           order by d.sequence, d.id limit $6`,
    values: [lease.companyId, lease.endpointId, after.sequence, after.id, now, limit],
  })
  return rows
}

/** What became of one attempt. */
export interface Result {
  readonly deliveryId: string
  readonly number: number
  readonly startedAt: Date
  readonly durationMs: number
  readonly status: number | null
  readonly error: string | null
  readonly responseBody: string | null
  readonly becomes: 'delivered' | 'pending' | 'failed'
  readonly nextAttemptAt: Date | null
}

/** Logs the attempts and moves their deliveries on, in one statement. */
export async function recordResults(pool: Pool, { companyId }: Lease, results: readonly Result[]): Promise<void> {
  await pool.query({
    name: 'webhook_record_results',
    text: `with result as (
             select * from unnest($2::text[], $3::int[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::text[],
               $9::text[], $10::timestamptz[])
               as r(id, number, started_at, duration_ms, status, error, response_body, becomes, next_attempt_at)
           ), logged as (
             insert into webhook_attempts (company_id, delivery_id, number, started_at, duration_ms, status, error, response_body)
             select $1, id, number, started_at, duration_ms, status, error, response_body from result
             on conflict do nothing
           )
           update webhook_deliveries d set status = r.becomes, attempts = r.number, next_attempt_at = r.next_attempt_at,
             finished_at = case when r.becomes <> 'pending' then r.started_at + r.duration_ms * interval '1 millisecond' end
           from result r where d.company_id = $1 and d.id = r.id and d.status = 'pending'`,
    values: [
      companyId,
      results.map(({ deliveryId }) => deliveryId),
      results.map(({ number }) => number),
      results.map(({ startedAt }) => startedAt),
      results.map(({ durationMs }) => durationMs),
      results.map(({ status }) => status),
      results.map(({ error }) => error),
      results.map(({ responseBody }) => responseBody),
      results.map(({ becomes }) => becomes),
      results.map(({ nextAttemptAt }) => nextAttemptAt),
    ],
  })
}

/** Keeps the lease and notes whether the endpoint works; answers since when it fails, undefined when the lease is lost. */
export async function renewLease(
  pool: Pool,
  lease: Lease,
  { owner, now, until, hadSuccess }: { owner: string; now: Date; until: Date; hadSuccess: boolean },
): Promise<{ failingSince: Date | null } | undefined> {
  const { rows } = await pool.query<{ failingSince: Date | null }>({
    name: 'webhook_renew_lease',
    text: `update webhook_queues set leased_until = $5,
             failing_since = case when $6 then null else coalesce(failing_since, $4::timestamptz) end
           where company_id = $1 and endpoint_id = $2 and leased_by = $3 returning failing_since as "failingSince"`,
    values: [lease.companyId, lease.endpointId, owner, now, until, hadSuccess],
  })
  return rows[0]
}

/**
 * Gives the queue back with the time of its next retry. False when something came since `wakes` was read: then the
 * caller keeps the lease and looks again.
 */
export async function releaseLease(
  pool: Pool,
  lease: Lease,
  { owner, wakes, dueAt }: { owner: string; wakes: bigint; dueAt: Date | null },
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'webhook_release_lease',
    text: `update webhook_queues q set leased_by = null, leased_until = null, due_at = coalesce($5::timestamptz, (
             select min(d.next_attempt_at) from webhook_deliveries d where d.company_id = $1 and d.endpoint_id = $2
               and d.status = 'pending' and d.attempts > 0))
           where q.company_id = $1 and q.endpoint_id = $2 and q.leased_by = $3 and ($5::timestamptz is not null or q.wakes = $4)`,
    values: [lease.companyId, lease.endpointId, owner, wakes, dueAt],
  })
  return rowCount === 1
}

/** The counter of a queue that is still leased by this owner; undefined when it is not. */
export async function readWakes(pool: Pool, lease: Lease, owner: string): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ wakes: bigint }>({
    name: 'webhook_read_wakes',
    text: 'select wakes from webhook_queues where company_id = $1 and endpoint_id = $2 and leased_by = $3',
    values: [lease.companyId, lease.endpointId, owner],
  })
  return rows[0]?.wakes
}
