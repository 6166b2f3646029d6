import { Redis } from 'ioredis'
import type { Client } from 'pg'
import { newId } from '#src/kernel/id.ts'
import { relayJobs } from '#src/platform/outbox/relay-jobs.ts'
import { hasRedis, startRedis } from '#test/support/redis.ts'
import type { Effort } from '../areas.ts'
import { type BenchGround, onBenchGround } from '../bench-platform.ts'
import { drainRepeatedly, interleave, ratiosOf } from '../measure.ts'
import { say, sayGoal, sayMissing } from '../print.ts'
import { drainQueue, openQueue } from './queues.ts'

const ROWS = 5000
const CONCURRENCY = 50
const NAME = 'bench.nothing'

/** Goal 26: rows claimed in batches from PostgreSQL against jobs of BullMQ on Redis, each doing nothing. */
export const jobs = (effort: Effort): Promise<void> => onBenchGround('jobs', (ground) => measure(ground, effort))

async function measure({ platform, owner }: BenchGround, effort: Effort): Promise<void> {
  if (!hasRedis) return sayMissing('row 26, because there is no redis-server here (apt-get install redis-server)')
  const redis = await startRedis()
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null })
  const queue = await openQueue(connection, CONCURRENCY)
  try {
    const done = new Set<string>()
    const claim = (): Promise<number> =>
      relayJobs(platform, [NAME], async (rows) => {
        for (const row of rows) done.add(String(row.id))
      })
    await put(owner)
    while ((await claim()) > 0);
    await queue.fill(ROWS)
    await queue.drain()
    if (done.size !== ROWS || queue.done.size !== ROWS)
      throw new Error(`${done.size} rows and ${queue.done.size} jobs of ${ROWS} were done`)
    say(`${ROWS} no-op jobs on each, all done once; BullMQ on Redis without a file, concurrency ${CONCURRENCY}`)
    const speed = await interleave(
      [
        { name: 'claims', run: drainRepeatedly(() => put(owner), claim) },
        { name: 'bullmq on redis', run: drainQueue(queue, ROWS) },
      ],
      effort,
    )
    sayGoal({
      row: 26,
      text: 'batched claims on PostgreSQL / BullMQ on Redis, no-op',
      goal: 1.5,
      floor: 1,
      isMore: true,
      ratios: ratiosOf(speed.claims, speed['bullmq on redis']),
    })
  } finally {
    await queue.close()
    connection.disconnect()
    await redis.stop()
  }
}

async function put(owner: Client): Promise<void> {
  await owner.query(
    `insert into outbox (company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
     select 'system', 'job', $1, '{}', 'UTC', $2, now() - interval '1 second', now() from generate_series(1, $3::int)`,
    [NAME, newId('request'), ROWS],
  )
}
