import { beforeAll, describe, expect, it } from 'vitest'
import { listApprovals, restaffApprovals } from '#src/approvals/index.ts'
import { changeMemberRoles } from '#src/companies/index.ts'
import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import type { Platform } from '#src/platform/platform.ts'
import { eventListeners } from '#src/wiring.ts'
import { newCompany, systemCall } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import { allApprovers, anyApprover, memberId, policyOf, request } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

describe('pending requests', () => {
  it('are seen by who becomes an approver, and no more by who ceases to be one', async () => {
    const company = await newCompany(platform)
    const anna = await company.member(['approver'], 'Anna')
    await policyOf(company, [anyApprover])
    const asked = await request(company.call())
    const bram = await company.member(['approver'], 'Bram')
    await changeMemberRoles(company.call(), { memberId: await memberId(company, anna.person), roles: ['employee'] })
    await restaffApprovals(systemCall(platform, company.id), { after: undefined })
    const inbox = async (call: typeof anna.call) =>
      (await listApprovals(call, { assignee: 'me', limit: 10 })).map(({ id, version }) => [id, version])
    expect(await inbox(bram.call)).toEqual([[asked.id, 2]])
    expect(await inbox(anna.call)).toEqual([])
  })

  it('stay as they are when nothing about their people changed', async () => {
    const company = await newCompany(platform)
    await company.member(['approver'], 'Anna')
    await policyOf(company, [allApprovers])
    await request(company.call())
    await company.member(['employee'], 'Eva')
    await restaffApprovals(systemCall(platform, company.id), { after: undefined })
    expect(await listApprovals(company.call(), { limit: 10 })).toMatchObject([{ version: 1 }])
  })

  it('are looked at once after any number of changes', async () => {
    const company = await newCompany(platform)
    for (const name of ['Anna', 'Bram', 'Chris']) await company.member(['approver'], name)
    while ((await sequenceEvents(platform, eventListeners)) > 0);
    const { rows } = await platform.db.worker.query(
      `select payload from outbox where company_id = $1 and name = 'approvals.restaff'`,
      [company.id],
    )
    expect(rows).toEqual([{ payload: {} }])
  })
})
