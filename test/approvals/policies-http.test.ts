import { beforeAll, describe, expect, it } from 'vitest'
import { requestApproval } from '#src/approvals/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { newSubject, request } from './support.ts'

let now = new Date('2026-03-10T10:00:00Z')
let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => now } })
})

async function office() {
  now = new Date('2026-03-10T10:00:00Z')
  const company = await newCompany(platform)
  const client = testClient(platform, await company.key())
  const send = (more: object = {}) =>
    client.post(`/v1/companies/${company.id}/approval-policies`, { ...smallByItself, ...more })
  return { company, client, url: `/v1/companies/${company.id}/approval-policies`, send }
}

const step = { name: 'Approver', approvers: [{ role: 'approver' }] }
const rulesUpTo = (upTo: string) => [
  { name: 'Everything', bands: [{ upTo, autoApprove: true }], above: { steps: [step] } },
]
const smallByItself = { name: 'Purchases', kinds: ['testSubject'], rules: rulesUpTo('500.00') }

describe('POST approval-policies', () => {
  it('creates a policy that is in force today, in the currency of the company', async () => {
    const { send } = await office()
    const made = await send()
    expect(made).toMatchObject({
      status: 201,
      json: {
        currency: 'NOK',
        kinds: ['testSubject'],
        rulesVersion: 1,
        effectiveFrom: '2026-03-10',
        defaultApprovers: [{ role: 'owner' }],
        rules: [{ above: { steps: [{ need: 'any' }] } }],
      },
    })
  })

  it('approves by itself what the policy lets pass', async () => {
    const { company, send } = await office()
    await send()
    const small = await request(company.call(), { amountMinor: 50_000n })
    expect(small).toMatchObject({ status: 'approved', isAutomatic: true, staffing: { steps: [] } })
    const large = await request(company.call(), { amountMinor: 50_001n })
    expect(large).toMatchObject({ status: 'pending', isAutomatic: false })
  })

  it('refuses a second policy for a kind, also when twins race', async () => {
    const { send } = await office()
    const twins = await Promise.all([send(), send({ name: 'Other' })])
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(twins.find(({ status }) => status === 409)?.json.code).toBe('policy_kind_governed')
  })

  it('names every fault with its place', async () => {
    const { send } = await office()
    const stranger = { member: 'mem_01k8m3q7zj5e8v9x2c4b6n8p0r' }
    const bands = [
      { upTo: '500.00', autoApprove: true },
      { upTo: '100.00', steps: [step] },
    ]
    const refused = await send({
      rules: [{ name: 'x', bands, above: { steps: [{ name: 'y', approvers: [stranger] }] } }],
    })
    expect(refused).toMatchObject({
      status: 422,
      json: {
        code: 'policy_invalid',
        errors: [
          { pointer: '/rules/0/bands/1/upTo', code: 'band_unreachable' },
          { pointer: '/rules/0/above/steps/0/approvers/0/member', code: 'member_unknown' },
        ],
      },
    })
  })

  it.each([
    [{ rules: [{ name: 'x', above: {} }] }],
    [{ rules: [{ name: 'x', when: { amountOver: '-1' }, above: { autoApprove: true } }] }],
    [{ rules: [{ name: 'x', when: { someLine: { colour: 'red' } }, above: { autoApprove: true } }] }],
    [{ defaultApprovers: [] }],
  ])('refuses %j as no policy', async (change) => {
    const { send } = await office()
    expect(await send(change)).toMatchObject({ status: 422, json: { code: 'request_invalid' } })
  })
})

describe('a new version', () => {
  it('is in force from its day, keeps what is pending as it was, and can be rolled back', async () => {
    const { company, client, url, send } = await office()
    const { json } = await send()
    const inFlight = newSubject({ amountMinor: 80_000n, lines: null })
    await requestApproval(company.call(), inFlight)
    const versions = `${url}/${json.id}/versions`
    const revised = await client.post(versions, { rules: rulesUpTo('900.00'), effectiveFrom: '2026-03-12' })
    expect(revised).toMatchObject({ status: 201, json: { rulesVersion: 1, latestRulesVersion: 2, version: 2 } })
    expect((await request(company.call(), { amountMinor: 80_000n })).isAutomatic).toBe(false)
    now = new Date('2026-03-12T10:00:00Z')
    expect((await request(company.call(), { amountMinor: 80_000n })).policy).toEqual({ id: json.id, version: 2 })
    const again = await requestApproval(company.call(), { ...inFlight, contentHash: 'h2' })
    expect(again).toMatchObject({ policy: { version: 1 }, status: 'pending', round: 2 })
    const back = await client.post(versions, { restores: 1 })
    expect(back.json).toMatchObject({ rulesVersion: 3, rules: [{ bands: [{ upTo: '500.00' }] }] })
    const listed = await client.get(versions)
    expect(listed.json.data).toMatchObject([{ version: 1 }, { version: 2 }, { version: 3, restores: 1 }])
    expect((await client.post(versions, { restores: 9 })).json.code).toBe('policy_version_unknown')
  })

  it('takes one number each when two race, and honours If-Match', async () => {
    const { client, url, send } = await office()
    const { json } = await send()
    const versions = `${url}/${json.id}/versions`
    await Promise.all([client.post(versions, { rules: [] }), client.post(versions, { rules: rulesUpTo('1.00') })])
    expect((await client.get(versions)).json.data).toHaveLength(3)
    const stale = await client.post(versions, { rules: [] }, { 'if-match': '"v1"' })
    expect(stale.status).toBe(412)
  })
})

describe('PATCH approval-policies', () => {
  it('archives a policy, which then governs nothing and leaves its kind to another', async () => {
    const { company, client, url, send } = await office()
    const { json } = await send()
    const archived = await client.patch(`${url}/${json.id}`, { status: 'archived' })
    expect(archived.json).toMatchObject({ status: 'archived', kinds: [] })
    expect((await request(company.call(), { amountMinor: 1n })).policy).toBeNull()
    expect((await client.post(`${url}/${json.id}/versions`, { rules: [] })).json.code).toBe('policy_archived')
    expect((await send({ name: 'Next' })).status).toBe(201)
  })
})

describe('a supplier with a policy of its own', () => {
  it('goes by that one, and by the policy of the company when it is archived', async () => {
    const { company, client, url, send } = await office()
    const general = await send()
    const strict = await send({ name: 'Strict', kinds: [], rules: [] })
    const subject = { amountMinor: 1n, policyId: strict.json.id as string }
    expect((await request(company.call(), subject)).policy).toEqual({ id: strict.json.id, version: 1 })
    await client.patch(`${url}/${strict.json.id}`, { status: 'archived' })
    expect((await request(company.call(), subject)).policy).toEqual({ id: general.json.id, version: 1 })
  })
})

describe('a simulation', () => {
  it('asks a draft about the past, keeps nothing, and shows what only the default approver catches', async () => {
    const { company, client, url, send } = await office()
    const { json } = await send()
    await request(company.call(), { amountMinor: 40_000n })
    await request(company.call(), { amountMinor: 80_000n, lines: null })
    const draft = {
      rules: [{ name: 'Coded', when: { someLine: { account: ['6340'] } }, above: { autoApprove: true } }],
    }
    const simulated = await client.post(`${url}/${json.id}/simulations`, { draft })
    expect(simulated).toMatchObject({
      status: 200,
      json: { asked: 2, automatic: 0, byDefaultOnly: 2, differs: 1, byRule: [{ rule: 'Coded', taken: 0 }] },
    })
    const current = await client.post(`${url}/${json.id}/simulations`, {})
    expect(current.json).toMatchObject({ asked: 2, automatic: 1, byDefaultOnly: 0, differs: 0 })
    // The owner entered them all and the company has nobody else.
    expect(current.json.stuck).toBe(1)
    expect((await client.get(`${url}/${json.id}`)).json.version).toBe(1)
  })
})

describe('conditions', () => {
  it('nested beyond all sense are refused, not a crash', async () => {
    const { client, url } = await office()
    const deep = `${'{"not":'.repeat(20_000)}{"kind":["receipt"]}${'}'.repeat(20_000)}`
    const body = `{"name":"Deep","rules":[{"name":"x","when":${deep},"above":{"autoApprove":true}}]}`
    const refused = await client.post(url, body, { 'content-type': 'application/json' })
    expect(refused).toMatchObject({ status: 400, json: { code: 'request_malformed' } })
  })
})
