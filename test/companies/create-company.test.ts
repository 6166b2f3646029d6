import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, newPerson, systemCall } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const facts = { name: 'Fjordkaffe AS', country: 'NO', baseCurrency: 'NOK', organisationNumber: '923 609 016' }

describe('create a company', () => {
  it('makes the caller its owner, with the number in digits and the two built-in dimensions', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const made = await client.post('/v1/companies', facts)
    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toBe('"v1"')
    expect(made.json).toMatchObject({ name: 'Fjordkaffe AS', organisationNumber: '923609016', timeZone: 'Europe/Oslo' })
    const dimensions = await client.get(`/v1/companies/${made.json.id}/dimensions`)
    expect((dimensions.json.data as { code: string }[]).map(({ code }) => code)).toEqual(['project', 'department'])
    const members = await client.get(`/v1/companies/${made.json.id}/members`)
    expect(members.json.data).toMatchObject([{ personId: company.owner.id, roles: ['owner'] }])
  })

  it('refuses a wrong check digit with a pointer to the field', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const refused = await client.post('/v1/companies', { ...facts, organisationNumber: '923609017' })
    expect(refused.status).toBe(422)
    expect(refused.json).toMatchObject({
      code: 'organisation_number_invalid',
      errors: [{ pointer: '/organisationNumber' }],
    })
  })

  it('takes a foreign number by its form and refuses another form', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const danish = { ...facts, country: 'DK', baseCurrency: 'DKK' }
    const made = await client.post('/v1/companies', { ...danish, organisationNumber: 'DK 20 20 20 20' })
    expect(made.json).toMatchObject({ organisationNumber: '20202020', timeZone: 'Europe/Copenhagen' })
    const refused = await client.post('/v1/companies', { ...danish, organisationNumber: '2020202' })
    expect(refused.json.code).toBe('organisation_number_invalid')
  })

  it('replays the same key with the same bytes and refuses it with another body', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const key = { 'idempotency-key': 'company-1' }
    const first = await client.post('/v1/companies', facts, key)
    const again = await client.post('/v1/companies', facts, key)
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = await client.post('/v1/companies', { ...facts, name: 'Another AS' }, key)
    expect(other.json.code).toBe('idempotency_key_reused')
  })

  it('keeps nothing of a dry run', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const before = await client.get('/v1/companies')
    const dry = await client.post('/v1/companies', facts, { prefer: 'dry-run' })
    expect(dry.status).toBe(201)
    expect((await client.get('/v1/companies')).text).toBe(before.text)
  })

  it('makes one company when twins of a request race', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const key = { 'idempotency-key': 'race' }
    const twins = await Promise.all(Array.from({ length: 8 }, () => client.post('/v1/companies', facts, key)))
    expect(twins.filter(({ status }) => status === 201).length).toBeGreaterThan(0)
    expect(twins.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const ids = new Set(twins.filter(({ status }) => status === 201).map(({ json }) => json.id))
    expect(ids.size).toBe(1)
  })
})

describe('another company', () => {
  it('answers exactly like a missing one', async () => {
    const mine = await newCompany(platform)
    const theirs = await newCompany(platform)
    const client = testClient(platform, await mine.key())
    const headers = { 'x-request-id': 'same' }
    const foreign = await client.get(`/v1/companies/${theirs.id}`, headers)
    const missing = await client.get('/v1/companies/com_01k8m3q7zj5e8v9x2c4b6n8p0r', headers)
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(missing.text)
  })

  it('stays invisible to the database role even without a filter', async () => {
    const mine = await newCompany(platform)
    await newCompany(platform)
    const client = await platform.db.app.connect()
    try {
      await client.query('begin')
      await client.query(`set local app.companies = '{${mine.id}}'`)
      const { rows } = await client.query('select company_id from companies')
      expect(rows).toEqual([{ company_id: mine.id }])
      await client.query('rollback')
    } finally {
      client.release()
    }
  })
})

describe('members', () => {
  it('never lose their last owner', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const { json } = await client.get(`/v1/companies/${company.id}/members`)
    const [owner] = json.data as { id: string }[]
    const refused = await client.patch(`/v1/companies/${company.id}/members/${owner?.id}`, { roles: ['auditor'] })
    expect(refused.json.code).toBe('owner_last')
  })

  it('cannot be added twice', async () => {
    const company = await newCompany(platform)
    const person = await newPerson(platform)
    const { addMember } = await import('#src/companies/index.ts')
    await addMember(company.call(), { personId: person.id, roles: ['approver'] })
    const again = addMember(company.call(), { personId: person.id, roles: ['approver'] })
    await expect(again).rejects.toMatchObject({ code: 'member_exists' })
    expect(systemCall(platform).actor.kind).toBe('system')
  })
})
