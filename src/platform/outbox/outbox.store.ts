import type { Pool, PoolClient } from 'pg'

/** SQL of the outbox's two drains. Both run as role bilag_worker and see the rows of all companies. */

export interface JobRow {
  readonly id: bigint
  readonly tenant: string
  readonly name: string
  readonly payload: unknown
  readonly timeZone: string
  readonly requestId: string
}

/** Locks due job rows of the given kinds; rows that another relay holds are passed over. */
export async function lockDueJobs(
  client: PoolClient,
  names: readonly string[],
  now: Date,
  limit: number,
): Promise<JobRow[]> {
  const { rows } = await client.query<JobRow>({
    name: 'outbox_lock_due_jobs',
    text: `select id, company_id as tenant, name, payload, time_zone as "timeZone", request_id as "requestId"
           from outbox
           where kind = 'job' and run_at <= $1 and name = any($2)
           order by run_at, id limit $3
           for update skip locked`,
    values: [now, names, limit],
  })
  return rows
}

export async function deleteRows(client: PoolClient, ids: readonly bigint[]): Promise<void> {
  await client.query({ name: 'outbox_delete_rows', text: 'delete from outbox where id = any($1)', values: [ids] })
}

/** True for one drain at a time; freed when its transaction ends. */
export async function takeSequencerLock(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>({
    name: 'outbox_sequencer_lock',
    text: `select pg_try_advisory_xact_lock(hashtextextended('bilag event sequencer', 0)) as free`,
  })
  return rows[0]?.free === true
}

export interface TakenEvent {
  readonly companyId: string
  readonly type: string
  readonly data: unknown
  readonly occurredAt: Date
  /** The company's newest event so far; 0 and null without one. */
  readonly lastSequence: bigint
  readonly lastId: string | null
}

/** Takes the oldest event rows out of the outbox, in the order of their ids. */
export async function takeEvents(client: PoolClient, limit: number): Promise<TakenEvent[]> {
  const { rows } = await client.query<TakenEvent>({
    name: 'outbox_take_events',
    text: `with picked as materialized (
             select id from outbox where kind = 'event' order by id limit $1 for update skip locked
           ), taken as (
             delete from outbox using picked where outbox.id = picked.id
             returning outbox.id, company_id, name, payload, created_at
           ), newest as (
             select company.company_id, last.sequence, last.id
             from (select distinct company_id from taken) company
             left join lateral (
               select sequence, id from events where events.company_id = company.company_id
               order by sequence desc limit 1
             ) last on true
           )
           select taken.company_id as "companyId", name as type, payload as data, created_at as "occurredAt",
             coalesce(newest.sequence, 0) as "lastSequence", newest.id as "lastId"
           from taken join newest using (company_id)
           order by taken.id`,
    values: [limit],
  })
  return rows
}

/** An event in its company's log. */
export interface SequencedEvent {
  readonly companyId: string
  /** 1, 2, 3 ... within the company, without a gap. */
  readonly sequence: bigint
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly occurredAt: Date
  /** Id of the event with the sequence before; null for the first. */
  readonly previousId: string | null
}

export async function insertEvents(client: PoolClient, events: readonly SequencedEvent[]): Promise<void> {
  await client.query({
    name: 'outbox_insert_events',
    text: `insert into events (company_id, sequence, id, type, data, occurred_at, previous_id)
           select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[],
             $7::text[])`,
    values: [
      events.map((event) => event.companyId),
      events.map((event) => event.sequence),
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => JSON.stringify(event.data)),
      events.map((event) => event.occurredAt),
      events.map((event) => event.previousId),
    ],
  })
}

export interface NewJobRow {
  readonly tenant: string
  readonly name: string
  readonly payload: unknown
  readonly timeZone: string
  readonly requestId: string
  readonly runAt: Date
}

export async function insertJobRows(client: PoolClient, jobs: readonly NewJobRow[], now: Date): Promise<void> {
  if (jobs.length === 0) return
  await client.query({
    name: 'outbox_insert_jobs',
    text: `insert into outbox (company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
           select company_id, 'job', name, payload, time_zone, request_id, run_at, $7::timestamptz
           from unnest($1::text[], $2::text[], $3::jsonb[], $4::text[], $5::text[], $6::timestamptz[])
             as job(company_id, name, payload, time_zone, request_id, run_at)`,
    values: [
      jobs.map((job) => job.tenant),
      jobs.map((job) => job.name),
      jobs.map((job) => JSON.stringify(job.payload)),
      jobs.map((job) => job.timeZone),
      jobs.map((job) => job.requestId),
      jobs.map((job) => job.runAt),
      now,
    ],
  })
}

/** Rows that wait, by kind: what `/metrics` shows as the outbox's depth. */
export async function countWaiting(pool: Pool, now: Date): Promise<{ events: number; jobs: number }> {
  const { rows } = await pool.query<{ events: number; jobs: number }>({
    name: 'outbox_count_waiting',
    text: `select count(*) filter (where kind = 'event')::int as events,
             count(*) filter (where kind = 'job' and run_at <= $1)::int as jobs
           from outbox`,
    values: [now],
  })
  return rows[0] ?? { events: 0, jobs: 0 }
}
