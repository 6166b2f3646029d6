import { beforeAll, describe, expect, it } from 'vitest'
import { decideApproval } from '#src/approvals/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { memberId, policyOf, request } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const line = (project: string) => ({ account: '6340', vatCode: '1', item: null, dimensions: { project } })

describe('a step that asks the managers of the projects', () => {
  it('waits for the manager of every project on the lines, and for who manages it now', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const values = `/v1/companies/${company.id}/dimensions/project/values`
    const anna = await company.member(['approver'], 'Anna')
    const bram = await company.member(['approver'], 'Bram')
    const [annaId, bramId] = [await memberId(company, anna.person), await memberId(company, bram.person)]
    await client.post(values, { code: 'P1', name: 'Bridge', managerId: annaId })
    await client.post(values, { code: 'P2', name: 'Tunnel' })
    await policyOf(company, [{ name: 'Managers', need: 'all', approvers: [{ managerOf: 'project' }] }])
    const asked = await request(company.call(), { lines: [line('P1'), line('P2')] })
    expect(asked.staffing.steps[0]?.candidates.map(({ name }) => name)).toEqual(['Anna'])
    const changed = await client.patch(`${values}/P1`, { managerId: bramId }, { 'if-match': '"v1"' })
    expect(changed).toMatchObject({ status: 200, json: { code: 'P1', managerId: bramId, version: 2 } })
    const approve = { approvalId: asked.id, decision: 'approve' as const, seenVersion: 1 }
    await expect(decideApproval(anna.call, approve)).rejects.toMatchObject({ code: 'approval_not_assigned' })
    expect((await decideApproval(bram.call, approve)).status).toBe('approved')
  })

  it('falls to the default approvers where no project has one', async () => {
    const company = await newCompany(platform)
    const entered = await company.member(['bookkeeper'], 'Noor')
    await policyOf(company, [{ name: 'Managers', need: 'all', approvers: [{ managerOf: 'project' }] }])
    const asked = await request(entered.call, { lines: [line('P9')] })
    const approve = { approvalId: asked.id, decision: 'approve' as const, seenVersion: 1 }
    expect((await decideApproval(company.call(), approve)).status).toBe('approved')
  })
})

describe('the manager of a value', () => {
  it('must be a member', async () => {
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const values = `/v1/companies/${company.id}/dimensions/project/values`
    const refused = await client.post(values, { code: 'P1', name: 'x', managerId: 'mem_01k8m3q7zj5e8v9x2c4b6n8p0r' })
    expect(refused).toMatchObject({ status: 422, json: { code: 'dimension_manager_unknown' } })
  })
})
