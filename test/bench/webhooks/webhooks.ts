import { randomBytes } from 'node:crypto'
import { createPostgresBackend, withBackend } from 'bullmq'
import { Pool } from 'pg'
import { newId } from '#src/kernel/id.ts'
import { systemActor } from '#src/platform/actor.ts'
import { JOB_SCHEMA } from '#src/platform/jobs/job-schema.ts'
import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import { ALL_SCOPES } from '#src/platform/scopes.ts'
import { createDispatcher } from '#src/webhooks/dispatch/dispatcher.ts'
import { createEndpoint, hearEvents } from '#src/webhooks/index.ts'
import type { Effort } from '../areas.ts'
import { type BenchGround, onBenchGround } from '../bench-platform.ts'
import { drainQueue, type Kinds, openQueue } from '../jobs/queues.ts'
import { drainRepeatedly, interleave, ratiosOf } from '../measure.ts'
import { makeCompanies } from '../posting/companies.ts'
import { say, sayGoal } from '../print.ts'
import { serve } from '../serve.ts'
import { measureLatency } from './latency.ts'
import { IN_FLIGHT, openPoster, postAll } from './post-loop.ts'
import { assertReceived, resetReceiver } from './received.ts'

const COMPANIES = 4
const MESSAGES = 2000

/** Goals 22 to 24: durable signed deliveries against a bare POST loop and against a job for each. */
export const webhooks = (effort: Effort): Promise<void> =>
  onBenchGround('webhooks', (ground) => measure(ground, effort))

async function measure(ground: BenchGround, effort: Effort): Promise<void> {
  const receiver = await serve('test/bench/webhooks/receiver.ts', {})
  try {
    const { ids } = await makeCompanies(ground.database, COMPANIES)
    const secrets = await subscribe(ground, ids, receiver.port)
    await measureSpeed(ground, ids, secrets, receiver.port, effort)
    say()
    await measureLatency(ground, ids, receiver.port, effort)
  } finally {
    await receiver.stop()
  }
}

/** One endpoint of each company; answers their secrets. */
async function subscribe({ platform }: BenchGround, companies: readonly string[], port: number): Promise<string[]> {
  const secrets: string[] = []
  for (const companyId of companies) {
    const call = {
      platform,
      actor: { ...systemActor('bench'), scopes: new Set(ALL_SCOPES) },
      companyId,
      timeZone: 'UTC',
      requestId: newId('request'),
      dryRun: false,
    }
    const endpoint = { url: `http://127.0.0.1:${port}/hooks`, description: '', eventTypes: ['parcel.*'] }
    secrets.push((await createEndpoint(call, { ...endpoint, maxInFlight: IN_FLIGHT })).secret)
  }
  while ((await sequenceEvents(platform, [hearEvents])) > 0);
  return secrets
}

async function measureSpeed(
  ground: BenchGround,
  companies: readonly string[],
  secrets: readonly string[],
  port: number,
  effort: Effort,
): Promise<void> {
  const dispatcher = createDispatcher(ground.platform)
  const key = randomBytes(32)
  const poster = openPoster(port, key)
  const pool = new Pool({
    connectionString: ground.database.url,
    options: `-c search_path=${JOB_SCHEMA}`,
    max: 16,
  })
  pool.setMaxListeners(0)
  // BullMQ describes the classes of another backend in words of its own.
  const kinds = withBackend(createPostgresBackend) as unknown as Kinds
  const queue = await openQueue(pool, IN_FLIGHT, (job) => poster.post(String(job.id)), kinds)
  const fill = (): Promise<void> => putDeliveries(ground, companies)
  let left = 0
  const deliver = async (): Promise<number> => {
    if (left === 0) return 0
    left = 0
    await dispatcher.drain()
    return MESSAGES
  }
  const fillAndCount = async (): Promise<void> => {
    await fill()
    left = MESSAGES
  }
  let posted = 0
  const loop = (): Promise<void> =>
    postAll(
      poster,
      Array.from({ length: MESSAGES }, () => {
        posted += 1
        return `msg-${posted}`
      }),
    )
  const loopOnce = async (): Promise<number> => {
    if (left === 0) return 0
    left = 0
    await loop()
    return MESSAGES
  }
  try {
    await assertAllArrive(
      port,
      async () => {
        await fillAndCount()
        await deliver()
      },
      secrets,
    )
    await assertAllArrive(port, loop, [key.toString('base64')])
    await assertAllArrive(port, async () => {
      await queue.fill(MESSAGES)
      await queue.drain()
    }, [key.toString('base64')])
    await assertLogged(ground)
    say(`${MESSAGES} messages each way: all came, each once, signed; ${IN_FLIGHT} in flight, ${COMPANIES} endpoints`)
    const nothing = async (): Promise<void> => {
      left = MESSAGES
    }
    const speed = await interleave(
      [
        { name: 'deliveries', run: drainRepeatedly(fillAndCount, deliver) },
        { name: 'bare loop', run: drainRepeatedly(nothing, loopOnce) },
        { name: 'bullmq-postgres', run: drainQueue(queue, MESSAGES) },
      ],
      effort,
    )
    sayGoal({
      row: 22,
      text: 'durable signed deliveries, every attempt logged / signed keep-alive POST loop',
      goal: 0.6,
      floor: 0.4,
      isMore: true,
      ratios: ratiosOf(speed.deliveries, speed['bare loop']),
    })
    sayGoal({
      row: 23,
      text: 'the same / a job of BullMQ on PostgreSQL for each',
      goal: 5,
      floor: 3,
      isMore: true,
      ratios: ratiosOf(speed.deliveries, speed['bullmq-postgres']),
    })
  } finally {
    await dispatcher.close()
    await queue.close()
    poster.close()
    await pool.end()
  }
}

async function assertAllArrive(port: number, send: () => Promise<void>, secrets: readonly string[]): Promise<void> {
  await resetReceiver(port)
  await send()
  await assertReceived(port, MESSAGES, secrets)
}

/** Events that wait to be delivered, made without the clock running. */
async function putDeliveries({ owner, platform }: BenchGround, companies: readonly string[]): Promise<void> {
  await owner.query(
    `insert into outbox (company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
     select ($1::text[])[1 + n % $2], 'event', 'parcel.moved', jsonb_build_object('id', 'par_' || n, 'version', n),
       'UTC', $3, now(), now() from generate_series(1, $4::int) n`,
    [companies, companies.length, newId('request'), MESSAGES],
  )
  while ((await sequenceEvents(platform, [hearEvents])) > 0);
}

async function assertLogged({ owner }: BenchGround): Promise<void> {
  const { rows } = await owner.query<{ delivered: number; attempts: number }>(
    `select (select count(*) from webhook_deliveries where status = 'delivered')::int as delivered,
       (select count(*) from webhook_attempts where status = 200)::int as attempts`,
  )
  if (rows[0]?.delivered !== MESSAGES || rows[0].attempts !== MESSAGES)
    throw new Error(`not all is logged: ${JSON.stringify(rows)}`)
}
