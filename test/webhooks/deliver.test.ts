import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { disableEndpoint } from '#src/webhooks/disable-endpoint.ts'
import type { Dispatcher } from '#src/webhooks/dispatch/dispatcher.ts'
import { getDelivery, getEndpoint, listDeliveries } from '#src/webhooks/read-webhooks.ts'
import { rotateSecret } from '#src/webhooks/rotate-secret.ts'
import { RETRY_WAITS_MS } from '#src/webhooks/webhook.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import type { Received, Receiver } from './receiver.ts'
import { dispatcher, endpointAt, move, receiver, sendLetter, sequence } from './stand.ts'

const HOUR_MS = 3_600_000
const clock = new SteppedClock(new Date())
let platform: Platform
let hooks: Receiver
let worker: Dispatcher
let company: TestCompany

beforeAll(async () => {
  platform = await testPlatform({ clock, env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
  hooks = await receiver()
  worker = dispatcher(platform)
})
beforeEach(async () => {
  clock.set(new Date())
  company = await newCompany(platform)
  await sequence(platform)
  // What earlier tests left waiting would come due when this one moves the clock.
  await platform.db.worker.query(
    `update webhook_deliveries set status = 'cancelled', next_attempt_at = null where status = 'pending'`,
  )
  hooks.received.length = 0
  hooks.reply = () => ({ status: 200, body: 'ok' })
})

const deliver = async (): Promise<void> => {
  await sequence(platform)
  await worker.drain()
}
const verifiedBy = (secret: string, { body, headers }: Received): boolean[] => {
  const signed = headers as Record<string, string>
  const accepts = (verify: () => unknown): boolean => {
    try {
      verify()
      return true
    } catch {
      return false
    }
  }
  return [
    accepts(() => new SvixWebhook(secret).verify(body, signed)),
    accepts(() => new StandardWebhook(secret).verify(body, signed)),
  ]
}
const deliveries = () => listDeliveries(company.call(), { after: undefined, limit: 100 })

describe('a delivery', () => {
  it('is the event, signed so that both reference libraries accept it', async () => {
    const { secret } = await endpointAt(company, hooks.url)
    await move(company.call(), [['p1', 1]])
    await deliver()
    const [got] = hooks.received
    expect(hooks.received).toHaveLength(1)
    if (!got) return
    const event = JSON.parse(got.body)
    expect(event).toMatchObject({ type: 'parcel.moved', companyId: company.id, data: { id: 'p1', version: 1 } })
    expect(Object.keys(event)).toEqual(['id', 'sequence', 'type', 'companyId', 'occurredAt', 'data', 'previousId'])
    expect(got.headers['webhook-id']).toBe(event.id)
    expect(verifiedBy(secret, got)).toEqual([true, true])
    expect(verifiedBy(secret, { ...got, body: `${got.body} ` })).toEqual([false, false])
    expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 1, nextAttemptAt: null }])
  })

  it('goes to every endpoint that hears its type and to no other', async () => {
    await endpointAt(company, `${hooks.url}/parcels`)
    await endpointAt(company, `${hooks.url}/letters`, { eventTypes: ['letter.sent'] })
    await endpointAt(company, `${hooks.url}/all`, { eventTypes: [] })
    await endpointAt(await newCompany(platform), `${hooks.url}/stranger`)
    await sequence(platform)
    await worker.drain()
    hooks.received.length = 0
    await sendLetter(company.call(), 'l1')
    await deliver()
    expect(hooks.received.map(({ path }) => path).sort()).toEqual(['/hooks/all', '/hooks/letters'])
  })

  it('shows its body and every attempt', async () => {
    await endpointAt(company, hooks.url)
    await move(company.call(), [['p1', 1]])
    hooks.reply = () => ({ status: 500, body: `<html>${'x'.repeat(10_000)}` })
    await deliver()
    hooks.reply = () => ({ status: 204 })
    clock.advance(5_000)
    await deliver()
    const [{ id } = { id: '' }] = await deliveries()
    const { body, log } = await getDelivery(company.call(), id)
    expect(body).toBe(hooks.received[0]?.body)
    expect(hooks.received[1]?.body).toBe(body)
    expect(log).toMatchObject([
      { number: 1, status: 500 },
      { number: 2, status: 204, responseBody: null },
    ])
    expect(log[0]?.responseBody).toHaveLength(2048)
  })
})

describe('a failed delivery', () => {
  it('comes again on the schedule under the same id, and ends as failed', async () => {
    await endpointAt(company, hooks.url)
    await move(company.call(), [['p1', 1]])
    let round = 0
    // One success of another object in each round keeps the endpoint from being disabled.
    hooks.reply = ({ body }) => ({ status: body.includes('"p1"') ? 503 : 200 })
    const deliverBeside = async (): Promise<number> => {
      await move(company.call(), [[`beside${round++}`, 1]])
      await deliver()
      return hooks.received.filter(({ status }) => status === 503).length
    }
    expect(await deliverBeside()).toBe(1)
    for (const [index, waitMs] of RETRY_WAITS_MS.entries()) {
      clock.advance(waitMs - 1000)
      expect(await deliverBeside()).toBe(index + 1)
      clock.advance(1000)
      expect(await deliverBeside()).toBe(index + 2)
    }
    const failed = hooks.received.filter(({ status }) => status === 503)
    expect(new Set(failed.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const [{ eventId } = { eventId: '' }] = await listDeliveries(company.call(), {
      after: undefined,
      limit: 10,
      status: 'failed',
    })
    expect(eventId).toBe(failed[0]?.headers['webhook-id'])
  })

  it('waits longer when the receiver asks for it', async () => {
    await endpointAt(company, hooks.url)
    await move(company.call(), [['p1', 1]])
    hooks.reply = () => ({ status: 429, headers: { 'retry-after': '3600' } })
    await deliver()
    const [delivery] = await deliveries()
    expect(delivery?.nextAttemptAt).toEqual(new Date(clock.now().getTime() + HOUR_MS))
  })

  it('is what a redirect is: it is not followed', async () => {
    await endpointAt(company, hooks.url)
    await move(company.call(), [['p1', 1]])
    hooks.reply = () => ({ status: 302, headers: { location: `${hooks.url}/elsewhere` } })
    await deliver()
    expect(hooks.received.map(({ path }) => path)).toEqual(['/hooks'])
    expect(await deliveries()).toMatchObject([{ status: 'pending', attempts: 1 }])
  })

  it('says why no answer came', async () => {
    await endpointAt(company, 'http://127.0.0.1:1/nobody')
    await move(company.call(), [['p1', 1]])
    await deliver()
    const [{ id } = { id: '' }] = await deliveries()
    const { log } = await getDelivery(company.call(), id)
    expect(log).toMatchObject([{ status: null, error: expect.stringContaining('ECONNREFUSED') }])
  })
})

describe('an endpoint', () => {
  it('that answers 410 is disabled at once, told as an event, and hears nothing more', async () => {
    const { endpoint } = await endpointAt(company, hooks.url)
    await move(company.call(), [
      ['p1', 1],
      ['p1', 2],
    ])
    hooks.reply = () => ({ status: 410 })
    await deliver()
    expect(await getEndpoint(company.call(), endpoint.id)).toMatchObject({ status: 'disabled', disabledReason: 'gone' })
    await sequence(platform)
    const { rows } = await platform.db.worker.query(
      `select data from events where company_id = $1 and type = 'webhookEndpoint.disabled'`,
      [company.id],
    )
    expect(rows).toMatchObject([{ data: { id: endpoint.id, reason: 'gone' } }])
    await move(company.call(), [['p2', 1]])
    await deliver()
    expect(hooks.received).toHaveLength(1)
    expect((await deliveries()).map(({ status }) => status)).toEqual(['cancelled', 'failed'])
  })

  it('that fails for more than five days is disabled', async () => {
    const { endpoint } = await endpointAt(company, hooks.url)
    hooks.reply = () => ({ status: 500 })
    for (let day = 0; day <= 5; day++) {
      await move(company.call(), [[`p${day}`, 1]])
      await deliver()
      expect(await getEndpoint(company.call(), endpoint.id)).toMatchObject({ status: 'enabled' })
      clock.advance(24 * HOUR_MS)
    }
    await deliver()
    expect(await getEndpoint(company.call(), endpoint.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'failing',
      failingSince: null,
    })
  })

  it('that succeeds in between counts its failing from anew', async () => {
    const { endpoint } = await endpointAt(company, hooks.url)
    hooks.reply = () => ({ status: 500 })
    await move(company.call(), [['p1', 1]])
    await deliver()
    expect((await getEndpoint(company.call(), endpoint.id)).failingSince).not.toBeNull()
    hooks.reply = () => ({ status: 200 })
    clock.advance(5_000)
    await deliver()
    expect((await getEndpoint(company.call(), endpoint.id)).failingSince).toBeNull()
  })

  it('is disabled once, however many say so', async () => {
    const { endpoint } = await endpointAt(company, hooks.url)
    const twice = [1, 2].map(() => disableEndpoint(company.call(), { endpointId: endpoint.id, reason: 'gone' }))
    const settled = await Promise.allSettled(twice)
    expect(settled.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await getEndpoint(company.call(), endpoint.id)).toMatchObject({ status: 'disabled', version: 2 })
  })
})

describe('a rotated secret', () => {
  it('signs beside the one before for 24 hours, and alone after', async () => {
    const { endpoint, secret: first } = await endpointAt(company, hooks.url)
    const { secret: second } = await rotateSecret(company.call(), { endpointId: endpoint.id })
    const send = async (id: string): Promise<Received> => {
      hooks.received.length = 0
      await move(company.call(), [[id, 1]])
      await deliver()
      const [got] = hooks.received
      if (!got) throw new Error('nothing came')
      return got
    }
    const during = await send('p1')
    expect(verifiedBy(first, during)).toEqual([true, true])
    expect(verifiedBy(second, during)).toEqual([true, true])
    expect(String(during.headers['webhook-signature']).split(' ')).toHaveLength(2)
    const { secret: third } = await rotateSecret(company.call(), { endpointId: endpoint.id })
    const afterThird = await send('p2')
    expect(verifiedBy(first, afterThird)).toEqual([false, false])
    expect(verifiedBy(third, afterThird)).toEqual([true, true])
    clock.advance(24 * HOUR_MS)
    const alone = await send('p3')
    expect(String(alone.headers['webhook-signature']).split(' ')).toHaveLength(1)
  })
})
