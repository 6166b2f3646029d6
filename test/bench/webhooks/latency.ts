import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend, withBackend } from 'bullmq'
import { Pool } from 'pg'
import { z } from 'zod'
import { newId } from '#src/kernel/id.ts'
import { systemActor } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import { defineEvent } from '#src/platform/events.ts'
import { JOB_SCHEMA } from '#src/platform/jobs/job-schema.ts'
import type { Effort } from '../areas.ts'
import type { BenchGround } from '../bench-platform.ts'
import { interleave, ratiosOf, type Sample } from '../measure.ts'
import { say, sayGoal } from '../print.ts'
import { serve } from '../serve.ts'
import { received, resetReceiver } from './received.ts'

const PER_SECOND = 500
const TICK_MS = 10
const PATIENCE_MS = 60_000

const parcelMoved = defineEvent('parcel.moved', 'A parcel moved', z.object({ id: z.string(), version: z.int() }))
const move = command('bench.move', { can: null }, async (cx, id: string) => {
  cx.audit({ kind: 'parcel', id })
  cx.emit(parcelMoved, { id, version: 1 })
})

const nowMs = (): number => performance.timeOrigin + performance.now()

/**
 * Goal 24: from the commit of an event to its arrival at the receiver, a worker process in between, against the time
 * from an acknowledged add to the start of a job in a worker process of BullMQ on PostgreSQL.
 */
export async function measureLatency(
  ground: BenchGround,
  companies: readonly string[],
  port: number,
  effort: Effort,
): Promise<void> {
  const worker = await serve('src/worker.ts', ground.env)
  const pickup = await serve('test/bench/webhooks/pick-up.ts', {}, [ground.database.url])
  const pool = new Pool({ connectionString: ground.database.url, options: `-c search_path=${JOB_SCHEMA}`, max: 20 })
  pool.setMaxListeners(0)
  const queue = new (withBackend(createPostgresBackend).Queue)('pickup', { connection: pool as never })
  queue.on('error', () => undefined)
  try {
    say(`${PER_SECOND} a second, from an acknowledged commit to arrival`)
    const measured = await interleave(
      [
        { name: 'events', run: (seconds) => latency(port, seconds, (n) => emit(ground, companies, n)) },
        {
          name: 'bullmq pickup',
          run: (seconds) =>
            latency(pickup.port, seconds, async (n) => {
              const id = `pick-${newId('request')}-${n}`
              await queue.add('nothing', {}, { jobId: id, removeOnComplete: true })
              return id
            }),
        },
      ],
      effort,
    )
    const ratios = (take: (sample: Sample) => number) => ratiosOf(measured.events, measured['bullmq pickup'], take)
    const text = `commit to receipt at ${PER_SECOND}/s / pickup by BullMQ on PostgreSQL`
    const p50 = ratios(({ p50 = Number.NaN }) => p50)
    const p99 = ratios(({ p99 = Number.NaN }) => p99)
    sayGoal({ row: 24, text: `p50, ${text}`, goal: 1, floor: 2, isMore: false, ratios: p50 })
    sayGoal({ row: 24, text: `p99, ${text}`, goal: 0.5, floor: 1, isMore: false, ratios: p99 })
  } finally {
    await queue.close()
    await pool.end()
    await Promise.all([worker.stop(), pickup.stop()])
  }
}

/** Answers the id under which the receiver will see it: ours are known by what their data says. */
async function emit({ platform }: BenchGround, companies: readonly string[], n: number): Promise<string> {
  const id = `par_${newId('request')}`
  await move(
    {
      platform,
      actor: systemActor('bench'),
      companyId: companies[n % companies.length] ?? '',
      timeZone: 'UTC',
      requestId: newId('request'),
      dryRun: false,
    },
    id,
  )
  return id
}

/** Starts so many a second, whether the ones before are through or not, and waits until all have arrived. */
async function latency(port: number, seconds: number, start: (n: number) => Promise<string>): Promise<Sample> {
  await resetReceiver(port)
  const acknowledged = new Map<string, number>()
  const started: Promise<void>[] = []
  const startedMs = nowMs()
  for (let n = 0; n < seconds * PER_SECOND; ) {
    const due = Math.min(seconds * PER_SECOND, ((nowMs() - startedMs) / 1000) * PER_SECOND)
    for (; n < due; n += 1) started.push(start(n).then((id) => void acknowledged.set(id, nowMs())))
    await sleep(TICK_MS)
  }
  await Promise.all(started)
  const took = (nowMs() - startedMs) / 1000
  const arrivals = await allArrivals(port, acknowledged.size)
  const waits = [...acknowledged].map(([id, atMs]) => Math.max(0, (arrivals.get(id) ?? Number.NaN) - atMs))
  if (waits.some(Number.isNaN)) throw new Error('something never arrived')
  waits.sort((a, b) => a - b)
  const at = (share: number): number => waits[Math.floor(waits.length * share)] ?? Number.NaN
  return { perSecond: acknowledged.size / took, p50: at(0.5), p99: at(0.99) }
}

async function allArrivals(port: number, wanted: number): Promise<ReadonlyMap<string, number>> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 100) {
    const { arrivals } = await received(port)
    if (arrivals.size >= wanted) return arrivals
    await sleep(100)
  }
  throw new Error('not everything arrived')
}
