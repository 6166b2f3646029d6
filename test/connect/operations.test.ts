import { beforeAll, describe, expect, it } from 'vitest'
import { pushOperation } from '#src/connect/operations/push-operation.ts'
import { sweepOperations } from '#src/connect/sweep.ts'
import { newId } from '#src/kernel/id.ts'
import { systemCall } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Bench, type Connected, connected, drain, giveConsent, newBill, openBench, payments } from './bench.ts'
import { payBill, post } from './emit.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})

const statuses = async (one: Connected, query = '') =>
  Object.fromEntries((await one.operations(query)).map(({ model, status }) => [model, status]))

const postBill = async (one: Connected, change: Parameters<typeof newBill>[1] = {}) => {
  const bill = await newBill(one.company, change)
  await post(one.company.call(), bill.id)
  return bill
}

describe('handing over', () => {
  it('plans, applies and verifies contact, bill and original when a receipt is posted', async () => {
    const one = await connected(bench)
    const before = ['contact', 'bill', 'attachment'].map((kind) => bench.fake.count(kind as 'bill'))
    const bill = await postBill(one)
    expect(await drain(bench)).toEqual([])
    expect(await statuses(one)).toEqual({ contact: 'verified', bill: 'verified', attachment: 'verified' })
    expect(['contact', 'bill', 'attachment'].map((kind) => bench.fake.count(kind as 'bill'))).toEqual(
      before.map((count) => count + 1),
    )
    const { json } = await one.get(`/external-references?subjectId=${bill.id}`)
    expect(json.data).toMatchObject([{ model: 'bill', subjectId: bill.id, label: bill.number }])
    expect(bench.fake.violations).toEqual([])
  })

  it('proposes the mappings that it used, for a person to see', async () => {
    const one = await connected(bench)
    await postBill(one)
    await drain(bench)
    const { json } = await one.get(`/connections/${one.connectionId}/mappings`)
    expect(json.mappings).toEqual([
      { kind: 'account', ours: '6800', theirs: '6800', source: 'proposed' },
      { kind: 'vatCode', ours: '1', theirs: 'INPUT', source: 'proposed' },
    ])
  })

  it('hands a record over once, however often its event is heard', async () => {
    const one = await connected(bench)
    const bill = await postBill(one)
    await post(one.company.call(), bill.id)
    await drain(bench)
    await post(one.company.call(), bill.id)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toHaveLength(1)
  })

  it('pushes a payment of ours against the bill, and knows it again when it is pulled', async () => {
    const one = await connected(bench)
    const bill = await postBill(one)
    await drain(bench)
    const paymentId = newId('match')
    payments.set(paymentId, { billId: bill.id, amountMinor: 50_000n })
    await payBill(one.company.call(), paymentId)
    await drain(bench)
    expect(await one.operations(`?subjectId=${paymentId}`)).toMatchObject([{ model: 'payment', status: 'verified' }])
    await one.client.post(`${one.path}/connections/${one.connectionId}/syncs`, {})
    await drain(bench)
    const { json } = await one.get('/pulled-payments')
    expect((json.data as Record<string, unknown>[]).filter(({ isOurs }) => isOurs)).toMatchObject([
      { amount: '500.00', settles: { subjectId: bill.id }, status: 'made' },
    ])
  })

  it('lets payments stay when the connection says so', async () => {
    const one = await connected(bench)
    const changed = await one.client.patch(`${one.path}/connections/${one.connectionId}`, { payments: 'none' })
    expect(changed.json.payments).toBe('none')
    const bill = await postBill(one)
    await drain(bench)
    const paymentId = newId('match')
    payments.set(paymentId, { billId: bill.id, amountMinor: 100n })
    await payBill(one.company.call(), paymentId)
    await drain(bench)
    expect(await one.operations(`?subjectId=${paymentId}`)).toEqual([])
  })
})

describe('trouble on the way', () => {
  it('an answer that got lost makes no second bill', async () => {
    const one = await connected(bench)
    const before = bench.fake.count('bill')
    const bill = await postBill(one)
    // The contact is written first, the bill second.
    bench.fake.failNext('write', { kind: 'answerLost', isSilent: false }, { kind: 'answerLost', isSilent: false })
    await drain(bench)
    bench.clock.advance(60_000)
    await drain(bench)
    bench.clock.advance(60_000)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toMatchObject([{ status: 'verified', fault: null }])
    expect(bench.fake.count('bill')).toBe(before + 1)
  })

  it('waits as long as a 429 says, and costs no attempt', async () => {
    const one = await connected(bench)
    const bill = await postBill(one)
    bench.fake.failNext('write', { kind: 'rateLimited', retryAfterSeconds: 40 })
    await drain(bench)
    const [waiting] = await one.operations('?status=planned')
    expect(waiting).toMatchObject({ model: 'contact', fault: { kind: 'rate_limited' }, attempts: 0 })
    const calls = bench.fake.calls.length
    bench.clock.advance(39_000)
    await drain(bench)
    expect(bench.fake.calls.length).toBe(calls)
    bench.clock.advance(2_000)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toMatchObject([{ status: 'verified' }])
  })

  it('waits a minute when a 429 does not say how long', async () => {
    const one = await connected(bench)
    const bill = await postBill(one)
    bench.fake.failNext('write', { kind: 'rateLimited', retryAfterSeconds: null })
    await drain(bench)
    bench.clock.advance(59_000)
    await drain(bench)
    expect(await statuses(one, '?status=planned')).toMatchObject({ contact: 'planned' })
    bench.clock.advance(2_000)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toMatchObject([{ status: 'verified' }])
  })

  it('goes on with a new token when the old one ended', async () => {
    const one = await connected(bench)
    bench.fake.expireTokens()
    const bill = await postBill(one)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toMatchObject([{ status: 'verified' }])
  })

  it('stops at a withdrawn consent, and goes on once a person has connected again', async () => {
    const one = await connected(bench)
    bench.fake.revokeConsent()
    const bill = await postBill(one)
    await drain(bench)
    expect((await one.get(`/connections/${one.connectionId}`)).json.status).toBe('expired')
    expect(await statuses(one)).toMatchObject({ contact: 'planned', bill: 'planned' })
    const again = await one.client.post(`${one.path}/connections/${one.connectionId}/authorizations`)
    expect((await giveConsent(one.client, String(again.json.authorizationUrl))).status).toBe(200)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toMatchObject([{ status: 'verified' }])
  })

  it('asks a person when a code is not mapped, and succeeds once it is', async () => {
    const one = await connected(bench)
    const bill = await newBill(one.company)
    const [line] = bill.lines
    const unmapped = line && { ...line, account: '7777' }
    const posted = await postBill(one, unmapped ? { lines: [unmapped] } : {})
    await drain(bench)
    const [failed] = await one.operations(`?subjectId=${posted.id}`)
    expect(failed).toMatchObject({
      status: 'failed',
      fault: { kind: 'rejected', fields: [{ field: 'mappings/account' }] },
    })
    const wrong = await one.client.send('PUT', `${one.path}/connections/${one.connectionId}/mappings`, {
      mappings: [{ kind: 'account', ours: '7777', theirs: '0000' }],
    })
    expect([wrong.status, wrong.json.code]).toEqual([422, 'mapping_invalid'])
    await one.client.send('PUT', `${one.path}/connections/${one.connectionId}/mappings`, {
      mappings: [{ kind: 'account', ours: '7777', theirs: '6900' }],
    })
    const retried = await one.client.post(`${one.path}/operations/${failed?.id}/retries`)
    expect([retried.status, retried.json.status]).toEqual([202, 'planned'])
    await drain(bench)
    expect(await one.operations(`?subjectId=${posted.id}`)).toMatchObject([{ status: 'verified' }])
    const twice = await one.client.post(`${one.path}/operations/${failed?.id}/retries`)
    expect([twice.status, twice.json.code]).toEqual([409, 'operation_not_failed'])
  })

  it('says what the vendor refuses', async () => {
    const one = await connected(bench)
    await postBill(one)
    bench.fake.failNext('write', { kind: 'refused' })
    await drain(bench)
    const [failed] = await one.operations('?status=failed')
    expect(failed).toMatchObject({
      model: 'contact',
      fault: { kind: 'rejected', fields: [{ message: 'The record is refused.' }] },
    })
    expect(await statuses(one)).toMatchObject({ bill: 'planned' })
  })

  it('calls a record that the vendor holds otherwise a difference', async () => {
    const one = await connected(bench)
    const first = await postBill(one)
    await drain(bench)
    const twin = await postBill(one, { partyId: first.partyId, number: first.number, grossMinor: 125_001n })
    await drain(bench)
    expect(await one.operations(`?subjectId=${twin.id}`)).toMatchObject([
      { status: 'failed', fault: { kind: 'differs', fields: [{ field: 'Total' }] } },
    ])
  })

  it('is found by the sweep when the job of an operation got lost', async () => {
    const one = await connected(bench)
    const bill = await postBill(one)
    bench.fake.failNext('write', { kind: 'unavailable' })
    await drain(bench)
    const { pools } = await testDatabase()
    await pools.owner.query(`delete from outbox where name = 'connect.push'`)
    bench.clock.advance(10 * 60_000)
    expect(await sweepOperations(systemCall(bench.platform))).toBeGreaterThan(0)
    await drain(bench)
    expect(await one.operations(`?subjectId=${bill.id}`)).toMatchObject([{ status: 'verified' }])
  })
})

describe('races', () => {
  it('two workers with one operation make one record', async () => {
    const one = await connected(bench)
    const before = bench.fake.count('contact')
    const bill = await postBill(one)
    bench.fake.failNext('write', { kind: 'unavailable' })
    await drain(bench)
    bench.clock.advance(60_000)
    const [contact] = await one.operations(`?subjectId=${bill.partyId}`)
    const call = systemCall(bench.platform, one.company.id)
    await Promise.all(Array.from({ length: 4 }, () => pushOperation(call, String(contact?.id))))
    expect(bench.fake.count('contact')).toBe(before + 1)
    await drain(bench)
  })

  it('two runners refresh one token once, and neither uses a spent one', async () => {
    const one = await connected(bench)
    const { granted, reused } = bench.fake.refreshes()
    bench.fake.expireTokens()
    const examined = await Promise.all(
      Array.from({ length: 4 }, () => one.get(`/connections/${one.connectionId}/doctor`)),
    )
    expect(examined.map(({ json }) => json.isHealthy)).toEqual([true, true, true, true])
    expect(bench.fake.refreshes()).toEqual({ granted: granted + 1, reused })
  })
})

describe('tenants', () => {
  it('another company sees nothing of it and cannot touch it', async () => {
    const mine = await connected(bench)
    await postBill(mine)
    await drain(bench)
    const [operation] = await mine.operations()
    const theirs = await connected(bench)
    expect(await theirs.operations()).toEqual([])
    const read = await theirs.get(`/operations/${operation?.id}`)
    const retried = await theirs.client.post(`${theirs.path}/operations/${operation?.id}/retries`)
    const synced = await theirs.client.post(`${theirs.path}/connections/${mine.connectionId}/syncs`, {})
    expect([read.status, retried.status, synced.status]).toEqual([404, 404, 404])
  })
})
