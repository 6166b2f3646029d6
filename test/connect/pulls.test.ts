import { beforeAll, describe, expect, it } from 'vitest'
import { sweepPulls } from '#src/connect/sweep.ts'
import { systemCall } from '#test/support/actors.ts'
import { type Bench, type Connected, connected, drain, newBill, openBench } from './bench.ts'
import { post } from './emit.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})

const sync = async (one: Connected) => {
  const run = await one.client.post(`${one.path}/connections/${one.connectionId}/syncs`, {})
  await drain(bench)
  return run
}
/** Every pulled payment of our document, page by page. */
async function pulled(one: Connected, subjectId: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = []
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { json } = await one.get(`/pulled-payments?limit=200${cursor ? `&cursor=${cursor}` : ''}`)
    all.push(...(json.data as Record<string, unknown>[]))
    cursor = json.nextCursor
  }
  return all.filter(({ settles }) => (settles as { subjectId: string }).subjectId === subjectId)
}

/** A bill of ours that the vendor has, and the vendor's id of it. */
async function handedOver(one: Connected) {
  const bill = await newBill(one.company)
  await post(one.company.call(), bill.id)
  await drain(bench)
  const [operation] = await one.operations(`?subjectId=${bill.id}`)
  return { bill, externalId: String(operation?.externalId) }
}

describe('payments that are made at the vendor', () => {
  it('come in, tied to our document, with an event', async () => {
    const one = await connected(bench)
    const { bill, externalId } = await handedOver(one)
    bench.fake.pay(externalId, '300.00', '2026-03-20')
    const run = await sync(one)
    expect([run.status, run.json.status]).toEqual([202, 'queued'])
    expect(await pulled(one, bill.id)).toMatchObject([
      {
        status: 'made',
        amount: '300.00',
        currency: 'NOK',
        paidOn: '2026-03-20',
        isOurs: false,
        bankAccountCode: '1920',
      },
    ])
    expect((await one.get(`/sync-runs/${run.json.id}`)).json).toMatchObject({
      status: 'done',
      cause: 'person',
      fault: null,
    })
    const { rows } = await bench.platform.db.worker.query(
      `select type from events where company_id = $1 and type = 'payment.pulled' and data->>'settlesId' = $2`,
      [one.company.id, bill.id],
    )
    expect(rows).toHaveLength(1)
  })

  it('are known by their last state: a deletion comes in, a repetition changes nothing', async () => {
    const one = await connected(bench)
    const { bill, externalId } = await handedOver(one)
    const paid = bench.fake.pay(externalId, '300.00', '2026-03-20')
    await sync(one)
    const again = await sync(one)
    expect((await one.get(`/sync-runs/${again.json.id}`)).json).toMatchObject({ status: 'done', changed: 0 })
    bench.fake.deletePayment(paid)
    await sync(one)
    expect(await pulled(one, bill.id)).toMatchObject([{ status: 'deleted', version: 2 }])
  })

  it('are pulled in bounded pages until there are no more', async () => {
    const one = await connected(bench)
    const { bill, externalId } = await handedOver(one)
    for (let paid = 0; paid < 230; paid++) bench.fake.pay(externalId, '1.00', '2026-03-20')
    const run = await sync(one)
    expect((await one.get(`/sync-runs/${run.json.id}`)).json.pages).toBeGreaterThan(2)
    expect(await pulled(one, bill.id)).toHaveLength(230)
  })

  it('wait when the vendor says so, and come then', async () => {
    const one = await connected(bench)
    const { bill, externalId } = await handedOver(one)
    bench.fake.pay(externalId, '5.00', '2026-03-20')
    bench.fake.failNext('read', { kind: 'rateLimited', retryAfterSeconds: 30 })
    const run = await sync(one)
    expect((await one.get(`/sync-runs/${run.json.id}`)).json).toMatchObject({
      status: 'failed',
      fault: { kind: 'rate_limited' },
    })
    bench.clock.advance(31_000)
    await drain(bench)
    expect(await pulled(one, bill.id)).toHaveLength(1)
  })

  it('are asked for once when two people ask at once', async () => {
    const one = await connected(bench)
    const runs = await Promise.all(
      [1, 2, 3].map(() => one.client.post(`${one.path}/connections/${one.connectionId}/syncs`, {})),
    )
    expect(new Set(runs.map(({ json }) => json.id)).size).toBe(1)
    await drain(bench)
  })

  it('are found by the poll', async () => {
    const one = await connected(bench)
    const { bill, externalId } = await handedOver(one)
    bench.fake.pay(externalId, '7.00', '2026-03-20')
    await sweepPulls(systemCall(bench.platform))
    await drain(bench)
    expect(await pulled(one, bill.id)).toHaveLength(1)
  })
})

describe('a message of the vendor', () => {
  const deliver = (one: Connected, message: { raw: Uint8Array; headers: Record<string, string> }) =>
    one.client.send('POST', `/hooks/xero/${one.connectionId}`, message.raw, message.headers)
  const runs = async (one: Connected) =>
    ((await one.get(`/sync-runs?connectionId=${one.connectionId}`)).json.data as { cause: string }[]).filter(
      ({ cause }) => cause === 'webhook',
    )

  it('wakes a pull', async () => {
    const one = await connected(bench)
    const { bill, externalId } = await handedOver(one)
    bench.fake.pay(externalId, '9.00', '2026-03-20')
    expect((await deliver(one, bench.fake.webhook('update'))).status).toBe(200)
    await drain(bench)
    expect(await pulled(one, bill.id)).toHaveLength(1)
  })

  it('that comes twice wakes it once', async () => {
    const one = await connected(bench)
    const message = bench.fake.webhook('update')
    await deliver(one, message)
    await drain(bench)
    expect((await deliver(one, message)).status).toBe(200)
    await drain(bench)
    expect(await runs(one)).toHaveLength(1)
  })

  it('passes the handshake: 200 for the right signature, 401 for a wrong one', async () => {
    const one = await connected(bench)
    const { raw, headers } = bench.fake.webhook('handshake')
    expect((await deliver(one, { raw, headers })).status).toBe(200)
    const wrong = await deliver(one, { raw, headers: { ...headers, 'x-xero-signature': 'AAAA' } })
    expect([wrong.status, wrong.json.code]).toEqual([401, 'hook_signature_invalid'])
    expect((await deliver(one, { raw, headers: {} })).status).toBe(401)
    expect(await runs(one)).toEqual([])
  })

  it('for a connection or connector that is not there is not taken', async () => {
    const one = await connected(bench)
    const { raw, headers } = bench.fake.webhook('update')
    const nowhere = await one.client.send('POST', `/hooks/abacus/${one.connectionId}`, raw, headers)
    const missing = await one.client.send('POST', '/hooks/xero/con_01k8m3q7zj5e8v9x2c4b6n8p0r', raw, headers)
    expect([nowhere.status, missing.status]).toEqual([404, 404])
  })
})
