import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { seeSupplier } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const facts = {
  kind: 'supplier',
  name: 'Nordkraft AS',
  country: 'NO',
  organisationNumber: '991825827',
  defaultAccount: '6340',
  bankAccounts: [{ account: 'NO9386011117947' }],
}

async function open(): Promise<{ company: TestCompany; client: TestClient; url: string }> {
  const company = await newCompany(platform)
  return { company, client: testClient(platform, await company.key()), url: `/v1/companies/${company.id}/parties` }
}

describe('POST parties', () => {
  it('creates a supplier with its settings', async () => {
    const { client, url } = await open()
    const made = await client.post(url, facts)
    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toBe('"v1"')
    expect(made.json).toMatchObject({
      organisationNumber: '991825827',
      defaultAccount: '6340',
      autoPost: false,
      isOnHold: false,
      bankAccounts: [{ account: 'NO9386011117947', status: 'usable' }],
    })
    expect(made.text).not.toContain('openedByKey')
  })

  it('refuses the same organisation number twice, also when twins race', async () => {
    const { client, url } = await open()
    const twins = await Promise.all([client.post(url, facts), client.post(url, facts), client.post(url, facts)])
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(twins.find(({ status }) => status === 409)?.json.code).toBe('party_exists')
  })

  it.each([
    [{ organisationNumber: '991825826' }, 'organisation_number_invalid'],
    [{ bankAccounts: [{ account: 'NO9386011117948' }] }, 'bank_account_invalid'],
    [{ name: '...' }, 'party_name_missing'],
  ])('refuses %j', async (change, code) => {
    const { client, url } = await open()
    const refused = await client.post(url, { ...facts, ...change })
    expect(refused).toMatchObject({ status: 422, json: { code } })
  })

  it('replays under one idempotency key', async () => {
    const { client, url } = await open()
    const key = { 'idempotency-key': 'party-1' }
    const first = await client.post(url, facts, key)
    expect((await client.post(url, facts, key)).text).toBe(first.text)
  })
})

describe('PATCH parties', () => {
  it('changes what is sent, keeps the rest, and remembers the old name', async () => {
    const { client, url } = await open()
    const { json } = await client.post(url, facts)
    const changed = await client.patch(
      `${url}/${json.id}`,
      { name: 'Nordkraft Energi AS', autoPost: true },
      { 'if-match': '"v1"' },
    )
    expect(changed.json).toMatchObject({
      name: 'Nordkraft Energi AS',
      autoPost: true,
      defaultAccount: '6340',
      version: 2,
    })
    expect(changed.json.names).toEqual(['Nordkraft AS', 'Nordkraft Energi AS'])
    const stale = await client.patch(`${url}/${json.id}`, { autoPost: false }, { 'if-match': '"v1"' })
    expect(stale).toMatchObject({ status: 412, json: { code: 'version_stale' } })
  })

  it('loses no change when two race', async () => {
    const { client, url } = await open()
    const { json } = await client.post(url, facts)
    await Promise.all([
      client.patch(`${url}/${json.id}`, { defaultVatCode: '1' }),
      client.patch(`${url}/${json.id}`, { paymentTermsDays: 30 }),
    ])
    expect((await client.get(`${url}/${json.id}`)).json).toMatchObject({
      defaultVatCode: '1',
      paymentTermsDays: 30,
      version: 3,
    })
  })
})

describe('GET parties', () => {
  it('pages, and filters by kind, name, number, hold and time of change', async () => {
    const { client, url, company } = await open()
    await client.post(url, facts)
    const kaffe = await client.post(url, { kind: 'customer', name: 'Kaffebaren' })
    await seeSupplier(company.call(), {
      name: 'Nordkraft AS',
      organisationNumber: '991825827',
      bankAccounts: [{ account: '10203456789' }],
    })
    const names = async (query: string) =>
      ((await client.get(`${url}?${query}`)).json.data as { name: string }[]).map(({ name }) => name)
    expect(await names('kind=customer')).toEqual(['Kaffebaren'])
    expect(await names('name=NORDK')).toEqual(['Nordkraft AS'])
    expect(await names('organisationNumber=991825827')).toEqual(['Nordkraft AS'])
    expect(await names('isOnHold=true')).toEqual(['Nordkraft AS'])
    expect(await names('isOnHold=false')).toEqual(['Kaffebaren'])
    expect(await names(`updatedSince=${kaffe.json.updatedAt}`)).toHaveLength(2)
    const first = await client.get(`${url}?limit=1`)
    expect(await names(`limit=1&cursor=${first.json.nextCursor}`)).toEqual(['Kaffebaren'])
  })
})

describe('a bank account given by hand', () => {
  it('that is known already changes nothing', async () => {
    const { client, url } = await open()
    const { json } = await client.post(url, facts)
    const again = await client.post(`${url}/${json.id}/bank-accounts`, { account: '8601 1117 947' })
    expect(again.json).toMatchObject({ version: 1, isOnHold: false })
  })
})
