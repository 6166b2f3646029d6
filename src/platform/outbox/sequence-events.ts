import type { PoolClient } from 'pg'
import { newId } from '#src/kernel/id.ts'
import { inTransaction } from '../db/transaction.ts'
import type { JobKind } from '../jobs/job-kind.ts'
import type { Platform } from '../platform.ts'
import {
  insertEvents,
  insertJobRows,
  type NewJobRow,
  type SequencedEvent,
  type TakenEvent,
  takeEvents,
  takeSequencerLock,
} from './outbox.store.ts'

export type { SequencedEvent } from './outbox.store.ts'

/** What a listener may do with a batch, inside the transaction that puts the batch into the log. */
export interface EventSink {
  readonly now: Date
  /** Parameterised SQL as role bilag_worker, for the listening room's store. */
  sql<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
  /** Asks the worker to run a job for the company; an outbox row of the same transaction. */
  enqueue<T>(companyId: string, job: JobKind<T>, payload: T, options?: { delayMs?: number; timeZone?: string }): void
}

/**
 * Hears every event once, in batches, in each company's order. It must be quick and must not fail for one event's
 * sake: a batch that a listener throws on stays in the outbox and is tried again.
 */
export type EventListener = (events: readonly SequencedEvent[], sink: EventSink) => Promise<void>

const BATCH = 1000

/**
 * Moves one batch of events from the outbox into the companies' logs: each company's events get the next numbers of
 * its sequence, in the order of the outbox ids. Only one process sequences at a time; another finds the lock taken
 * and leaves. Answers how many events it moved.
 */
export async function sequenceEvents(
  platform: Pick<Platform, 'db' | 'clock'>,
  listeners: readonly EventListener[],
  limit = BATCH,
): Promise<number> {
  return inTransaction(platform.db.worker, { tenants: [] }, async (client) => {
    if (!(await takeSequencerLock(client))) return 0
    const taken = await takeEvents(client, limit)
    if (taken.length === 0) return 0
    const events = numberEvents(taken)
    await insertEvents(client, events)
    const { sink, jobs } = openSink(client, platform.clock.now())
    for (const hear of listeners) await hear(events, sink)
    await insertJobRows(client, jobs, sink.now)
    return events.length
  })
}

function numberEvents(taken: readonly TakenEvent[]): SequencedEvent[] {
  const newest = new Map<string, { sequence: bigint; id: string | null }>()
  return taken.map(({ companyId, type, data, occurredAt, lastSequence, lastId }) => {
    const before = newest.get(companyId) ?? { sequence: lastSequence, id: lastId }
    const event = {
      companyId,
      sequence: before.sequence + 1n,
      id: newId('event'),
      type,
      data,
      occurredAt,
      previousId: before.id,
    }
    newest.set(companyId, event)
    return event
  })
}

function openSink(client: PoolClient, now: Date): { sink: EventSink; jobs: NewJobRow[] } {
  const jobs: NewJobRow[] = []
  const sink: EventSink = {
    now,
    async sql<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
      const { rows } = await client.query<Row>({ text, values: [...values], ...(name ? { name } : {}) })
      return rows
    },
    enqueue(companyId, job, payload, { delayMs = 0, timeZone = 'UTC' } = {}) {
      jobs.push({
        tenant: companyId,
        name: job.name,
        payload: job.schema.parse(payload),
        timeZone,
        requestId: newId('request'),
        runAt: new Date(now.getTime() + delayMs),
      })
    },
  }
  return { sink, jobs }
}
