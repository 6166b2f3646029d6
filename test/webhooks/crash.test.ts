import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { listDeliveries } from '#src/webhooks/read-webhooks.ts'
import { newCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { testPlatform } from '#test/support/platform.ts'
import type { Receiver } from './receiver.ts'
import { dispatcher, endpointAt, move, receiver, sequence } from './stand.ts'

const SCRIPT = fileURLToPath(new URL('./dispatch-process.ts', import.meta.url))
const clock = new SteppedClock(new Date())
let platform: Platform
let hooks: Receiver
let child: ChildProcess | undefined

beforeAll(async () => {
  platform = await testPlatform({ clock, env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
  hooks = await receiver()
})
afterAll(() => void child?.kill('SIGKILL'))

it('what a killed process had sent and not recorded is sent again under the same id, and nothing is lost', async () => {
  const company = await newCompany(platform)
  await endpointAt(company, hooks.url)
  await move(company.call(), [
    ['p1', 1],
    ['p1', 2],
    ['p2', 1],
  ])
  await sequence(platform)
  const arrived: string[] = []
  const bothArrived = new Promise<void>((settle) => {
    hooks.reply = ({ headers }) => {
      arrived.push(String(headers['webhook-id']))
      if (arrived.length === 2) settle()
      // Taken in by the receiver, but the answer never comes.
      return new Promise(() => undefined)
    }
  })
  const { url } = await testDatabase()
  child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, url, platform.config.dataDir], { stdio: 'inherit' })
  await bothArrived
  child.kill('SIGKILL')

  hooks.reply = () => ({ status: 200 })
  const next = dispatcher(platform)
  await next.drain()
  expect(hooks.received).toHaveLength(0)
  // Past the lease that the dead process holds.
  clock.set(new Date(Date.now() + 10 * 60_000))
  await next.drain()
  const again = hooks.received.map(({ headers }) => String(headers['webhook-id']))
  expect(again).toHaveLength(3)
  expect(new Set(again).size).toBe(3)
  expect(again).toEqual(expect.arrayContaining(arrived))
  const states = await listDeliveries(company.call(), { after: undefined, limit: 10 })
  expect(states.map(({ status, attempts }) => [status, attempts])).toEqual(Array(3).fill(['delivered', 1]))
})

it('a process that stops gives its endpoints back at once', async () => {
  const company = await newCompany(platform)
  await endpointAt(company, hooks.url)
  await move(company.call(), [['q1', 1]])
  await sequence(platform)
  const first = dispatcher(platform)
  const arrival = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  hooks.received.length = 0
  hooks.reply = async () => {
    arrival.resolve()
    await held.promise
    return { status: 500 }
  }
  await first.pass()
  await arrival.promise
  const closed = first.close()
  held.resolve()
  await closed
  hooks.reply = () => ({ status: 200 })
  clock.advance(5_000)
  await dispatcher(platform).drain()
  expect(hooks.received.map(({ status }) => status)).toEqual([500, 200])
})
