import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, newPerson } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

describe('a group', () => {
  it('holds two companies of its owner, and nobody else sees it', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const second = await client.post('/v1/companies', { name: 'Fjordbakst AS', country: 'NO', baseCurrency: 'NOK' })
    const group = await client.post('/v1/groups', { name: 'Fjordgruppen' })
    for (const companyId of [company.id, second.json.id]) {
      expect((await client.post(`/v1/groups/${group.json.id}/companies`, { companyId })).status).toBe(201)
    }
    const read = await client.get(`/v1/groups/${group.json.id}`)
    expect(read.json.companyIds).toEqual([company.id, second.json.id].sort())
    const stranger = testClient(platform, await (await newCompany(platform)).key())
    expect((await stranger.get(`/v1/groups/${group.json.id}`)).status).toBe(404)
  })

  it('takes in no company of somebody else', async () => {
    const company = await newCompany(platform)
    const theirs = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const group = await client.post('/v1/groups', { name: 'Fjordgruppen' })
    const refused = await client.post(`/v1/groups/${group.json.id}/companies`, { companyId: theirs.id })
    expect(refused.json.code).toBe('not_found')
  })
})

describe('an invitation', () => {
  it('makes the invited person a member, once, and nobody else', async () => {
    const company = await newCompany(platform)
    const auditor = await newPerson(platform, 'Rita Revisor')
    const owner = testClient(platform, await company.key())
    const invited = await owner.post(`/v1/companies/${company.id}/invitations`, {
      email: auditor.email,
      roles: ['auditor'],
    })
    const stranger = testClient(platform, await company.key(await newPerson(platform)))
    const body = { token: invited.json.token }
    expect((await stranger.post('/v1/invitation-acceptances', body)).json.code).toBe('invitation_unusable')
    const theirs = testClient(platform, await company.key(auditor))
    const both = await Promise.all([theirs, theirs].map((client) => client.post('/v1/invitation-acceptances', body)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const members = await owner.get(`/v1/companies/${company.id}/members`)
    expect((members.json.data as { roles: string[] }[]).map(({ roles }) => roles)).toEqual([['owner'], ['auditor']])
  })
})
