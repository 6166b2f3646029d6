import { beforeAll, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { listDeliveries } from '#src/webhooks/read-webhooks.ts'
import { newCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import type { Receiver } from './receiver.ts'
import { dispatcher, endpointAt, move, receiver, sequence } from './stand.ts'

const clock = new SteppedClock(new Date())
let platform: Platform
let hooks: Receiver
beforeAll(async () => {
  platform = await testPlatform({ clock, env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
  hooks = await receiver()
})

/** A generator with a seed, so that a failing run can be had again (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const OBJECTS = 25
const VERSIONS = 24

it('nothing is lost and every object keeps its order when three in ten requests fail, with two dispatchers', async () => {
  const company = await newCompany(platform)
  await sequence(platform)
  await endpointAt(company, hooks.url, { maxInFlight: 20 })
  const random = seeded(7)
  hooks.reply = () => ({ status: random() < 0.3 ? 500 : 200 })
  const [left, right] = [dispatcher(platform), dispatcher(platform)]
  for (let version = 1; version <= VERSIONS; version++) {
    await move(
      company.call(),
      Array.from({ length: OBJECTS }, (_, n) => [`p${n}`, version] as const),
    )
    if (version % 4 !== 0) continue
    await sequence(platform)
    await Promise.all([left.drain(), right.drain()])
    clock.advance(5_000)
  }
  for (let round = 0; round < 200 && (await pending(company)) > 0; round++) {
    clock.advance(10 * 60_000)
    await Promise.all([left.drain(), right.drain()])
  }
  const taken = new Map<string, number[]>()
  for (const { status, body } of hooks.received) {
    const { data } = JSON.parse(body) as { data: { id: string; version: number } }
    if (status === 200) taken.set(data.id, [...(taken.get(data.id) ?? []), data.version])
  }
  const wanted = Array.from({ length: VERSIONS }, (_, index) => index + 1)
  expect(taken.size).toBe(OBJECTS)
  for (const versions of taken.values()) expect(versions).toEqual(wanted)
  expect(hooks.received.filter(({ status }) => status === 500).length).toBeGreaterThan(100)
})

async function pending(company: Awaited<ReturnType<typeof newCompany>>): Promise<number> {
  return (await listDeliveries(company.call(), { after: undefined, limit: 1, status: 'pending' })).length
}

it('an endpoint never has more requests under way than it takes', async () => {
  const company = await newCompany(platform)
  await endpointAt(company, `${hooks.url}/narrow`, { maxInFlight: 3 })
  let underWay = 0
  let most = 0
  hooks.reply = async () => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((settle) => setTimeout(settle, 5))
    underWay -= 1
    return { status: 200 }
  }
  await move(
    company.call(),
    Array.from({ length: 60 }, (_, n) => [`n${n}`, 1] as const),
  )
  await sequence(platform)
  await dispatcher(platform).drain()
  expect(most).toBe(3)
})
