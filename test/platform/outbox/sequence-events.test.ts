import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { command } from '#src/platform/command/index.ts'
import { defineEvent } from '#src/platform/events.ts'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import { type SequencedEvent, sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'

const ticked = defineEvent('test.ticked', 'A test ticked', z.object({ n: z.int() }))
const wakeUp = defineJob('test.wakeUp', z.object({ n: z.int() }), {}, async () => undefined)
const tick = command('test.tick', { can: null }, async (cx, numbers: number[]) => {
  cx.audit({ kind: 'test', id: 'tick' })
  for (const n of numbers) cx.emit(ticked, { n })
})

let platform: Platform
let company: TestCompany

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
  await drain()
})

async function drain(limit?: number): Promise<SequencedEvent[]> {
  const heard: SequencedEvent[] = []
  while ((await sequenceEvents(platform, [async (events) => void heard.push(...events)], limit)) > 0);
  return heard
}

const log = async (companyId: string): Promise<SequencedEvent[]> => {
  const { rows } = await platform.db.worker.query(
    `select sequence, id, previous_id as "previousId", data, type from events where company_id = $1 order by sequence`,
    [companyId],
  )
  return rows
}

function expectUnbroken(events: readonly SequencedEvent[]): void {
  events.forEach((event, index) => {
    expect(event.sequence).toBe(BigInt(index + 1))
    expect(event.previousId).toBe(events[index - 1]?.id ?? null)
  })
}

describe('sequencer', () => {
  it('numbers events in the order of the outbox and links each to the one before', async () => {
    const fresh = await newCompany(platform)
    await tick(fresh.call(), [1, 2, 3])
    await tick(fresh.call(), [4, 5])
    await drain(2)
    const events = (await log(fresh.id)).filter((event) => event.type === 'test.ticked')
    expect(events.map((event) => event.data)).toEqual([1, 2, 3, 4, 5].map((n) => ({ n })))
    expectUnbroken(await log(fresh.id))
  })

  it('keeps the sequences of companies apart', async () => {
    const [left, right] = [await newCompany(platform), await newCompany(platform)]
    for (const n of [1, 2, 3]) {
      await tick(left.call(), [n])
      await tick(right.call(), [n * 10])
    }
    await drain()
    expectUnbroken(await log(left.id))
    expectUnbroken(await log(right.id))
  })

  it('leaves no gap and no double when commands and sequencers race', async () => {
    const fresh = await newCompany(platform)
    const commands = Array.from({ length: 60 }, (_, n) => tick(fresh.call(), [n, n]))
    const drains = Array.from({ length: 4 }, () => drain(7))
    await Promise.all([...commands, ...drains])
    await drain()
    const events = await log(fresh.id)
    expectUnbroken(events)
    expect(events.filter((event) => event.type === 'test.ticked')).toHaveLength(120)
  })

  it('gives each batch to the listeners in the same transaction', async () => {
    await tick(company.call(), [7])
    const before = await log(company.id)
    const failing = async () => {
      throw new Error('listener failed')
    }
    await expect(sequenceEvents(platform, [failing])).rejects.toThrow('listener failed')
    expect(await log(company.id)).toEqual(before)
    expect((await drain()).map((event) => event.data)).toEqual([{ n: 7 }])
  })

  it('lets a listener enqueue jobs with the batch', async () => {
    await tick(company.call(), [8])
    await sequenceEvents(platform, [
      async (events, sink) => {
        for (const event of events) sink.enqueue(event.companyId, wakeUp, { n: 8 }, { delayMs: 60_000 })
      },
    ])
    const { rows } = await platform.db.worker.query(`select company_id, payload from outbox where name = 'test.wakeUp'`)
    expect(rows).toEqual([{ company_id: company.id, payload: { n: 8 } }])
  })

  it('keeps the log final, also against the worker', async () => {
    await expect(platform.db.worker.query('delete from events')).rejects.toThrow('the event log is final')
  })
})
