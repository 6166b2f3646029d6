import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import type { Dispatcher } from '#src/webhooks/dispatch/dispatcher.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import type { Receiver } from './receiver.ts'
import { dispatcher, move, receiver, sequence } from './stand.ts'

let platform: Platform
let hooks: Receiver
let worker: Dispatcher
let company: TestCompany
let client: TestClient
let base: string

beforeAll(async () => {
  platform = await testPlatform({ env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
  hooks = await receiver()
  worker = dispatcher(platform)
})
beforeEach(async () => {
  company = await newCompany(platform)
  client = testClient(platform, await company.key())
  base = `/v1/companies/${company.id}/webhook-endpoints`
  await sequence(platform)
  hooks.received.length = 0
  hooks.reply = () => ({ status: 200 })
})

const make = async (eventTypes = ['parcel.moved']): Promise<string> =>
  String((await client.post(base, { url: hooks.url, eventTypes })).json.id)
const deliver = async (): Promise<void> => {
  await sequence(platform)
  await worker.drain()
}
const heard = (): string[] => hooks.received.map(({ body }) => JSON.parse(body).data.id)

describe('an endpoint', () => {
  it('shows its secret once: a replay and a read do not', async () => {
    const key = { 'idempotency-key': 'hook' }
    const body = { url: hooks.url, eventTypes: ['parcel.*'] }
    const made = await client.post(base, body, key)
    expect([made.status, made.json.maxInFlight, made.json.status]).toEqual([201, 10, 'enabled'])
    expect(made.json.secret).toMatch(/^whsec_/)
    const again = await client.post(base, body, key)
    expect([again.json.id, again.json.secret]).toEqual([made.json.id, null])
    expect((await client.get(`${base}/${made.json.id}`)).text).not.toContain('whsec_')
  })

  it('stores its secret encrypted', async () => {
    const made = await client.post(base, { url: hooks.url, eventTypes: ['parcel.moved'] })
    const { rows } = await platform.db.worker.query(
      'select sealed from webhook_secrets where company_id = $1 and endpoint_id = $2',
      [company.id, made.json.id],
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(String(made.json.secret).slice(6))
  })

  it('refuses an event type that does not exist', async () => {
    const refused = await client.post(base, { url: hooks.url, eventTypes: ['parcel.moved', 'parcel.eaten'] })
    expect(refused.json).toMatchObject({ code: 'event_type_unknown', errors: [{ pointer: '/eventTypes/1' }] })
  })

  it('changes under If-Match only', async () => {
    const id = await make()
    const stale = await client.patch(`${base}/${id}`, { description: 'x' }, { 'if-match': '"v7"' })
    expect(stale.status).toBe(412)
    const changed = await client.patch(`${base}/${id}`, { description: 'Warehouse' }, { 'if-match': '"v1"' })
    expect([changed.json.description, changed.json.version]).toEqual(['Warehouse', 2])
  })

  it('lets one of two racing changes through', async () => {
    const id = await make()
    const change = (description: string) => client.patch(`${base}/${id}`, { description }, { 'if-match': '"v1"' })
    const statuses = (await Promise.all(['a', 'b', 'c'].map(change))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 412, 412])
  })

  it('that is disabled hears nothing; enabled again it gets what it missed by a replay', async () => {
    const id = await make()
    await client.patch(`${base}/${id}`, { status: 'disabled' })
    await move(company.call(), [['p1', 1]])
    await deliver()
    expect((await client.post(`${base}/${id}/tests`)).json.code).toBe('webhook_endpoint_disabled')
    await client.patch(`${base}/${id}`, { status: 'enabled' })
    await move(company.call(), [['p2', 1]])
    await deliver()
    expect(heard()).toEqual(['p2'])
    const replayed = await client.post(`${base}/${id}/replays`, { kind: 'missing' })
    expect(replayed.json).toMatchObject({ deliveries: 1, isComplete: true })
    await deliver()
    expect(heard()).toEqual(['p2', 'p1'])
    expect((await client.post(`${base}/${id}/replays`, { kind: 'missing' })).json).toMatchObject({ deliveries: 0 })
  })

  it('that is removed is gone, its deliveries stay to be read', async () => {
    const id = await make()
    await move(company.call(), [['p1', 1]])
    await deliver()
    const removed = await client.send('DELETE', `${base}/${id}`)
    expect(removed.status).toBe(204)
    expect((await client.get(`${base}/${id}`)).status).toBe(404)
    const { json } = await client.get(`/v1/companies/${company.id}/webhook-deliveries?endpointId=${id}`)
    expect(json.data).toMatchObject([{ status: 'delivered' }])
  })

  it('gets a test that is in no log', async () => {
    const id = await make()
    const asked = await client.post(`${base}/${id}/tests`)
    expect([asked.status, asked.json.kind, asked.json.sequence]).toEqual([202, 'test', 0])
    await deliver()
    const [got] = hooks.received
    expect(JSON.parse(got?.body ?? '{}')).toMatchObject({ type: 'webhookEndpoint.tested', data: { id } })
    const detail = await client.get(`/v1/companies/${company.id}/webhook-deliveries/${asked.json.id}`)
    expect(detail.json).toMatchObject({ status: 'delivered', body: got?.body, log: [{ number: 1, status: 200 }] })
  })

  it('gets one event, or a range, again under the same ids', async () => {
    const id = await make()
    await move(company.call(), [
      ['p1', 1],
      ['p2', 1],
      ['p3', 1],
    ])
    await deliver()
    const first = hooks.received.map(({ headers }) => headers['webhook-id'])
    const events = hooks.received.map(({ body }) => JSON.parse(body) as { id: string; sequence: number })
    await client.post(`${base}/${id}/replays`, { kind: 'one', eventId: events[1]?.id })
    await deliver()
    const range = { kind: 'range', after: events[0]?.sequence, through: events[2]?.sequence }
    expect((await client.post(`${base}/${id}/replays`, range)).json).toMatchObject({ deliveries: 2 })
    // What waits already is not doubled.
    expect((await client.post(`${base}/${id}/replays`, range)).json).toMatchObject({ deliveries: 0 })
    await deliver()
    const again = hooks.received.slice(3).map(({ headers }) => headers['webhook-id'])
    expect(again).toEqual([first[1], first[1], first[2]])
  })
})
